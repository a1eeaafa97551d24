package io.github.losslane.simd.math;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * softplus(x) = log(1 + exp(x)) and logSigmoid(x) = -softplus(-x) in float lanes.
 *
 * <pre>{@code
 * 1. softplus(x) = max(x, 0) + log1p(e), e = exp(-|x|)
 * 2. e = s (1 + q), s = 2^(n + 64), q = r + r^2 P(r) as in FloatExp; s is too large by 2^64, so that nothing underflows
 * 3. log1p(e) = s + (s q + e R(e))            R of FloatLog1p on [0, 1]; s is exact, so what e lacks is not lost
 * 4. that times 2^-64, plus max(x, 0), in one fma
 * }</pre>
 *
 * <p>Special values: softplus(-Inf) = +0, softplus(+Inf) = +Inf, NaN to NaN; logSigmoid(+Inf) = -0, logSigmoid(-Inf) = -Inf.
 * Results below 2^-126 are subnormal, never flushed.
 */
public final class FloatSoftplus {

    /** Error bound of softplus in ulps over all floats. */
    public static final double MAX_ULP_SOFTPLUS = 1.2;

    /** Error bound of logSigmoid in ulps over all floats. */
    public static final double MAX_ULP_LOG_SIGMOID = MAX_ULP_SOFTPLUS;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private static final float LOWEST = -104f;
    private static final float LOG2E = 0x1.715476p0f, LN2_HIGH = 0x1.62e4p-1f, LN2_LOW = 0x1.7f7d1cp-20f;
    private static final float ROUND = 0x1.8p23f;
    private static final int SIGN = 0x80000000;

    private static final float C2 = 0x1.fffffap-2f, C3 = 0x1.555492p-3f, C4 = 0x1.555a26p-5f;
    private static final float C5 = 0x1.123988p-7f, C6 = 0x1.694cd2p-10f;

    private FloatSoftplus() {}

    /**
     * out[i] = softplus(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void softplus(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            softplus(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(out, outOffset + i);
        }
    }

    /**
     * out[i] = logSigmoid(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void logSigmoid(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            logSigmoid(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(out, outOffset + i);
        }
    }

    /** softplus of any number. */
    public static FloatVector softplus(FloatVector x) {
        FloatVector zero = FloatVector.broadcast(SPECIES, 0);
        return fade(x).fma(FloatVector.broadcast(SPECIES, 0x1p-64f), x.blend(zero, x.lt(zero)));
    }

    /** logSigmoid of any number. */
    public static FloatVector logSigmoid(FloatVector x) {
        FloatVector zero = FloatVector.broadcast(SPECIES, -0f);
        return fade(x).fma(FloatVector.broadcast(SPECIES, -0x1p-64f), x.blend(zero, x.compare(GT, zero)));
    }

    /** 2^64 log1p(exp(-|x|)). */
    private static FloatVector fade(FloatVector x) {
        FloatVector lowest = FloatVector.broadcast(SPECIES, LOWEST);
        FloatVector v = x.reinterpretAsInts().lanewise(OR, SIGN).reinterpretAsFloats();
        v = v.blend(lowest, v.lt(lowest));
        FloatVector t = v.fma(FloatVector.broadcast(SPECIES, LOG2E), FloatVector.broadcast(SPECIES, ROUND + 191));
        FloatVector n = t.sub(FloatVector.broadcast(SPECIES, ROUND + 191));
        FloatVector s = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
        r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
        FloatVector q = r.fma(FloatVector.broadcast(SPECIES, C6), FloatVector.broadcast(SPECIES, C5))
                .fma(r, FloatVector.broadcast(SPECIES, C4))
                .fma(r, FloatVector.broadcast(SPECIES, C3))
                .fma(r, FloatVector.broadcast(SPECIES, C2))
                .fma(r.mul(r), r);
        FloatVector large = s.mul(q.add(FloatVector.broadcast(SPECIES, 1)));
        FloatVector e = large.mul(FloatVector.broadcast(SPECIES, 0x1p-64f));
        return FloatLog1p.lack(e).fma(large, s.mul(q)).add(s);
    }
}
