// Derived from FloatSumTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.math;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import io.github.losslane.math.DoubleMathKernels;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** sum, dot and squaredDistance have one order of addition, so that SIMD kernels and the reference agree bit for bit. */
class DoubleSumTest {

    private static final int BLOCK = 1024;
    private static final int MARGIN = 5;

    /** Half the distance between 1 and the number after it: the relative error of one rounding. */
    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;

    /** Roundings a summand meets in its block: 16 in its slot, 6 folds. */
    private static final int ROUNDINGS = 16 + 6;

    private final DoubleMathKernels simd = Kernels.simd().math();
    private final DoubleMathKernels reference = Kernels.reference().math();

    static IntStream lengths() {
        return IntStream.concat(
                IntStream.rangeClosed(0, 300), IntStream.of(1000, 1023, 1024, 1025, 2047, 2048, 2049, 5000));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void simdIsTheReferenceBitForBit(int length) {
        double[] x = numbers(1, length + 2 * MARGIN);
        double[] y = numbers(2, length + 2 * MARGIN);
        for (int offset = 0; offset <= MARGIN; offset++) {
            int other = MARGIN - offset;
            assertThat(simd.sum(x, offset, length)).isEqualTo(reference.sum(x, offset, length));
            assertThat(simd.dot(x, offset, y, other, length)).isEqualTo(reference.dot(x, offset, y, other, length));
            assertThat(simd.squaredDistance(x, offset, y, other, length))
                    .isEqualTo(reference.squaredDistance(x, offset, y, other, length));
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void errorIsThatOfAddingInSlots(int length) {
        double[] x = numbers(3, length);
        double[] y = numbers(4, length);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal dot = BigDecimal.ZERO;
        BigDecimal distance = BigDecimal.ZERO;
        double sizeOfSum = 0;
        double sizeOfDot = 0;
        for (int i = 0; i < length; i++) {
            BigDecimal a = new BigDecimal(x[i]);
            BigDecimal b = new BigDecimal(y[i]);
            sum = sum.add(a);
            dot = dot.add(a.multiply(b));
            distance = distance.add(a.subtract(b).pow(2));
            sizeOfSum += Math.abs(x[i]);
            sizeOfDot += a.multiply(b).abs().doubleValue();
        }
        int blocks = (length + BLOCK - 1) / BLOCK;
        double relative = (ROUNDINGS + blocks) * UNIT_ROUNDOFF * 1.001;      // 1.001 covers the products of errors
        assertError(simd.sum(x, 0, length), sum, relative * sizeOfSum);
        assertError(simd.dot(x, 0, y, 0, length), dot, relative * sizeOfDot);
        double twoMore = relative + 2 * UNIT_ROUNDOFF * 1.001;               // the difference is rounded before its square
        assertError(simd.squaredDistance(x, 0, y, 0, length), distance, twoMore * distance.doubleValue());
    }

    @Test
    void sumOfNothingOrOfZerosIsPlusZero() {
        double[] zeros = new double[100];
        Arrays.fill(zeros, -0.0);
        for (int length : new int[] {0, 1, 3, 64, 100}) {
            assertThat(1 / simd.sum(zeros, 0, length)).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(1 / simd.dot(zeros, 0, zeros, 0, length)).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(1 / simd.squaredDistance(zeros, 0, zeros, 0, length)).isEqualTo(Double.POSITIVE_INFINITY);
        }
    }

    /** A product that underflows leaves -0 in a slot; the sum must not show it. */
    @Test
    void productsThatUnderflowToMinusZeroAreNothing() {
        double[] x = {Double.MIN_NORMAL};
        double[] y = {-Double.MIN_NORMAL};
        assertThat(1 / simd.dot(x, 0, y, 0, 1)).isEqualTo(1 / reference.dot(x, 0, y, 0, 1));
    }

    @Test
    void blocksAddInDouble() {
        double[] x = new double[3 * BLOCK];
        x[0] = 1;
        x[BLOCK] = (UNIT_ROUNDOFF / 4);
        x[2 * BLOCK] = -1;
        double expected = 1.0 + (UNIT_ROUNDOFF / 4) - 1.0;
        assertThat(simd.sum(x, 0, x.length)).isEqualTo(expected);
    }

    @Test
    void infinitiesAndNanComeThrough() {
        for (int length : new int[] {7, 64, 1100}) {
            for (int position = 0; position < length; position += 3) {
                double[] x = new double[length];
                x[position] = Double.POSITIVE_INFINITY;
                assertThat(simd.sum(x, 0, length)).isEqualTo(Double.POSITIVE_INFINITY);
                assertThat(simd.dot(x, 0, x, 0, length)).isEqualTo(Double.POSITIVE_INFINITY);
                assertThat(simd.squaredDistance(x, 0, x, 0, length)).isNaN();
                x[position] = Double.NaN;
                assertThat(simd.sum(x, 0, length)).isNaN();
                assertThat(simd.dot(x, 0, x, 0, length)).isNaN();
            }
        }
    }

    private static void assertError(double got, BigDecimal exact, double allowed) {
        double error = new BigDecimal(got).subtract(exact).abs().doubleValue();
        assertThat(error).as("%s for %s", got, exact).isLessThanOrEqualTo(allowed);
    }

    /** Numbers of both signs whose sizes differ by factors of up to 2^20. */
    private static double[] numbers(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = Math.scalb(random.nextDouble(-1, 1), random.nextInt(20));
        }
        return numbers;
    }
}
