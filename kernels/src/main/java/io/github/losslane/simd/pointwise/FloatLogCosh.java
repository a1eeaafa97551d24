package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.pointwise.LogCosh}, a loop without scratch; every length is a multiple of the lanes.
 *
 * <pre>{@code
 * 1. d = f - y, a = |d|
 * 2. a = r - n ln2/2, |r| <= 0.1734, s = 2^n, n <= 0; v = 1 - exp(-2r) = 2r + r^2 V(r)
 *    Sollya fpminimax on [-0.1734, 0.1734], relative error 2^-26.1
 * 3. e = exp(-2a) = s - s v; 1 - e = (1 - s) + s v, which loses nothing near 0
 * 4. a < 1: loss = z/2 + z^2 P(z), z = d^2      Sollya fpminimax on [0, 1], relative error 2^-27
 *    else (a - ln2_hi) + (log1p(e) - ln2_lo), log1p(e) = e + e^2 Q(e)      on [0, exp(-2)], error 2^-29.2
 * 5. gradient = (1 - e) / (1 + e) with the sign of d; hessian = 4e / (1 + e)^2
 * }</pre>
 *
 * <p>Where the hessian is asked for, e is too large by 2^64 first, so that nothing underflows.
 *
 * <p>Worst seen, of a fifth of all floats: loss 1.581 ulp at 0x1.6a40c8p-3, gradient 2.301 at 0x1.b5e19ap-3, hessian 4.108
 * at 0x1.35d14ep1.
 */
public final class FloatLogCosh {

    /** Bounds in ulps for an exact difference d; its rounding adds up to 2 ulps, 1 and 2|d|. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 2.5;
    public static final double MAX_ULP_HESSIAN = 4.5;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    /** Beyond these e is nothing beside 1, and 4e is 0. */
    private static final float HIGHEST = 10f, LARGEST = 53f;

    private static final int SIGN = 0x80000000;

    private static final float TWICE_LOG2E = -0x1.715476p1f, ROUND = 0x1.8p23f;
    private static final float HALF_LN2_HIGH = 0x1.62e4p-2f, HALF_LN2_LOW = 0x1.7f7d1cp-21f;
    private static final float LN2_HIGH = 0x1.62e43p-1f, LN2_LOW = -0x1.05c61p-29f;

    private static final float V0 = -0x1.fffffep0f, V1 = 0x1.5554bp0f, V2 = -0x1.555716p-1f;
    private static final float V3 = 0x1.1227aap-2f, V4 = -0x1.6b73ap-4f;

    private static final float P0 = -0x1.555516p-4f, P1 = 0x1.6c02bcp-6f, P2 = -0x1.b7f9d8p-8f;
    private static final float P3 = 0x1.10f5d2p-9f, P4 = -0x1.25d03p-11f, P5 = 0x1.7088e6p-14f;

    private static final float Q0 = -0x1.ffff3ep-2f, Q1 = 0x1.551da8p-2f, Q2 = -0x1.f5f45ap-3f, Q3 = 0x1.3b67aep-3f;

    private FloatLogCosh() {}

    static void losses(float[] predictions, int p, float[] targets, int t, float[] losses, int l, int length) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector highest = FloatVector.broadcast(SPECIES, HIGHEST);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector d = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            FloatVector a = d.lanewise(ABS);
            FloatVector w = a.blend(highest, a.compare(GT, highest));
            FloatVector k = w.fma(FloatVector.broadcast(SPECIES, TWICE_LOG2E), FloatVector.broadcast(SPECIES, ROUND + 127));
            FloatVector n = k.sub(FloatVector.broadcast(SPECIES, ROUND + 127));
            FloatVector r = n.fma(FloatVector.broadcast(SPECIES, HALF_LN2_HIGH), w);
            r = n.fma(FloatVector.broadcast(SPECIES, HALF_LN2_LOW), r);
            FloatVector v = r.fma(FloatVector.broadcast(SPECIES, V4), FloatVector.broadcast(SPECIES, V3))
                    .fma(r, FloatVector.broadcast(SPECIES, V2))
                    .fma(r, FloatVector.broadcast(SPECIES, V1))
                    .fma(r, FloatVector.broadcast(SPECIES, V0))
                    .fma(r.mul(r), r.add(r));
            FloatVector s = k.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector rise = s.mul(v);
            FloatVector e = s.sub(rise);
            FloatVector z = a.mul(a);
            FloatVector near = z.fma(FloatVector.broadcast(SPECIES, P5), FloatVector.broadcast(SPECIES, P4))
                    .fma(z, FloatVector.broadcast(SPECIES, P3))
                    .fma(z, FloatVector.broadcast(SPECIES, P2))
                    .fma(z, FloatVector.broadcast(SPECIES, P1))
                    .fma(z, FloatVector.broadcast(SPECIES, P0))
                    .fma(z.mul(z), z.mul(half));
            FloatVector far = e.fma(FloatVector.broadcast(SPECIES, Q3), FloatVector.broadcast(SPECIES, Q2))
                    .fma(e, FloatVector.broadcast(SPECIES, Q1))
                    .fma(e, FloatVector.broadcast(SPECIES, Q0))
                    .fma(e.mul(e), e.sub(FloatVector.broadcast(SPECIES, LN2_LOW)))
                    .add(a.sub(FloatVector.broadcast(SPECIES, LN2_HIGH)));
            far.blend(near, a.lt(one)).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            float scale, float[] predictions, int p, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector highest = FloatVector.broadcast(SPECIES, HIGHEST);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector d = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            FloatVector a = d.lanewise(ABS);
            FloatVector w = a.blend(highest, a.compare(GT, highest));
            FloatVector k = w.fma(FloatVector.broadcast(SPECIES, TWICE_LOG2E), FloatVector.broadcast(SPECIES, ROUND + 127));
            FloatVector n = k.sub(FloatVector.broadcast(SPECIES, ROUND + 127));
            FloatVector r = n.fma(FloatVector.broadcast(SPECIES, HALF_LN2_HIGH), w);
            r = n.fma(FloatVector.broadcast(SPECIES, HALF_LN2_LOW), r);
            FloatVector v = r.fma(FloatVector.broadcast(SPECIES, V4), FloatVector.broadcast(SPECIES, V3))
                    .fma(r, FloatVector.broadcast(SPECIES, V2))
                    .fma(r, FloatVector.broadcast(SPECIES, V1))
                    .fma(r, FloatVector.broadcast(SPECIES, V0))
                    .fma(r.mul(r), r.add(r));
            FloatVector s = k.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector rise = s.mul(v);
            FloatVector e = s.sub(rise);
            FloatVector z = a.mul(a);
            FloatVector near = z.fma(FloatVector.broadcast(SPECIES, P5), FloatVector.broadcast(SPECIES, P4))
                    .fma(z, FloatVector.broadcast(SPECIES, P3))
                    .fma(z, FloatVector.broadcast(SPECIES, P2))
                    .fma(z, FloatVector.broadcast(SPECIES, P1))
                    .fma(z, FloatVector.broadcast(SPECIES, P0))
                    .fma(z.mul(z), z.mul(half));
            FloatVector far = e.fma(FloatVector.broadcast(SPECIES, Q3), FloatVector.broadcast(SPECIES, Q2))
                    .fma(e, FloatVector.broadcast(SPECIES, Q1))
                    .fma(e, FloatVector.broadcast(SPECIES, Q0))
                    .fma(e.mul(e), e.sub(FloatVector.broadcast(SPECIES, LN2_LOW)))
                    .add(a.sub(FloatVector.broadcast(SPECIES, LN2_HIGH)));
            far.blend(near, a.lt(one)).intoArray(losses, l + i);
            FloatVector slope = one.sub(s).add(rise).div(e.add(one));
            slope.reinterpretAsInts()
                    .lanewise(OR, d.reinterpretAsInts().lanewise(AND, SIGN))
                    .reinterpretAsFloats()
                    .mul(FloatVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            float[] predictions, int p, float[] targets, int t, float[] gradient, int g, float[] hessian, int h,
            int length) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector highest = FloatVector.broadcast(SPECIES, LARGEST);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector d = FloatVector.fromArray(SPECIES, predictions, p + i)
                    .sub(FloatVector.fromArray(SPECIES, targets, t + i));
            FloatVector a = d.lanewise(ABS);
            FloatVector w = a.blend(highest, a.compare(GT, highest));
            FloatVector k = w.fma(FloatVector.broadcast(SPECIES, TWICE_LOG2E), FloatVector.broadcast(SPECIES, ROUND + 191));
            FloatVector n = k.sub(FloatVector.broadcast(SPECIES, ROUND + 191));
            FloatVector r = n.fma(FloatVector.broadcast(SPECIES, HALF_LN2_HIGH), w);
            r = n.fma(FloatVector.broadcast(SPECIES, HALF_LN2_LOW), r);
            FloatVector v = r.fma(FloatVector.broadcast(SPECIES, V4), FloatVector.broadcast(SPECIES, V3))
                    .fma(r, FloatVector.broadcast(SPECIES, V2))
                    .fma(r, FloatVector.broadcast(SPECIES, V1))
                    .fma(r, FloatVector.broadcast(SPECIES, V0))
                    .fma(r.mul(r), r.add(r));
            FloatVector lifted = k.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector s = lifted.mul(FloatVector.broadcast(SPECIES, 0x1p-64f));
            FloatVector rise = s.mul(v);
            FloatVector e = s.sub(rise);
            FloatVector slope = one.sub(s).add(rise).div(e.add(one));
            slope.reinterpretAsInts()
                    .lanewise(OR, d.reinterpretAsInts().lanewise(AND, SIGN))
                    .reinterpretAsFloats()
                    .intoArray(gradient, g + i);
            FloatVector sum = e.add(one);
            lifted.sub(lifted.mul(v))
                    .div(sum.mul(sum))
                    .mul(FloatVector.broadcast(SPECIES, 0x1p-62f))
                    .intoArray(hessian, h + i);
        }
    }
}
