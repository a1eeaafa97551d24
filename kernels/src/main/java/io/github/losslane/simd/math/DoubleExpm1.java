package io.github.losslane.simd.math;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp(x) - 1 in double lanes.
 *
 * <pre>{@code
 * 1. n, r as in DoubleExp, and what the last rounding of r lost: r + rest, rest times 1 + r
 * 2. c = rest + r^3 (c3 + ... + c12 r^9)      Sollya fpminimax of exp(r) - 1 on [-0.34661, 0.34661], relative error 2^-61.5
 * 3. s = 2^(n - 1), never infinite, and half = 1/2
 *    (exp(x) - 1) / 2 = (s - half) + s r + s r^2 / 2 + s c: the first two summed exactly (s - half, then the fma, each
 *    with its rounding error), r^2 not rounded; doubled at the end
 * }</pre>
 *
 * <p>Special values: +-0 and subnormal numbers to themselves, -Inf to -1, +Inf to +Inf, NaN to NaN; overflow to +Inf.
 *
 * <p>Worst seen: 0.845 ulp at 0x1.64e67cb9cc073p-2.
 */
public final class DoubleExpm1 {

    /** Error bound in ulps. */
    public static final double MAX_ULP = 0.9;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    /** Below, the result is -1; above, +Inf. */
    private static final double LOWEST = -64, HIGHEST = 710;

    private static final double LOG2E = 0x1.71547652b82fep0, ROUND = 0x1.8p52;
    private static final double LN2_HIGH = 0x1.62e42fefa39efp-1, LN2_LOW = 0x1.abc9e3b39803fp-56;

    /** Below, the result is x: the scale of step 3 would cost subnormal numbers their last bit, and -0 its sign. */
    private static final double TINY = 0x1p-60;

    private static final double C3 = 0x1.5555555555559p-3, C4 = 0x1.555555555554dp-5;
    private static final double C5 = 0x1.111111110f659p-7, C6 = 0x1.6c16c16c1aafbp-10, C7 = 0x1.a01a01b000a45p-13;
    private static final double C8 = 0x1.a01a018e0f315p-16, C9 = 0x1.71ddf8190ad5cp-19, C10 = 0x1.27e5133dfb574p-22;
    private static final double C11 = 0x1.af5f17eb18d61p-26, C12 = 0x1.1f1a25d3a9829p-29;

    private DoubleExpm1() {}

    /**
     * out[i] = exp(x[i]) - 1; both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void expm1(double[] x, int xOffset, double[] out, int outOffset, int length) {
        DoubleVector low = DoubleVector.broadcast(SPECIES, LOWEST);
        DoubleVector high = DoubleVector.broadcast(SPECIES, HIGHEST);
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            VectorMask<Double> tiny = v.lanewise(ABS).lt(DoubleVector.broadcast(SPECIES, TINY));
            DoubleVector a = v.blend(low, v.lt(low)).blend(high, v.compare(GT, high));
            DoubleVector t = a.fma(DoubleVector.broadcast(SPECIES, LOG2E),
                    DoubleVector.broadcast(SPECIES, ROUND + 1022));
            DoubleVector n = t.sub(DoubleVector.broadcast(SPECIES, ROUND + 1022));
            DoubleVector coarse = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), a);
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), coarse);
            DoubleVector rest = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), coarse.sub(r));
            rest = rest.fma(r, rest);
            DoubleVector square = r.mul(r);
            DoubleVector c = r.fma(DoubleVector.broadcast(SPECIES, C12), DoubleVector.broadcast(SPECIES, C11))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C10), DoubleVector.broadcast(SPECIES, C9)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C8), DoubleVector.broadcast(SPECIES, C7)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C6), DoubleVector.broadcast(SPECIES, C5)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, C4), DoubleVector.broadcast(SPECIES, C3)))
                    .fma(square.mul(r), rest);
            DoubleVector s = t.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector head = s.sub(half);
            DoubleVector sum = s.fma(r, head);
            DoubleVector lost = s.fma(r, head.sub(sum)).add(s.sub(head).sub(half));
            lost = r.mul(half).mul(s).fma(r, lost);
            sum.add(s.fma(c, lost))
                    .mul(DoubleVector.broadcast(SPECIES, 2))
                    .blend(v, tiny)
                    .intoArray(out, outOffset + i);
        }
    }
}
