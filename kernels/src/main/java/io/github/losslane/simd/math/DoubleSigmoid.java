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
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * sigmoid(x) = 1 / (1 + exp(-x)) in double lanes.
 *
 * <pre>{@code
 * 1. exp(-x) = s (1 + q), s = 2^(n - 64), q = r + r^2 P(r) as in DoubleExp; s is too small by 2^64, so that nothing overflows
 * 2. one = 2^-64; one + s rounded, and what that lost
 * 3. sigmoid(x) = one / ((one + s) + (s q + lost))
 * }</pre>
 *
 * <p>Special values: -Inf to +0, +Inf to 1, +-0 to 0.5, NaN to NaN. Results below 2^-1022 are subnormal, never flushed.
 *
 * <p>Worst seen: 1.741 ulp at -0x1.198b2561944ep0.
 */
public final class DoubleSigmoid {

    /** Error bound in ulps. */
    public static final double MAX_ULP = 1.8;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private static final double LOWEST = -746, HIGHEST = 64;

    private DoubleSigmoid() {}

    /**
     * out[i] = sigmoid(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void sigmoid(double[] x, int xOffset, double[] out, int outOffset, int length) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 0x1p-64);
        DoubleVector low = DoubleVector.broadcast(SPECIES, LOWEST);
        DoubleVector high = DoubleVector.broadcast(SPECIES, HIGHEST);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            v = v.blend(low, v.lt(low)).blend(high, v.compare(GT, high));
            DoubleVector t = v.fma(DoubleVector.broadcast(SPECIES, -LOG2E),
                    DoubleVector.broadcast(SPECIES, ROUND + 959));
            DoubleVector n = t.sub(DoubleVector.broadcast(SPECIES, ROUND + 959));
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), v.neg());
            r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
            DoubleVector square = r.mul(r);
            DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, C11), DoubleVector.broadcast(SPECIES, C10))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C9), DoubleVector.broadcast(SPECIES, C8)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C7), DoubleVector.broadcast(SPECIES, C6)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C5), DoubleVector.broadcast(SPECIES, C4)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C3), DoubleVector.broadcast(SPECIES, C2)))
                    .fma(square, r);
            DoubleVector s = t.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector whole = s.add(one);
            DoubleVector lost = s.sub(whole).add(one);
            one.div(s.fma(q, lost).add(whole)).intoArray(out, outOffset + i);
        }
    }
}
