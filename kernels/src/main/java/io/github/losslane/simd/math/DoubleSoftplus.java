package io.github.losslane.simd.math;

import static io.github.losslane.simd.math.DoubleExp.C10;
import static io.github.losslane.simd.math.DoubleExp.C11;
import static io.github.losslane.simd.math.DoubleExp.C2;
import static io.github.losslane.simd.math.DoubleExp.C3;
import static io.github.losslane.simd.math.DoubleExp.C4;
import static io.github.losslane.simd.math.DoubleExp.C5;
import static io.github.losslane.simd.math.DoubleExp.C6;
import static io.github.losslane.simd.math.DoubleExp.C7;
import static io.github.losslane.simd.math.DoubleExp.C8;
import static io.github.losslane.simd.math.DoubleExp.C9;
import static io.github.losslane.simd.math.DoubleExp.LN2_HIGH;
import static io.github.losslane.simd.math.DoubleExp.LN2_LOW;
import static io.github.losslane.simd.math.DoubleExp.LOG2E;
import static io.github.losslane.simd.math.DoubleExp.ROUND;
import static io.github.losslane.simd.math.DoubleLog1p.U0;
import static io.github.losslane.simd.math.DoubleLog1p.U1;
import static io.github.losslane.simd.math.DoubleLog1p.U2;
import static io.github.losslane.simd.math.DoubleLog1p.U3;
import static io.github.losslane.simd.math.DoubleLog1p.U4;
import static io.github.losslane.simd.math.DoubleLog1p.U5;
import static io.github.losslane.simd.math.DoubleLog1p.U6;
import static io.github.losslane.simd.math.DoubleLog1p.U7;
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

    /** 2^64 ln 2. */
    private static final double SCALED_LN2_HIGH = 0x1.62e42fefa39efp63, SCALED_LN2_LOW = 0x1.abc9e3b39803fp8;

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
        softplus(false, x, xOffset, out, outOffset, length);
    }

    /**
     * out[i] = logSigmoid(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void logSigmoid(double[] x, int xOffset, double[] out, int outOffset, int length) {
        softplus(true, x, xOffset, out, outOffset, length);
    }

    /** out[i] = softplus(x[i]), or -softplus(-x[i]). */
    private static void softplus(boolean opposite, double[] x, int xOffset, double[] out, int outOffset, int length) {
        DoubleVector lowest = DoubleVector.broadcast(SPECIES, LOWEST);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector minusZero = DoubleVector.broadcast(SPECIES, -0.0);
        DoubleVector up = DoubleVector.broadcast(SPECIES, 0x1p64);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector a = v.reinterpretAsLongs().lanewise(OR, SIGN).reinterpretAsDoubles();
            a = a.blend(lowest, a.lt(lowest));
            DoubleVector t = a.fma(DoubleVector.broadcast(SPECIES, LOG2E),
                    DoubleVector.broadcast(SPECIES, ROUND + 1087));
            DoubleVector n = t.sub(DoubleVector.broadcast(SPECIES, ROUND + 1087));
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), a);
            r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
            DoubleVector square = r.mul(r);
            DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, C11), DoubleVector.broadcast(SPECIES, C10))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C9), DoubleVector.broadcast(SPECIES, C8)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C7), DoubleVector.broadcast(SPECIES, C6)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C5), DoubleVector.broadcast(SPECIES, C4)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C3), DoubleVector.broadcast(SPECIES, C2)))
                    .fma(square, r);
            DoubleVector s = t.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector rise = s.mul(q);
            VectorMask<Double> large = DoubleVector.broadcast(SPECIES, HALVED).lt(a);
            DoubleVector factor = DoubleVector.broadcast(SPECIES, 0x1p-64)
                    .blend(DoubleVector.broadcast(SPECIES, 0x1p-65), large);
            DoubleVector base = DoubleVector.zero(SPECIES).blend(DoubleVector.broadcast(SPECIES, -0.5), large);
            DoubleVector f = rise.fma(factor, s.fma(factor, base));
            DoubleVector first = s.blend(DoubleVector.broadcast(SPECIES, SCALED_LN2_HIGH), large);
            DoubleVector rest = rise.blend(f.fma(up, DoubleVector.broadcast(SPECIES, SCALED_LN2_LOW)), large);
            DoubleVector ratio = f.div(DoubleVector.broadcast(SPECIES, -2).sub(f));
            DoubleVector z = ratio.mul(ratio);
            DoubleVector w = z.mul(z);
            DoubleVector curve = z.fma(DoubleVector.broadcast(SPECIES, U7), DoubleVector.broadcast(SPECIES, U6))
                    .fma(w, z.fma(DoubleVector.broadcast(SPECIES, U5), DoubleVector.broadcast(SPECIES, U4)))
                    .fma(w, z.fma(DoubleVector.broadcast(SPECIES, U3), DoubleVector.broadcast(SPECIES, U2)))
                    .fma(w, z.fma(DoubleVector.broadcast(SPECIES, U1), DoubleVector.broadcast(SPECIES, U0)))
                    .fma(z, f)
                    .mul(ratio);
            DoubleVector fade = curve.fma(up, rest).add(first);
            if (opposite) {
                DoubleVector linear = v.blend(minusZero, minusZero.lt(v));
                fade.fma(DoubleVector.broadcast(SPECIES, -0x1p-64), linear).intoArray(out, outOffset + i);
            } else {
                DoubleVector linear = v.blend(zero, v.lt(zero));
                fade.fma(DoubleVector.broadcast(SPECIES, 0x1p-64), linear).intoArray(out, outOffset + i);
            }
        }
    }
}
