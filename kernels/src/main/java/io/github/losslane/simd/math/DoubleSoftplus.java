package io.github.losslane.simd.math;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * softplus(x) = log(1 + exp(x)) and logSigmoid(x) = -softplus(-x) in double lanes.
 *
 * <pre>{@code
 * 1. softplus(x) = max(x, 0) + log1p(e), e = exp(-|x|)
 * 2. e = s (1 + q), s = 2^(n + 64), q as in DoubleSigmoid; s is too large by 2^64, so that nothing underflows
 * 3. e <= 1/2: log1p(e) = s + (s q + U(e))      U(f) = log1p(f) - f of DoubleLog1p; s is exact, so e is never rounded
 *    else with f = (e - 1) / 2: log1p(e) = ln 2 + (f + U(f))
 * 4. that times 2^-64, plus max(x, 0), in one fma
 * }</pre>
 *
 * <p>Special values: softplus(-Inf) = +0, softplus(+Inf) = +Inf, NaN to NaN; logSigmoid(+Inf) = -0, logSigmoid(-Inf) = -Inf.
 * Results below 2^-1022 are subnormal, never flushed.
 *
 * <p>Worst seen: 1.440 ulp at 0x1.826d9e1b4f47dp-2.
 */
public final class DoubleSoftplus {

    /** Error bound of softplus in ulps. */
    public static final double MAX_ULP_SOFTPLUS = 1.5;

    /** Error bound of logSigmoid in ulps. */
    public static final double MAX_ULP_LOG_SIGMOID = MAX_ULP_SOFTPLUS;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private static final double LOWEST = -746;
    private static final double LOG2E = 0x1.71547652b82fep0, ROUND = 0x1.8p52;

    /** 2^64 ln 2. */
    private static final double LN2_HIGH = 0x1.62e42fefa39efp63, LN2_LOW = 0x1.abc9e3b39803fp8;

    /** The logarithm of 1/2, up to which step 3 takes e itself. */
    private static final double HALVED = -0.6931471805599453;

    private static final long SIGN = 0x8000000000000000L;

    private DoubleSoftplus() {}

    /**
     * out[i] = softplus(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void softplus(double[] x, int xOffset, double[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            softplus(DoubleVector.fromArray(SPECIES, x, xOffset + i)).intoArray(out, outOffset + i);
        }
    }

    /**
     * out[i] = logSigmoid(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void logSigmoid(double[] x, int xOffset, double[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            logSigmoid(DoubleVector.fromArray(SPECIES, x, xOffset + i)).intoArray(out, outOffset + i);
        }
    }

    /** softplus of any number. */
    public static DoubleVector softplus(DoubleVector x) {
        DoubleVector zero = DoubleVector.broadcast(SPECIES, 0);
        return fade(x).fma(DoubleVector.broadcast(SPECIES, 0x1p-64), x.blend(zero, x.lt(zero)));
    }

    /** logSigmoid of any number. */
    public static DoubleVector logSigmoid(DoubleVector x) {
        DoubleVector zero = DoubleVector.broadcast(SPECIES, -0.0);
        return fade(x).fma(DoubleVector.broadcast(SPECIES, -0x1p-64), x.blend(zero, x.compare(GT, zero)));
    }

    /** 2^64 log1p(exp(-|x|)). */
    private static DoubleVector fade(DoubleVector x) {
        DoubleVector lowest = DoubleVector.broadcast(SPECIES, LOWEST);
        DoubleVector v = x.reinterpretAsLongs().lanewise(OR, SIGN).reinterpretAsDoubles();
        v = v.blend(lowest, v.lt(lowest));
        DoubleVector t = v.fma(DoubleVector.broadcast(SPECIES, LOG2E), DoubleVector.broadcast(SPECIES, ROUND + 1087));
        DoubleVector n = t.sub(DoubleVector.broadcast(SPECIES, ROUND + 1087));
        DoubleVector s = t.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
        DoubleVector rise = s.mul(DoubleSigmoid.exponential(v, n));
        VectorMask<Double> large = DoubleVector.broadcast(SPECIES, HALVED).lt(v);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, 0x1p-64).blend(DoubleVector.broadcast(SPECIES, 0x1p-65), large);
        DoubleVector base = DoubleVector.broadcast(SPECIES, 0).blend(DoubleVector.broadcast(SPECIES, -0.5), large);
        DoubleVector f = rise.fma(factor, s.fma(factor, base));
        DoubleVector rest = rise.blend(f.fma(DoubleVector.broadcast(SPECIES, 0x1p64), DoubleVector.broadcast(SPECIES, LN2_LOW)), large);
        DoubleVector ratio = f.div(DoubleVector.broadcast(SPECIES, -2).sub(f));
        DoubleVector curve = DoubleLog1p.series(ratio.mul(ratio), f).mul(ratio);
        return curve.fma(DoubleVector.broadcast(SPECIES, 0x1p64), rest).add(s.blend(DoubleVector.broadcast(SPECIES, LN2_HIGH), large));
    }
}
