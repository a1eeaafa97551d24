package io.github.losslane.verification.math;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** Arguments of double functions, most of them hard. */
final class Binary64Points {

    private static final double LN2 = StrictMath.log(2);
    private static final int RANDOM = 2500;

    /** Where results overflow, become subnormal, vanish or stop to change, and where kernels change their ways. */
    private static final double[] EDGES = {
        1024 * LN2, 1022 * LN2, 1074 * LN2, 1075 * LN2, 53 * LN2, 54 * LN2, 26.5 * LN2, 708, 709, 746, 88, 40, 37, 30,
        22, 19, 10, 1, 2, 0.55, 0.5, 0.25, 2 / 3.0, 4 / 3.0, 1 / 3.0, 0.3, Double.MIN_NORMAL, 0x1p-53, 0x1p-54, 0x1p-26,
        0x1p52, 0x1p53, 0x1p54, 0x1p64, Double.MAX_VALUE
    };

    private final DoubleStream.Builder points = DoubleStream.builder();

    private Binary64Points() {}

    /** Distinct points of the function's domain, more than 12,500. */
    static double[] of(Binary64Function function) {
        Binary64Points points = new Binary64Points();
        points.random(new SplittableRandom(20261122), function);
        points.hard();
        return points.points.build()
                .filter(x -> x >= function.least && x <= function.most && x != 0)
                .distinct()
                .toArray();
    }

    private void random(SplittableRandom random, Binary64Function function) {
        for (int i = 0; i < RANDOM; i++) {
            double sign = random.nextBoolean() ? 1 : -1;
            points.add(sign * StrictMath.exp(random.nextDouble(-100, 0)));                 // near 0
            points.add(1 + sign * StrictMath.exp(random.nextDouble(-37, -1)));             // near 1
            points.add(-1 + StrictMath.exp(random.nextDouble(-37, 0)));                    // near -1
            points.add(sign * random.nextDouble(708.3, 745.2));                            // subnormal results
            points.add(Math.abs(Double.longBitsToDouble(random.nextLong())));              // of any size
            points.add(Double.longBitsToDouble(random.nextLong(1L << 52)));                // subnormal
            for (int k = 0; k < 3; k++) {
                points.add(random.nextDouble(Math.max(function.least, -50), Math.min(function.most, 50)));
            }
        }
    }

    private void hard() {
        for (double edge : EDGES) {
            around(edge, 20);
        }
        for (int n = 0; n <= 1080; n++) {
            around((n + 0.5) * LN2, n < 60 ? 3 : 0);
            around((n + 0.5) * LN2 / 2, n < 60 ? 3 : 0);
        }
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            double power = Math.scalb(1.0, exponent);
            around(power, Math.abs(exponent) < 60 ? 3 : 1);
            around(power * 4 / 3, Math.abs(exponent) < 60 ? 3 : 0);
            around(power * StrictMath.sqrt(2), Math.abs(exponent) < 60 ? 3 : 0);
            around(Math.abs(power * 4 / 3 - 1), Math.abs(exponent) < 60 ? 3 : 0);
        }
    }

    /** A positive number and so many doubles to both sides, with both signs. */
    private void around(double number, int reach) {
        long centre = Double.doubleToRawLongBits(number);
        for (long bits = Math.max(centre - reach, 1); bits <= centre + reach; bits++) {
            points.add(Double.longBitsToDouble(bits));
            points.add(-Double.longBitsToDouble(bits));
        }
    }
}
