package io.github.losslane.simd.math;

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
 * 2. exp(x) - 1 = s (r1 - c + r^2 P(r)) + (s - 1)
 * 3. h = s r1 + (s - 1) rounded, e = s r1 - (h - (s - 1)) its error, w the error of s - 1
 * 4. h + (s (r^2 P(r) - c) + (e + w)), with the sign of x
 * }</pre>
 *
 * <p>Special values: +-0 and subnormal numbers to themselves, -Inf to -1, +Inf to +Inf, NaN to NaN.
 */
public final class FloatExpm1 {

    /** Error bound in ulps over all floats. */
    public static final double MAX_ULP = 0.9;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private static final float ORDINARY = 87f, LOWEST = -30f, HIGHEST = 89f;
    private static final float LOG2E = 0x1.715476p0f, LN2_HIGH = 0x1.62e4p-1f, LN2_LOW = 0x1.7f7d1cp-20f;
    private static final float ROUND = 0x1.8p23f;
    private static final int SIGN = 0x80000000;

    private static final float C2 = 0x1.fffffap-2f, C3 = 0x1.555492p-3f, C4 = 0x1.555a26p-5f;
    private static final float C5 = 0x1.123988p-7f, C6 = 0x1.694cd2p-10f;

    private FloatExpm1() {}

    /**
     * out[i] = exp(x[i]) - 1; both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void expm1(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            expm1(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(out, outOffset + i);
        }
    }

    /** exp(x) - 1 of any number; only vectors with a lane outside (-87, 87) pay for the ends. */
    public static FloatVector expm1(FloatVector x) {
        FloatVector end = FloatVector.broadcast(SPECIES, ORDINARY);
        FloatVector v = x;
        boolean ordinary = x.lanewise(ABS).lt(end).allTrue();
        if (!ordinary) {
            FloatVector low = FloatVector.broadcast(SPECIES, LOWEST);
            FloatVector high = FloatVector.broadcast(SPECIES, HIGHEST);
            v = x.blend(low, x.lt(low)).blend(high, x.compare(GT, high));
        }
        FloatVector t = v.fma(FloatVector.broadcast(SPECIES, LOG2E), FloatVector.broadcast(SPECIES, ROUND + 127));
        FloatVector n = t.sub(FloatVector.broadcast(SPECIES, ROUND + 127));
        FloatVector s = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector r1 = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
        FloatVector tail = tail(r1, n.mul(FloatVector.broadcast(SPECIES, -LN2_LOW)));
        FloatVector value = sum(s, r1, tail);
        if (!ordinary) {
            s = t.reinterpretAsInts().sub(1).lanewise(LSHL, 23).reinterpretAsFloats();
            value = value.blend(r1.add(tail).mul(s).add(s).mul(FloatVector.broadcast(SPECIES, 2)), v.compare(GT, end));
        }
        return value.reinterpretAsInts()
                .lanewise(OR, x.reinterpretAsInts().lanewise(AND, SIGN))
                .reinterpretAsFloats();
    }

    /** s - 1 + s (r1 + tail), where what the first two roundings lose is added to the tail. */
    private static FloatVector sum(FloatVector s, FloatVector r1, FloatVector tail) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector less = s.sub(one);
        FloatVector h = s.fma(r1, less);
        FloatVector e = s.fma(r1, less.sub(h)).add(s.sub(less).sub(one));
        return h.add(s.fma(tail, e));
    }

    /** c + r^2 P(r) at r = r1 + c. */
    private static FloatVector tail(FloatVector r1, FloatVector c) {
        FloatVector r = r1.add(c);
        return r.fma(FloatVector.broadcast(SPECIES, C6), FloatVector.broadcast(SPECIES, C5))
                .fma(r, FloatVector.broadcast(SPECIES, C4))
                .fma(r, FloatVector.broadcast(SPECIES, C3))
                .fma(r, FloatVector.broadcast(SPECIES, C2))
                .fma(r.mul(r), c);
    }
}
