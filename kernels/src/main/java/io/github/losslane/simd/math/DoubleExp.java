package io.github.losslane.simd.math;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp in double lanes.
 *
 * <pre>{@code
 * 1. n = round(x / ln 2), by adding 1.5 * 2^52: the low bits of that sum hold n
 * 2. r = x - n ln2_hi - n ln2_lo      |r| <= 0.3466; the first difference fits in a double, so its fma is exact
 * 3. p = 1 + r (1 + r (c2 + ... + c11 r^9))      Sollya fpminimax on [-0.34661, 0.34661], relative error 2^-57.4
 * 4. exp(x) = 2^n p, by adding n to the exponent of p
 * }</pre>
 *
 * <p>Special values: NaN to NaN, -Inf to +0, +Inf to +Inf, +-0 to 1; overflow to +Inf.
 *
 * <p>Worst seen: 0.899 ulp at 0x1.595c4f26141efp9.
 */
public final class DoubleExp {

    /** Error bound in ulps. */
    public static final double MAX_ULP = 0.95;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    /** Up to here 2^n is a normal number, and so is the result. */
    public static final double ORDINARY = 708;

    /** Beyond these exp is 0 or +Inf, and the scales below are still normal numbers. */
    private static final double LOWEST = -746, HIGHEST = 710;

    /** The window of numbers of rows that need no shift, and what is 0 with any. */
    private static final double LOWER = 31 - ORDINARY, UPPER = 30, NOTHING = LOWEST - 60;

    public static final double LOG2E = 0x1.71547652b82fep0, ROUND = 0x1.8p52;
    public static final double LN2_HIGH = 0x1.62e42fefa39efp-1, LN2_LOW = 0x1.abc9e3b39803fp-56;

    public static final double C2 = 0x1.000000000000bp-1, C3 = 0x1.5555555555561p-3, C4 = 0x1.5555555550228p-5;
    public static final double C5 = 0x1.111111110d644p-7, C6 = 0x1.6c16c1855055p-10, C7 = 0x1.a01a01bade505p-13;
    public static final double C8 = 0x1.a01997588ed8ap-16, C9 = 0x1.71dddfd53fd0bp-19, C10 = 0x1.28afabfb2ccdp-22;
    public static final double C11 = 0x1.af85784e87677p-26;

    private DoubleExp() {}

    /**
     * out[i] = exp(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void exp(double[] x, int xOffset, double[] out, int outOffset, int length) {
        int i = ordinary(x, xOffset, out, outOffset, length);
        while (i < length) {
            rare(x, xOffset + i, out, outOffset + i);
            i += SPECIES.length();
            i += ordinary(x, xOffset + i, out, outOffset + i, length - i);
        }
    }

    /**
     * The vectors before the first that is rare; returns how many elements that were. A call in this loop, however rare,
     * would cost it a fifth: the constants would not stay in registers.
     */
    private static int ordinary(double[] x, int xOffset, double[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            boolean ordinary = v.lanewise(ABS).lt(DoubleVector.broadcast(SPECIES, ORDINARY)).allTrue();
            if (!ordinary) {
                return i;
            }
            DoubleVector t = v.fma(DoubleVector.broadcast(SPECIES, LOG2E),
                    DoubleVector.broadcast(SPECIES, ROUND));
            DoubleVector n = t.sub(DoubleVector.broadcast(SPECIES, ROUND));
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), v);
            r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
            DoubleVector square = r.mul(r);
            DoubleVector p = r.fma(DoubleVector.broadcast(SPECIES, C11), DoubleVector.broadcast(SPECIES, C10))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C9), DoubleVector.broadcast(SPECIES, C8)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C7), DoubleVector.broadcast(SPECIES, C6)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C5), DoubleVector.broadcast(SPECIES, C4)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C3), DoubleVector.broadcast(SPECIES, C2)))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1));
            LongVector exponent = t.reinterpretAsLongs().lanewise(LSHL, 52);
            p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles().intoArray(out, outOffset + i);
        }
        return length;
    }

    /**
     * One vector of any numbers: 2^n is applied as two factors, both normal numbers. What is surely 0 is so before the
     * second one: a product that underflows takes 50 ns.
     */
    private static void rare(double[] x, int xOffset, double[] out, int outOffset) {
        DoubleVector low = DoubleVector.broadcast(SPECIES, LOWEST);
        DoubleVector high = DoubleVector.broadcast(SPECIES, HIGHEST);
        DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset);
        VectorMask<Double> nothing = v.lt(low);
        v = v.blend(low, nothing).blend(high, v.compare(GT, high));
        DoubleVector t = v.fma(DoubleVector.broadcast(SPECIES, LOG2E), DoubleVector.broadcast(SPECIES, ROUND + 2046));
        DoubleVector n = t.sub(DoubleVector.broadcast(SPECIES, ROUND + 2046));
        DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), v);
        r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
        DoubleVector square = r.mul(r);
        DoubleVector p = r.fma(DoubleVector.broadcast(SPECIES, C11), DoubleVector.broadcast(SPECIES, C10))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C9), DoubleVector.broadcast(SPECIES, C8)))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C7), DoubleVector.broadcast(SPECIES, C6)))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C5), DoubleVector.broadcast(SPECIES, C4)))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C3), DoubleVector.broadcast(SPECIES, C2)))
                .fma(r, DoubleVector.broadcast(SPECIES, 1))
                .fma(r, DoubleVector.broadcast(SPECIES, 1));
        LongVector whole = t.reinterpretAsLongs();
        LongVector half = whole.lanewise(LSHR, 1);
        DoubleVector first = half.lanewise(LSHL, 52).reinterpretAsDoubles();
        DoubleVector second = whole.sub(half).lanewise(LSHL, 52).reinterpretAsDoubles();
        p.mul(first)
                .blend(DoubleVector.broadcast(SPECIES, 0), nothing)
                .mul(second)
                .intoArray(out, outOffset);
    }

    /**
     * out[i] = exp(-|x[i]|), with the bits of {@link #exp}; both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void ofNegativeMagnitude(double[] x, int xOffset, double[] out, int outOffset, int length) {
        int i = negativeMagnitudes(x, xOffset, out, outOffset, length);
        while (i < length) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i).lanewise(ABS).neg();
            v.intoArray(out, outOffset + i);
            rare(out, outOffset + i, out, outOffset + i);
            i += SPECIES.length();
            i += negativeMagnitudes(x, xOffset + i, out, outOffset + i, length - i);
        }
    }

    /** The vectors before the first that is rare; returns how many elements that were. */
    private static int negativeMagnitudes(double[] x, int xOffset, double[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i).lanewise(ABS).neg();
            boolean ordinary = DoubleVector.broadcast(SPECIES, -ORDINARY).lt(v).allTrue();
            if (!ordinary) {
                return i;
            }
            DoubleVector t = v.fma(DoubleVector.broadcast(SPECIES, LOG2E),
                    DoubleVector.broadcast(SPECIES, ROUND));
            DoubleVector n = t.sub(DoubleVector.broadcast(SPECIES, ROUND));
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), v);
            r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
            DoubleVector square = r.mul(r);
            DoubleVector p = r.fma(DoubleVector.broadcast(SPECIES, C11), DoubleVector.broadcast(SPECIES, C10))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C9), DoubleVector.broadcast(SPECIES, C8)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C7), DoubleVector.broadcast(SPECIES, C6)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C5), DoubleVector.broadcast(SPECIES, C4)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C3), DoubleVector.broadcast(SPECIES, C2)))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1));
            LongVector exponent = t.reinterpretAsLongs().lanewise(LSHL, 52);
            p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles().intoArray(out, outOffset + i);
        }
        return length;
    }

    /**
     * out[i] = exp(x[i] - shifts[i]), where a shift is not less than its x, or 0 for an x in the window of {@link #ofRows}; out
     * and x may be the same memory. What rounding takes from the difference is added again (Knuth's TwoSum), so that the error
     * is about that of {@link #exp}, however large the difference; the bits are those of {@link #exp} where the shift is 0.
     *
     * @param length a multiple of the lanes
     */
    public static void ofDifferences(
            double[] x, int xOffset, double[] shifts, int shiftsOffset, double[] out, int outOffset, int length) {
        int i = differences(x, xOffset, shifts, shiftsOffset, out, outOffset, length);
        while (i < length) {
            rareDifference(x, xOffset + i, shifts, shiftsOffset + i, out, outOffset + i);
            i += SPECIES.length();
            i += differences(x, xOffset + i, shifts, shiftsOffset + i, out, outOffset + i, length - i);
        }
    }

    /** The vectors before the first that is rare; returns how many elements that were. */
    private static int differences(
            double[] x, int xOffset, double[] shifts, int shiftsOffset, double[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector number = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector shift = DoubleVector.fromArray(SPECIES, shifts, shiftsOffset + i);
            DoubleVector v = number.sub(shift);
            boolean ordinary = DoubleVector.broadcast(SPECIES, -ORDINARY).lt(v).allTrue();
            if (!ordinary) {
                return i;
            }
            DoubleVector taken = number.sub(v);
            DoubleVector error = number.sub(v.add(taken)).add(taken.sub(shift));
            DoubleVector t = v.fma(DoubleVector.broadcast(SPECIES, LOG2E),
                    DoubleVector.broadcast(SPECIES, ROUND));
            DoubleVector n = t.sub(DoubleVector.broadcast(SPECIES, ROUND));
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), v);
            r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
            r = r.add(error);
            DoubleVector square = r.mul(r);
            DoubleVector p = r.fma(DoubleVector.broadcast(SPECIES, C11), DoubleVector.broadcast(SPECIES, C10))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C9), DoubleVector.broadcast(SPECIES, C8)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C7), DoubleVector.broadcast(SPECIES, C6)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C5), DoubleVector.broadcast(SPECIES, C4)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C3), DoubleVector.broadcast(SPECIES, C2)))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1));
            LongVector exponent = t.reinterpretAsLongs().lanewise(LSHL, 52);
            p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles().intoArray(out, outOffset + i);
        }
        return length;
    }

    /** One vector of any numbers, as in {@link #rare}. */
    private static void rareDifference(double[] x, int i, double[] shifts, int s, double[] out, int o) {
        DoubleVector zero = DoubleVector.broadcast(SPECIES, 0);
        DoubleVector low = DoubleVector.broadcast(SPECIES, LOWEST);
        DoubleVector number = DoubleVector.fromArray(SPECIES, x, i);
        DoubleVector shift = DoubleVector.fromArray(SPECIES, shifts, s);
        DoubleVector v = number.sub(shift);
        VectorMask<Double> nothing = v.lt(low);
        DoubleVector taken = number.sub(v);
        DoubleVector error = number.sub(v.add(taken)).add(taken.sub(shift)).blend(zero, nothing);
        v = v.blend(low, nothing);
        DoubleVector t = v.fma(DoubleVector.broadcast(SPECIES, LOG2E), DoubleVector.broadcast(SPECIES, ROUND + 2046));
        DoubleVector n = t.sub(DoubleVector.broadcast(SPECIES, ROUND + 2046));
        DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), v);
        r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
        r = r.add(error);
        DoubleVector square = r.mul(r);
        DoubleVector p = r.fma(DoubleVector.broadcast(SPECIES, C11), DoubleVector.broadcast(SPECIES, C10))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C9), DoubleVector.broadcast(SPECIES, C8)))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C7), DoubleVector.broadcast(SPECIES, C6)))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C5), DoubleVector.broadcast(SPECIES, C4)))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C3), DoubleVector.broadcast(SPECIES, C2)))
                .fma(r, DoubleVector.broadcast(SPECIES, 1))
                .fma(r, DoubleVector.broadcast(SPECIES, 1));
        LongVector whole = t.reinterpretAsLongs();
        LongVector half = whole.lanewise(LSHR, 1);
        DoubleVector first = half.lanewise(LSHL, 52).reinterpretAsDoubles();
        DoubleVector second = whole.sub(half).lanewise(LSHL, 52).reinterpretAsDoubles();
        p.mul(first)
                .blend(DoubleVector.broadcast(SPECIES, 0), nothing)
                .mul(second)
                .intoArray(out, o);
    }

    /**
     * out[i] = exp(x[i]) for rows that need no shift: all numbers must lie in a window from about -677 to 30, so that no
     * result would be subnormal with a shift, or so far below that it is 0 with any.
     *
     * @param length a multiple of the lanes
     * @return whether all numbers are such, otherwise the output is of no use
     */
    public static boolean ofRows(double[] x, int xOffset, double[] out, int outOffset, int length) {
        int i = inWindow(x, xOffset, out, outOffset, length);
        while (i < length) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            VectorMask<Double> ordinary = DoubleVector.broadcast(SPECIES, LOWER)
                    .lt(v)
                    .and(v.lt(DoubleVector.broadcast(SPECIES, UPPER)));
            VectorMask<Double> nothing = v.lt(DoubleVector.broadcast(SPECIES, NOTHING));
            if (!ordinary.or(nothing).allTrue()) {
                return false;
            }
            rare(x, xOffset + i, out, outOffset + i);
            i += SPECIES.length();
            i += inWindow(x, xOffset + i, out, outOffset + i, length - i);
        }
        return true;
    }

    /**
     * As {@link #ofRows}, for numbers all of which lie in the window.
     *
     * @param length a multiple of the lanes
     * @return whether all numbers are such, otherwise the output is of no use
     */
    public static boolean ofWindow(double[] x, int xOffset, double[] out, int outOffset, int length) {
        return inWindow(x, xOffset, out, outOffset, length) == length;
    }

    /**
     * out[i] = 1 where x[i] is neither in the window of {@link #ofRows} nor nothing with any shift, or is NaN, otherwise 0.
     *
     * @param length a multiple of the lanes
     */
    public static void outside(double[] x, int xOffset, double[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            VectorMask<Double> ordinary = DoubleVector.broadcast(SPECIES, LOWER)
                    .lt(v)
                    .and(v.lt(DoubleVector.broadcast(SPECIES, UPPER)));
            DoubleVector.broadcast(SPECIES, 1)
                    .blend(DoubleVector.zero(SPECIES), ordinary.or(v.lt(DoubleVector.broadcast(SPECIES, NOTHING))))
                    .intoArray(out, outOffset + i);
        }
    }

    /** The vectors before the first with a number outside the window; returns how many elements that were. */
    private static int inWindow(double[] x, int xOffset, double[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            boolean ordinary = DoubleVector.broadcast(SPECIES, LOWER)
                    .lt(v)
                    .and(v.lt(DoubleVector.broadcast(SPECIES, UPPER)))
                    .allTrue();
            if (!ordinary) {
                return i;
            }
            DoubleVector t = v.fma(DoubleVector.broadcast(SPECIES, LOG2E),
                    DoubleVector.broadcast(SPECIES, ROUND));
            DoubleVector n = t.sub(DoubleVector.broadcast(SPECIES, ROUND));
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), v);
            r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
            DoubleVector square = r.mul(r);
            DoubleVector p = r.fma(DoubleVector.broadcast(SPECIES, C11), DoubleVector.broadcast(SPECIES, C10))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C9), DoubleVector.broadcast(SPECIES, C8)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C7), DoubleVector.broadcast(SPECIES, C6)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C5), DoubleVector.broadcast(SPECIES, C4)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C3), DoubleVector.broadcast(SPECIES, C2)))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1));
            LongVector exponent = t.reinterpretAsLongs().lanewise(LSHL, 52);
            p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles().intoArray(out, outOffset + i);
        }
        return length;
    }
}
