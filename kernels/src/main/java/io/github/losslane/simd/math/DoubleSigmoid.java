package io.github.losslane.simd.math;

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
    private static final double LOG2E = 0x1.71547652b82fep0, LN2_HIGH = 0x1.62e42fefa39efp-1, LN2_LOW = 0x1.abc9e3b39803fp-56;
    private static final double ROUND = 0x1.8p52;

    private static final double C2 = 0x1.000000000000bp-1, C3 = 0x1.5555555555561p-3, C4 = 0x1.5555555550228p-5;
    private static final double C5 = 0x1.111111110d644p-7, C6 = 0x1.6c16c1855055p-10, C7 = 0x1.a01a01bade505p-13;
    private static final double C8 = 0x1.a01997588ed8ap-16, C9 = 0x1.71dddfd53fd0bp-19, C10 = 0x1.28afabfb2ccdp-22;
    private static final double C11 = 0x1.af85784e87677p-26;

    private DoubleSigmoid() {}

    /**
     * out[i] = sigmoid(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void sigmoid(double[] x, int xOffset, double[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            sigmoid(DoubleVector.fromArray(SPECIES, x, xOffset + i)).intoArray(out, outOffset + i);
        }
    }

    /** sigmoid of any number. */
    public static DoubleVector sigmoid(DoubleVector x) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 0x1p-64);
        DoubleVector low = DoubleVector.broadcast(SPECIES, LOWEST);
        DoubleVector high = DoubleVector.broadcast(SPECIES, HIGHEST);
        DoubleVector v = x.blend(low, x.lt(low)).blend(high, x.compare(GT, high));
        DoubleVector t = v.fma(DoubleVector.broadcast(SPECIES, -LOG2E), DoubleVector.broadcast(SPECIES, ROUND + 959));
        DoubleVector s = t.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
        DoubleVector q = exponential(v.neg(), t.sub(DoubleVector.broadcast(SPECIES, ROUND + 959)));
        DoubleVector whole = s.add(one);
        return one.div(s.fma(q, s.sub(whole).add(one)).add(whole));
    }

    /** exp(x - n ln 2) - 1. */
    static DoubleVector exponential(DoubleVector x, DoubleVector n) {
        DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), x);
        r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
        DoubleVector square = r.mul(r);
        return r.fma(DoubleVector.broadcast(SPECIES, C11), DoubleVector.broadcast(SPECIES, C10))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C9), DoubleVector.broadcast(SPECIES, C8)))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C7), DoubleVector.broadcast(SPECIES, C6)))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C5), DoubleVector.broadcast(SPECIES, C4)))
                .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C3), DoubleVector.broadcast(SPECIES, C2)))
                .fma(square, r);
    }
}
