package io.github.losslane.simd.math;

import static io.github.losslane.simd.math.FloatExp.LN2_HIGH;
import static io.github.losslane.simd.math.FloatExp.LN2_LOW;
import static io.github.losslane.simd.math.FloatExp.LOG2E;
import static io.github.losslane.simd.math.FloatExp.ROUND;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp(x) - 1 in float lanes.
 *
 * <pre>{@code
 * 1. n, s = 2^n, r = r1 - c as in FloatExp: r1 = x - n ln2_hi is exact, c = n ln2_lo
 * 2. exp(x) - 1 = s (r1 - c + r^2 P(r)) + (s - 1)     P of degree 5: that of FloatExp alone costs 0.15 ulp near ln 2 / 2;
 *    Sollya fpminimax on [-0.3467, 0.3467], relative error 2^-32.8
 * 3. h = s r1 + (s - 1) rounded, e = s r1 - (h - (s - 1)) + the error of s - 1: what h lost
 * 4. h + (s (r^2 P(r) - c) + e), with the sign of x
 * }</pre>
 *
 * <p>Special values: +-0 and subnormal numbers to themselves, -Inf to -1, +Inf to +Inf, NaN to NaN.
 */
public final class FloatExpm1 {

    /** Error bound in ulps over all floats; measured 0.8900 at 0x1.62fcbap-2. */
    public static final double MAX_ULP = 0.9;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private static final float ORDINARY = 87f, LOWEST = -30f, HIGHEST = 89f;
    private static final int SIGN = 0x80000000;

    private static final float C2 = 0x1p-1f, C3 = 0x1.555552p-3f, C4 = 0x1.5554e4p-5f;
    private static final float C5 = 0x1.1115b6p-7f, C6 = 0x1.6d514ep-10f, C7 = 0x1.9a93eep-13f;

    private FloatExpm1() {}

    /**
     * out[i] = exp(x[i]) - 1; both ranges may be the same memory. Only vectors with a lane outside (-87, 87) pay for the
     * ends.
     *
     * @param length a multiple of the lanes
     */
    public static void expm1(float[] x, int xOffset, float[] out, int outOffset, int length) {
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
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            boolean ordinary = v.lanewise(ABS).lt(FloatVector.broadcast(SPECIES, ORDINARY)).allTrue();
            if (!ordinary) {
                return i;
            }
            FloatVector t = v.fma(FloatVector.broadcast(SPECIES, LOG2E), FloatVector.broadcast(SPECIES, ROUND + 127));
            FloatVector n = t.sub(FloatVector.broadcast(SPECIES, ROUND + 127));
            FloatVector s = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector r1 = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
            FloatVector c = n.mul(FloatVector.broadcast(SPECIES, -LN2_LOW));
            FloatVector r = r1.add(c);
            FloatVector tail = r.fma(FloatVector.broadcast(SPECIES, C7), FloatVector.broadcast(SPECIES, C6))
                    .fma(r, FloatVector.broadcast(SPECIES, C5))
                    .fma(r, FloatVector.broadcast(SPECIES, C4))
                    .fma(r, FloatVector.broadcast(SPECIES, C3))
                    .fma(r, FloatVector.broadcast(SPECIES, C2))
                    .fma(r.mul(r), c);
            FloatVector less = s.sub(one);
            FloatVector h = s.fma(r1, less);
            FloatVector e = s.fma(r1, less.sub(h)).add(s.sub(less).sub(one));
            FloatVector value = h.add(s.fma(tail, e));
            value.reinterpretAsInts()
                    .lanewise(OR, v.reinterpretAsInts().lanewise(AND, SIGN))
                    .reinterpretAsFloats()
                    .intoArray(out, outOffset + i);
        }
        return length;
    }

    /** One vector of any numbers: low lanes move to where the result is -1, high lanes are scaled by 2^(n - 1) and 2. */
    private static void rare(float[] x, int i, float[] out, int o) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector low = FloatVector.broadcast(SPECIES, LOWEST);
        FloatVector high = FloatVector.broadcast(SPECIES, HIGHEST);
        FloatVector any = FloatVector.fromArray(SPECIES, x, i);
        FloatVector v = any.blend(low, any.lt(low)).blend(high, any.compare(GT, high));
        FloatVector t = v.fma(FloatVector.broadcast(SPECIES, LOG2E), FloatVector.broadcast(SPECIES, ROUND + 127));
        FloatVector n = t.sub(FloatVector.broadcast(SPECIES, ROUND + 127));
        FloatVector s = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector r1 = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
        FloatVector c = n.mul(FloatVector.broadcast(SPECIES, -LN2_LOW));
        FloatVector r = r1.add(c);
        FloatVector tail = r.fma(FloatVector.broadcast(SPECIES, C7), FloatVector.broadcast(SPECIES, C6))
                .fma(r, FloatVector.broadcast(SPECIES, C5))
                .fma(r, FloatVector.broadcast(SPECIES, C4))
                .fma(r, FloatVector.broadcast(SPECIES, C3))
                .fma(r, FloatVector.broadcast(SPECIES, C2))
                .fma(r.mul(r), c);
        FloatVector less = s.sub(one);
        FloatVector h = s.fma(r1, less);
        FloatVector e = s.fma(r1, less.sub(h)).add(s.sub(less).sub(one));
        FloatVector value = h.add(s.fma(tail, e));
        s = t.reinterpretAsInts().sub(1).lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector huge = r1.add(tail).mul(s).add(s).mul(FloatVector.broadcast(SPECIES, 2));
        value.blend(huge, v.compare(GT, FloatVector.broadcast(SPECIES, ORDINARY)))
                .reinterpretAsInts()
                .lanewise(OR, any.reinterpretAsInts().lanewise(AND, SIGN))
                .reinterpretAsFloats()
                .intoArray(out, o);
    }
}
