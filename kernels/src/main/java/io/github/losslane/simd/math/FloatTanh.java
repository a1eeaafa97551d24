package io.github.losslane.simd.math;

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
 * tanh in float lanes, on a = |x|; the sign of x is put back at the end.
 *
 * <pre>{@code
 * 1. a < 0.55: a + a^3 T(a^2)            Sollya fpminimax on [0, 0.55], relative error 2^-29.6
 * 2. else 1 - 2 / (exp(2a) + 1)
 *    2a = n ln 2 + 2r, |r| <= 0.1734; exp(2r) a polynomial in r, Sollya fpminimax, relative error 2^-28.2
 *    exp(2a) + 1 = 2^n exp(2r) + 1, rounded once by fma
 * }</pre>
 *
 * <p>Special values: +-0 and subnormal numbers to themselves, +-Inf to +-1, NaN to NaN; odd bit for bit.
 */
public final class FloatTanh {

    /** Error bound in ulps over all floats; measured 1.5895 at 0x1.1ba7bp-1. */
    public static final double MAX_ULP = 1.6;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private static final float SMALL = 0.55f, HIGHEST = 10f;
    private static final float TWICE_LOG2E = 0x1.715476p1f, HALF_LN2_HIGH = 0x1.62e4p-2f, HALF_LN2_LOW = 0x1.7f7d1cp-21f;
    private static final int SIGN = 0x80000000;

    private static final float C2 = 0x1.fffffcp0f, C3 = 0x1.55549p0f, C4 = 0x1.55589ep-1f;
    private static final float C5 = 0x1.123abcp-2f, C6 = 0x1.6a624cp-4f;

    private static final float T0 = -0x1.55554ap-2f, T1 = 0x1.110dp-3f, T2 = -0x1.b92358p-5f;
    private static final float T3 = 0x1.5918a4p-6f, T4 = -0x1.9a79bap-8f;

    private FloatTanh() {}

    /**
     * out[i] = tanh(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void tanh(float[] x, int xOffset, float[] out, int outOffset, int length) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector two = FloatVector.broadcast(SPECIES, 2);
        FloatVector highest = FloatVector.broadcast(SPECIES, HIGHEST);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector a = v.lanewise(ABS);
            FloatVector z = a.mul(a);
            FloatVector near = z.fma(FloatVector.broadcast(SPECIES, T4), FloatVector.broadcast(SPECIES, T3))
                    .fma(z, FloatVector.broadcast(SPECIES, T2))
                    .fma(z, FloatVector.broadcast(SPECIES, T1))
                    .fma(z, FloatVector.broadcast(SPECIES, T0))
                    .fma(z.mul(a), a);
            FloatVector w = a.blend(highest, a.compare(GT, highest));
            FloatVector t = w.fma(FloatVector.broadcast(SPECIES, TWICE_LOG2E), FloatVector.broadcast(SPECIES, ROUND + 127));
            FloatVector n = t.sub(FloatVector.broadcast(SPECIES, ROUND + 127));
            FloatVector s = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -HALF_LN2_HIGH), w);
            r = n.fma(FloatVector.broadcast(SPECIES, -HALF_LN2_LOW), r);
            FloatVector p = r.fma(FloatVector.broadcast(SPECIES, C6), FloatVector.broadcast(SPECIES, C5))
                    .fma(r, FloatVector.broadcast(SPECIES, C4))
                    .fma(r, FloatVector.broadcast(SPECIES, C3))
                    .fma(r, FloatVector.broadcast(SPECIES, C2))
                    .fma(r, two)
                    .fma(r, one);
            FloatVector far = one.sub(two.div(s.fma(p, one)));
            far.blend(near, a.lt(FloatVector.broadcast(SPECIES, SMALL)))
                    .reinterpretAsInts()
                    .lanewise(OR, v.reinterpretAsInts().lanewise(AND, SIGN))
                    .reinterpretAsFloats()
                    .intoArray(out, outOffset + i);
        }
    }
}
