package io.github.losslane.verification.math;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The floats where elementwise functions go wrong first. */
final class Binary32Boundaries {

    private static final double LN2 = StrictMath.log(2);

    /** Where results overflow, become subnormal, vanish or stop to change, and where kernels change their ways. */
    private static final double[] EDGES = {
        128 * LN2, 126 * LN2, 127 * LN2, 149 * LN2, 150 * LN2, 24 * LN2, 25 * LN2, 12.5 * LN2, 88, 87, 89, 104, 40, 30, 17,
        10, 9, 0.55, 1, 2, 2 / 3.0, 4 / 3.0, 1 / 3.0, 0.5, Float.MIN_NORMAL, 0x1p-24, 0x1p-12, 0x1p23, 0x1p24, 0x1p64
    };

    private Binary32Boundaries() {}

    /** All of them, both signs, and their neighbours. */
    static float[] all() {
        Stream<float[]> ranges = Stream.of(
                specials(),
                around(DoubleStream.of(EDGES), 1000),
                around(powersOfTwo(), 2),
                around(IntStream.rangeClosed(0, 160).mapToDouble(n -> (n + 0.5) * LN2), 3),
                around(IntStream.rangeClosed(0, 160).mapToDouble(n -> (n + 0.5) * LN2 / 2), 3),
                around(powersOfTwo().map(power -> power * 4 / 3), 3),
                around(powersOfTwo().map(power -> power * StrictMath.sqrt(2)), 3),
                around(powersOfTwo().map(power -> power * 4 / 3 - 1), 3));
        return flat(ranges.toList());
    }

    private static float[] specials() {
        return new float[] {
            0, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.intBitsToFloat(0x7f800001),
            Float.intBitsToFloat(0xffc00123), Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -Float.MIN_VALUE,
            0x1.fffffcp-127f, -0x1.fffffcp-127f, 0x1.8p-140f, -0x1.8p-140f, 0x1.5p-145f, -0x1.5p-145f
        };
    }

    private static DoubleStream powersOfTwo() {
        return IntStream.rangeClosed(-149, 127).mapToDouble(exponent -> Math.scalb(1.0, exponent));
    }

    /** Each number and so many floats to both sides, with both signs. */
    private static float[] around(DoubleStream numbers, int reach) {
        return flat(numbers.mapToObj(number -> {
            float[] run = new float[2 * (2 * reach + 1)];
            int centre = Float.floatToRawIntBits((float) number);
            for (int i = 0; i < run.length / 2; i++) {
                run[2 * i] = Float.intBitsToFloat(Math.max(centre + i - reach, 0));
                run[2 * i + 1] = -run[2 * i];
            }
            return run;
        }).toList());
    }

    private static float[] flat(List<float[]> ranges) {
        float[] all = new float[ranges.stream().mapToInt(range -> range.length).sum()];
        int filled = 0;
        for (float[] range : ranges) {
            System.arraycopy(range, 0, all, filled, range.length);
            filled += range.length;
        }
        return all;
    }
}
