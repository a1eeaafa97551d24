package io.github.losslane.simd.math;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp in float lanes.
 *
 * <pre>{@code
 * 1. n = round(x / ln 2), by adding 1.5 * 2^23: the low bits of that sum hold n
 * 2. r = x - n ln2_hi - n ln2_lo      |r| <= 0.3467; ln2_hi has 16 bits, so the first product is exact
 * 3. p = 1 + r + r^2 (c2 + ... + c6 r^4)      Sollya fpminimax on [-0.3467, 0.3467], relative error 2^-28.2
 * 4. exp(x) = 2^n p, by adding n to the exponent of p
 * }</pre>
 *
 * <p>Special values: NaN to NaN, -Inf to +0, +Inf to +Inf, +-0 to 1; overflow to +Inf; subnormal results are rounded once.
 *
 * <p>In the loops every constant and step has a name, so that they are too large to be inlined (kernels/README.md 37); a
 * constant named before the loop would be loaded again at each use (38).
 */
public final class FloatExp {

    /** Error bound in ulps over all floats; measured 0.8914 at -0x1.765026p2. */
    public static final double MAX_ULP = 0.9;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    /** Up to here 2^n is a normal number, and so is the result. */
    public static final float ORDINARY = 87f;

    /** Beyond these exp is 0 or +Inf, and the scales below are still normal numbers. */
    private static final float LOWEST = -104f, HIGHEST = 89f;

    /** The window of numbers of rows that need no shift, and what is 0 with any. */
    private static final float LOWER = 31 - ORDINARY, UPPER = 30, NOTHING = LOWEST - 60;

    public static final float LOG2E = 0x1.715476p0f, LN2_HIGH = 0x1.62e4p-1f, LN2_LOW = 0x1.7f7d1cp-20f;
    public static final float ROUND = 0x1.8p23f;

    public static final float C2 = 0x1.fffffap-2f, C3 = 0x1.555492p-3f, C4 = 0x1.555a26p-5f;
    public static final float C5 = 0x1.123988p-7f, C6 = 0x1.694cd2p-10f;

    private FloatExp() {}

    /**
     * out[i] = exp(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void exp(float[] x, int xOffset, float[] out, int outOffset, int length) {
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
    private static int ordinary(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector limit = FloatVector.broadcast(SPECIES, ORDINARY);
            boolean ordinary = v.lanewise(ABS).lt(limit).allTrue();
            if (!ordinary) {
                return i;
            }
            FloatVector log2e = FloatVector.broadcast(SPECIES, LOG2E);
            FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
            FloatVector t = v.fma(log2e, round);
            FloatVector n = t.sub(round);
            FloatVector high = FloatVector.broadcast(SPECIES, -LN2_HIGH);
            FloatVector low = FloatVector.broadcast(SPECIES, -LN2_LOW);
            FloatVector r = n.fma(low, n.fma(high, v));
            FloatVector c6 = FloatVector.broadcast(SPECIES, C6);
            FloatVector c5 = FloatVector.broadcast(SPECIES, C5);
            FloatVector c4 = FloatVector.broadcast(SPECIES, C4);
            FloatVector c3 = FloatVector.broadcast(SPECIES, C3);
            FloatVector c2 = FloatVector.broadcast(SPECIES, C2);
            FloatVector c1 = FloatVector.broadcast(SPECIES, 1);
            FloatVector c0 = FloatVector.broadcast(SPECIES, 1);
            FloatVector p = r.fma(c6, c5);
            p = p.fma(r, c4);
            p = p.fma(r, c3);
            p = p.fma(r, c2);
            p = p.fma(r, c1);
            p = p.fma(r, c0);
            IntVector exponent = t.reinterpretAsInts().lanewise(LSHL, 23);
            IntVector sum = p.reinterpretAsInts().add(exponent);
            sum.reinterpretAsFloats().intoArray(out, outOffset + i);
        }
        return length;
    }

    /**
     * One vector of any numbers: 2^n is applied as two factors, which changes no ordinary lane. What is surely 0 is so
     * before the second one: a product that underflows takes 50 ns.
     */
    private static void rare(float[] x, int i, float[] out, int o) {
        FloatVector low = FloatVector.broadcast(SPECIES, LOWEST);
        FloatVector high = FloatVector.broadcast(SPECIES, HIGHEST);
        FloatVector v = FloatVector.fromArray(SPECIES, x, i);
        VectorMask<Float> nothing = v.lt(low);
        v = v.blend(low, nothing).blend(high, v.compare(GT, high));
        FloatVector t = v.fma(FloatVector.broadcast(SPECIES, LOG2E), FloatVector.broadcast(SPECIES, ROUND + 127));
        FloatVector n = t.sub(FloatVector.broadcast(SPECIES, ROUND + 127));
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
        r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
        FloatVector p = r.fma(FloatVector.broadcast(SPECIES, C6), FloatVector.broadcast(SPECIES, C5))
                .fma(r, FloatVector.broadcast(SPECIES, C4))
                .fma(r, FloatVector.broadcast(SPECIES, C3))
                .fma(r, FloatVector.broadcast(SPECIES, C2))
                .fma(r, FloatVector.broadcast(SPECIES, 1))
                .fma(r, FloatVector.broadcast(SPECIES, 1));
        IntVector power = t.reinterpretAsInts().add(127);
        IntVector half = power.lanewise(ASHR, 1);
        p.mul(half.lanewise(LSHL, 23).reinterpretAsFloats())
                .blend(FloatVector.broadcast(SPECIES, 0), nothing)
                .mul(power.sub(half).lanewise(LSHL, 23).reinterpretAsFloats())
                .intoArray(out, o);
    }

    /**
     * out[i] = exp(-|x[i]|), with the bits of {@link #exp}; both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void ofNegativeMagnitude(float[] x, int xOffset, float[] out, int outOffset, int length) {
        int i = negativeMagnitudes(x, xOffset, out, outOffset, length);
        while (i < length) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i).lanewise(ABS).neg();
            v.intoArray(out, outOffset + i);
            rare(out, outOffset + i, out, outOffset + i);
            i += SPECIES.length();
            i += negativeMagnitudes(x, xOffset + i, out, outOffset + i, length - i);
        }
    }

    /** The vectors before the first that is rare; returns how many elements that were. */
    private static int negativeMagnitudes(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i).lanewise(ABS).neg();
            FloatVector limit = FloatVector.broadcast(SPECIES, -ORDINARY);
            boolean ordinary = limit.lt(v).allTrue();
            if (!ordinary) {
                return i;
            }
            FloatVector log2e = FloatVector.broadcast(SPECIES, LOG2E);
            FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
            FloatVector t = v.fma(log2e, round);
            FloatVector n = t.sub(round);
            FloatVector high = FloatVector.broadcast(SPECIES, -LN2_HIGH);
            FloatVector low = FloatVector.broadcast(SPECIES, -LN2_LOW);
            FloatVector r = n.fma(low, n.fma(high, v));
            FloatVector c6 = FloatVector.broadcast(SPECIES, C6);
            FloatVector c5 = FloatVector.broadcast(SPECIES, C5);
            FloatVector c4 = FloatVector.broadcast(SPECIES, C4);
            FloatVector c3 = FloatVector.broadcast(SPECIES, C3);
            FloatVector c2 = FloatVector.broadcast(SPECIES, C2);
            FloatVector c1 = FloatVector.broadcast(SPECIES, 1);
            FloatVector c0 = FloatVector.broadcast(SPECIES, 1);
            FloatVector p = r.fma(c6, c5);
            p = p.fma(r, c4);
            p = p.fma(r, c3);
            p = p.fma(r, c2);
            p = p.fma(r, c1);
            p = p.fma(r, c0);
            IntVector exponent = t.reinterpretAsInts().lanewise(LSHL, 23);
            IntVector sum = p.reinterpretAsInts().add(exponent);
            sum.reinterpretAsFloats().intoArray(out, outOffset + i);
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
            float[] x, int xOffset, float[] shifts, int shiftsOffset, float[] out, int outOffset, int length) {
        int i = differences(x, xOffset, shifts, shiftsOffset, out, outOffset, length);
        while (i < length) {
            rareDifference(x, xOffset + i, shifts, shiftsOffset + i, out, outOffset + i);
            i += SPECIES.length();
            i += differences(x, xOffset + i, shifts, shiftsOffset + i, out, outOffset + i, length - i);
        }
    }

    /** The vectors before the first that is rare; returns how many elements that were. */
    private static int differences(
            float[] x, int xOffset, float[] shifts, int shiftsOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector number = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector shift = FloatVector.fromArray(SPECIES, shifts, shiftsOffset + i);
            FloatVector v = number.sub(shift);
            FloatVector limit = FloatVector.broadcast(SPECIES, -ORDINARY);
            boolean ordinary = limit.lt(v).allTrue();
            if (!ordinary) {
                return i;
            }
            FloatVector taken = number.sub(v);
            FloatVector error = number.sub(v.add(taken)).add(taken.sub(shift));
            FloatVector log2e = FloatVector.broadcast(SPECIES, LOG2E);
            FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
            FloatVector t = v.fma(log2e, round);
            FloatVector n = t.sub(round);
            FloatVector high = FloatVector.broadcast(SPECIES, -LN2_HIGH);
            FloatVector low = FloatVector.broadcast(SPECIES, -LN2_LOW);
            FloatVector r = n.fma(low, n.fma(high, v)).add(error);
            FloatVector c6 = FloatVector.broadcast(SPECIES, C6);
            FloatVector c5 = FloatVector.broadcast(SPECIES, C5);
            FloatVector c4 = FloatVector.broadcast(SPECIES, C4);
            FloatVector c3 = FloatVector.broadcast(SPECIES, C3);
            FloatVector c2 = FloatVector.broadcast(SPECIES, C2);
            FloatVector c1 = FloatVector.broadcast(SPECIES, 1);
            FloatVector c0 = FloatVector.broadcast(SPECIES, 1);
            FloatVector p = r.fma(c6, c5);
            p = p.fma(r, c4);
            p = p.fma(r, c3);
            p = p.fma(r, c2);
            p = p.fma(r, c1);
            p = p.fma(r, c0);
            IntVector exponent = t.reinterpretAsInts().lanewise(LSHL, 23);
            IntVector sum = p.reinterpretAsInts().add(exponent);
            sum.reinterpretAsFloats().intoArray(out, outOffset + i);
        }
        return length;
    }

    /** One vector of any numbers, as in {@link #rare}. */
    private static void rareDifference(float[] x, int i, float[] shifts, int s, float[] out, int o) {
        FloatVector zero = FloatVector.broadcast(SPECIES, 0);
        FloatVector low = FloatVector.broadcast(SPECIES, LOWEST);
        FloatVector number = FloatVector.fromArray(SPECIES, x, i);
        FloatVector shift = FloatVector.fromArray(SPECIES, shifts, s);
        FloatVector v = number.sub(shift);
        VectorMask<Float> nothing = v.lt(low);
        FloatVector taken = number.sub(v);
        FloatVector error = number.sub(v.add(taken)).add(taken.sub(shift)).blend(zero, nothing);
        v = v.blend(low, nothing);
        FloatVector t = v.fma(FloatVector.broadcast(SPECIES, LOG2E), FloatVector.broadcast(SPECIES, ROUND + 127));
        FloatVector n = t.sub(FloatVector.broadcast(SPECIES, ROUND + 127));
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
        r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
        r = r.add(error);
        FloatVector p = r.fma(FloatVector.broadcast(SPECIES, C6), FloatVector.broadcast(SPECIES, C5))
                .fma(r, FloatVector.broadcast(SPECIES, C4))
                .fma(r, FloatVector.broadcast(SPECIES, C3))
                .fma(r, FloatVector.broadcast(SPECIES, C2))
                .fma(r, FloatVector.broadcast(SPECIES, 1))
                .fma(r, FloatVector.broadcast(SPECIES, 1));
        IntVector power = t.reinterpretAsInts().add(127);
        IntVector half = power.lanewise(ASHR, 1);
        p.mul(half.lanewise(LSHL, 23).reinterpretAsFloats())
                .blend(FloatVector.broadcast(SPECIES, 0), nothing)
                .mul(power.sub(half).lanewise(LSHL, 23).reinterpretAsFloats())
                .intoArray(out, o);
    }

    /**
     * out[i] = exp(x[i]) for rows that need no shift: all numbers must lie in a window from about -56 to 30, so that no
     * result would be subnormal with a shift, or so far below that it is 0 with any.
     *
     * @param length a multiple of the lanes
     * @return whether all numbers are such, otherwise the output is of no use
     */
    public static boolean ofRows(float[] x, int xOffset, float[] out, int outOffset, int length) {
        int i = inWindow(x, xOffset, out, outOffset, length);
        while (i < length) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            VectorMask<Float> ordinary = FloatVector.broadcast(SPECIES, LOWER)
                    .lt(v)
                    .and(v.lt(FloatVector.broadcast(SPECIES, UPPER)));
            VectorMask<Float> nothing = v.lt(FloatVector.broadcast(SPECIES, NOTHING));
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
    public static boolean ofWindow(float[] x, int xOffset, float[] out, int outOffset, int length) {
        return inWindow(x, xOffset, out, outOffset, length) == length;
    }

    /**
     * out[i] = 1 where x[i] is neither in the window of {@link #ofRows} nor nothing with any shift, or is NaN, otherwise 0.
     *
     * @param length a multiple of the lanes
     */
    public static void outside(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            VectorMask<Float> ordinary = FloatVector.broadcast(SPECIES, LOWER)
                    .lt(v)
                    .and(v.lt(FloatVector.broadcast(SPECIES, UPPER)));
            FloatVector.broadcast(SPECIES, 1)
                    .blend(FloatVector.zero(SPECIES), ordinary.or(v.lt(FloatVector.broadcast(SPECIES, NOTHING))))
                    .intoArray(out, outOffset + i);
        }
    }

    /** The vectors before the first with a number outside the window; returns how many elements that were. */
    private static int inWindow(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            boolean ordinary = FloatVector.broadcast(SPECIES, LOWER)
                    .lt(v)
                    .and(v.lt(FloatVector.broadcast(SPECIES, UPPER)))
                    .allTrue();
            if (!ordinary) {
                return i;
            }
            FloatVector log2e = FloatVector.broadcast(SPECIES, LOG2E);
            FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
            FloatVector t = v.fma(log2e, round);
            FloatVector n = t.sub(round);
            FloatVector high = FloatVector.broadcast(SPECIES, -LN2_HIGH);
            FloatVector low = FloatVector.broadcast(SPECIES, -LN2_LOW);
            FloatVector r = n.fma(low, n.fma(high, v));
            FloatVector c6 = FloatVector.broadcast(SPECIES, C6);
            FloatVector c5 = FloatVector.broadcast(SPECIES, C5);
            FloatVector c4 = FloatVector.broadcast(SPECIES, C4);
            FloatVector c3 = FloatVector.broadcast(SPECIES, C3);
            FloatVector c2 = FloatVector.broadcast(SPECIES, C2);
            FloatVector c1 = FloatVector.broadcast(SPECIES, 1);
            FloatVector c0 = FloatVector.broadcast(SPECIES, 1);
            FloatVector p = r.fma(c6, c5);
            p = p.fma(r, c4);
            p = p.fma(r, c3);
            p = p.fma(r, c2);
            p = p.fma(r, c1);
            p = p.fma(r, c0);
            IntVector exponent = t.reinterpretAsInts().lanewise(LSHL, 23);
            IntVector sum = p.reinterpretAsInts().add(exponent);
            sum.reinterpretAsFloats().intoArray(out, outOffset + i);
        }
        return length;
    }
}
