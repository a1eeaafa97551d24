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
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * tanh in double lanes, on a = |x|; the sign of x is put back at the end.
 *
 * <pre>{@code
 * 1. a < 0.55: a + a^3 T(a^2)            T of degree 10, Sollya fpminimax on [0, 0.3026], relative error 2^-58.6
 * 2. else 1 - 2 / (exp(2a) + 1)
 *    exp(2a) = s (1 + q), s = 2^n, q as in DoubleSigmoid; exp(2a) + 1 = (s + 1) + s q, rounded once by fma
 * }</pre>
 *
 * <p>Special values: +-0 and subnormal numbers to themselves, +-Inf to +-1, NaN to NaN; odd bit for bit.
 *
 * <p>Worst seen: 1.361 ulp at 0x1.1a4e1eb409a39p-1.
 */
public final class DoubleTanh {

    /** Error bound in ulps. */
    public static final double MAX_ULP = 1.45;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private static final double SMALL = 0.55, HIGHEST = 20;
    private static final long SIGN = 0x8000000000000000L;

    private static final double T0 = -0x1.5555555555555p-2, T1 = 0x1.1111111110fdap-3, T2 = -0x1.ba1ba1b9f8f7cp-5;
    private static final double T3 = 0x1.664f4875a8d1bp-6, T4 = -0x1.226e32bf431b8p-7, T5 = 0x1.d6d331436cc08p-9;
    private static final double T6 = -0x1.7d9767c6ad777p-10, T7 = 0x1.34c248342ef5ep-11, T8 = -0x1.ebee0c6f8c30dp-13;
    private static final double T9 = 0x1.649a801bbfd31p-14, T10 = -0x1.58b407da808bap-16;

    private DoubleTanh() {}

    /**
     * out[i] = tanh(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void tanh(double[] x, int xOffset, double[] out, int outOffset, int length) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector highest = DoubleVector.broadcast(SPECIES, HIGHEST);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            DoubleVector a = v.lanewise(ABS);
            DoubleVector z = a.mul(a);
            DoubleVector w = z.mul(z);
            DoubleVector top = z.fma(DoubleVector.broadcast(SPECIES, T9), DoubleVector.broadcast(SPECIES, T8));
            DoubleVector near = w.fma(DoubleVector.broadcast(SPECIES, T10), top)
                    .fma(w, z.fma(DoubleVector.broadcast(SPECIES, T7), DoubleVector.broadcast(SPECIES, T6)))
                    .fma(w, z.fma(DoubleVector.broadcast(SPECIES, T5), DoubleVector.broadcast(SPECIES, T4)))
                    .fma(w, z.fma(DoubleVector.broadcast(SPECIES, T3), DoubleVector.broadcast(SPECIES, T2)))
                    .fma(w, z.fma(DoubleVector.broadcast(SPECIES, T1), DoubleVector.broadcast(SPECIES, T0)))
                    .fma(z.mul(a), a);
            DoubleVector clamped = a.blend(highest, a.compare(GT, highest));
            DoubleVector t = clamped.fma(DoubleVector.broadcast(SPECIES, 2 * LOG2E),
                    DoubleVector.broadcast(SPECIES, ROUND + 1023));
            DoubleVector n = t.sub(DoubleVector.broadcast(SPECIES, ROUND + 1023));
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), clamped.add(clamped));
            r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
            DoubleVector square = r.mul(r);
            DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, C11), DoubleVector.broadcast(SPECIES, C10))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C9), DoubleVector.broadcast(SPECIES, C8)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C7), DoubleVector.broadcast(SPECIES, C6)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C5), DoubleVector.broadcast(SPECIES, C4)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C3), DoubleVector.broadcast(SPECIES, C2)))
                    .fma(square, r);
            DoubleVector s = t.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector far = one.sub(DoubleVector.broadcast(SPECIES, 2).div(s.fma(q, s.add(one))));
            far.blend(near, a.lt(DoubleVector.broadcast(SPECIES, SMALL)))
                    .reinterpretAsLongs()
                    .lanewise(OR, v.reinterpretAsLongs().lanewise(AND, SIGN))
                    .reinterpretAsDoubles()
                    .intoArray(out, outOffset + i);
        }
    }
}
