package io.github.losslane.simd.math;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * sigmoid(x) = 1 / (1 + exp(-x)) in float lanes.
 *
 * <pre>{@code
 * 1. -x = n ln 2 - r as in FloatExp; s = -2^n, its sign made by the same shift that makes its exponent
 * 2. q = exp(-r) - 1      the polynomial of FloatExp at -r
 * 3. -d = (s - 1) + s q, rounded once, because s - 1 is exact while |n| < 24; else lost = s - (s - 1) - 1
 * 4. y = 1 / d, y + y (y lost)
 * 5. where |x| >= 86 all of this happens at a scale of 2^-64, and the last product rounds subnormal results
 * }</pre>
 *
 * <p>Special values: -Inf to +0, +Inf to 1, +-0 to 0.5, NaN to NaN; results below 2^-126 are subnormal, never flushed.
 */
public final class FloatSigmoid {

    /** Error bound in ulps over all floats. */
    public static final double MAX_ULP = 1.9;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private static final float ORDINARY = 86f, LOWEST = -104f, HIGHEST = 40f;
    private static final float LOG2E = 0x1.715476p0f, LN2_HIGH = 0x1.62e4p-1f, LN2_LOW = 0x1.7f7d1cp-20f;
    private static final float ROUND = 0x1.8p23f;

    private static final float C2 = 0x1.fffffap-2f, C3 = -0x1.555492p-3f, C4 = 0x1.555a26p-5f;
    private static final float C5 = -0x1.123988p-7f, C6 = 0x1.694cd2p-10f;

    private FloatSigmoid() {}

    /**
     * out[i] = sigmoid(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void sigmoid(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            sigmoid(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(out, outOffset + i);
        }
    }

    /** sigmoid of any number; only vectors with a lane outside (-86, 86) pay for the ends, at a scale of 2^-64. */
    public static FloatVector sigmoid(FloatVector x) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        boolean ordinary = x.lanewise(ABS).lt(FloatVector.broadcast(SPECIES, ORDINARY)).allTrue();
        FloatVector v = x;
        if (!ordinary) {
            FloatVector lowest = FloatVector.broadcast(SPECIES, LOWEST);
            FloatVector highest = FloatVector.broadcast(SPECIES, HIGHEST);
            v = x.blend(lowest, x.lt(lowest)).blend(highest, x.compare(GT, highest));
        }
        FloatVector t = v.fma(FloatVector.broadcast(SPECIES, -LOG2E), FloatVector.broadcast(SPECIES, ROUND + 383));
        FloatVector n = t.sub(FloatVector.broadcast(SPECIES, ROUND + 383));
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), v);
        FloatVector q = excess(n.fma(FloatVector.broadcast(SPECIES, LN2_LOW), r));
        IntVector power = t.reinterpretAsInts().lanewise(LSHL, 23);
        FloatVector unit = one;
        if (!ordinary) {
            power = power.sub(64 << 23);
            unit = FloatVector.broadcast(SPECIES, 0x1p-64f);
        }
        FloatVector s = power.reinterpretAsFloats();
        FloatVector sum = s.sub(unit);
        FloatVector lost = s.sub(sum).sub(unit);
        FloatVector y = FloatVector.broadcast(SPECIES, -1).div(s.fma(q, sum));
        y = y.fma(y.mul(lost), y);
        return ordinary ? y : y.mul(FloatVector.broadcast(SPECIES, 0x1p-64f));
    }

    /** exp(-r) - 1 for a small r. */
    private static FloatVector excess(FloatVector r) {
        return r.fma(FloatVector.broadcast(SPECIES, C6), FloatVector.broadcast(SPECIES, C5))
                .fma(r, FloatVector.broadcast(SPECIES, C4))
                .fma(r, FloatVector.broadcast(SPECIES, C3))
                .fma(r, FloatVector.broadcast(SPECIES, C2))
                .fma(r, FloatVector.broadcast(SPECIES, -1))
                .mul(r);
    }
}
