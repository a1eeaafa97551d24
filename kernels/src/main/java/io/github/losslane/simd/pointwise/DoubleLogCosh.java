package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.OR;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.pointwise.LogCosh}, a loop without scratch; every length is a multiple of the lanes.
 *
 * <pre>{@code
 * 1. d = f - y, a = |d|
 * 2. a = r - n ln2/2, |r| <= 0.1734, s = 2^n, n <= 0; v = 1 - exp(-2r) = 2r + r^2 V(r)
 *    Sollya fpminimax on [-0.1734, 0.1734], relative error 2^-55.5
 * 3. e = exp(-2a) = s - s v; 1 - e = (1 - s) + s v, which loses nothing near 0
 * 4. a < 1: loss = z/2 + z^2 P(z), z = d^2      Sollya fpminimax on [0, 1], relative error 2^-56.5
 *    else (a - ln2_hi) + (log1p(e) - ln2_lo), log1p(e) = e + e^2 Q(e)      on [0, exp(-2)], error 2^-60.2
 * 5. gradient = (1 - e) / (1 + e) with the sign of d; hessian = 4e / (1 + e)^2
 * }</pre>
 *
 * <p>Where the hessian is asked for, e is too large by 2^64 first, so that nothing underflows.
 *
 * <p>Worst seen, of 14,000 numbers: loss 1.344 ulp at 0x1.031f34b15651cp-1, gradient 2.251 at 0x1.a0b76b69487d5p-3, hessian
 * 3.134 at 0x1.c8b25348108aep-1.
 */
public final class DoubleLogCosh {

    /** Bounds in ulps for an exact difference d; its rounding adds up to 2 ulps, 1 and 2|d|. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 2.5;
    public static final double MAX_ULP_HESSIAN = 4.5;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    /** Beyond these e is nothing beside 1, and 4e is 0. */
    private static final double HIGHEST = 20, LARGEST = 374;

    private static final long SIGN = 0x8000000000000000L;

    private static final double TWICE_LOG2E = -0x1.71547652b82fep1, ROUND = 0x1.8p52;
    private static final double HALF_LN2_HIGH = 0x1.62e42fefa39efp-2, HALF_LN2_LOW = 0x1.abc9e3b39803fp-57;
    private static final double LN2_HIGH = 0x1.62e42fefa39efp-1, LN2_LOW = 0x1.abc9e3b39803fp-56;

    private static final double V0 = -0x1.0000000000005p1, V1 = 0x1.555555555553bp0, V2 = -0x1.55555555520f5p-1;
    private static final double V3 = 0x1.1111111118838p-2, V4 = -0x1.6c16c17f3825cp-4, V5 = 0x1.a01a0177f53a7p-6;
    private static final double V6 = -0x1.a019a67fb602dp-8, V7 = 0x1.71de80ea261d9p-10, V8 = -0x1.28a2b5be872c4p-12;
    private static final double V9 = 0x1.ae77dfb6e7d1ep-15;

    private static final double P0 = -0x1.55555555554f1p-4, P1 = 0x1.6c16c16c0db6cp-6, P2 = -0x1.ba1ba1b588c32p-8;
    private static final double P3 = 0x1.1ea5d305be54bp-9, P4 = -0x1.833d859b124c7p-11, P5 = 0x1.0d0a30395c40fp-12;
    private static final double P6 = -0x1.7d8f99b175a6fp-14, P7 = 0x1.127e5fce4ad7p-15, P8 = -0x1.8ce1a0beb79cdp-17;
    private static final double P9 = 0x1.196166835acf4p-18, P10 = -0x1.71bb7c857f208p-20, P11 = 0x1.961601eca5bbp-22;
    private static final double P12 = -0x1.3b927acad883cp-24, P13 = 0x1.f26228352dcbep-28;

    private static final double Q0 = -0x1.fffffffffff89p-2, Q1 = 0x1.555555554ac4dp-2, Q2 = -0x1.fffffff59a956p-3;
    private static final double Q3 = 0x1.9999971059dcdp-3, Q4 = -0x1.5554fa1b5856bp-3, Q5 = 0x1.248a531c75af2p-3;
    private static final double Q6 = -0x1.ff1afe45bd15dp-4, Q7 = 0x1.bec3338d5222ap-4, Q8 = -0x1.6806885d1a6e7p-4;
    private static final double Q9 = 0x1.86609182c837ep-5;

    private DoubleLogCosh() {}

    static void losses(double[] predictions, int p, double[] targets, int t, double[] losses, int l, int length) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        DoubleVector highest = DoubleVector.broadcast(SPECIES, HIGHEST);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            DoubleVector a = d.lanewise(ABS);
            DoubleVector w = a.blend(highest, a.compare(GT, highest));
            DoubleVector k = w.fma(DoubleVector.broadcast(SPECIES, TWICE_LOG2E),
                    DoubleVector.broadcast(SPECIES, ROUND + 1023));
            DoubleVector n = k.sub(DoubleVector.broadcast(SPECIES, ROUND + 1023));
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, HALF_LN2_HIGH), w);
            r = n.fma(DoubleVector.broadcast(SPECIES, HALF_LN2_LOW), r);
            DoubleVector square = r.mul(r);
            DoubleVector v = r.fma(DoubleVector.broadcast(SPECIES, V9), DoubleVector.broadcast(SPECIES, V8))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V7), DoubleVector.broadcast(SPECIES, V6)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V5), DoubleVector.broadcast(SPECIES, V4)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V3), DoubleVector.broadcast(SPECIES, V2)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V1), DoubleVector.broadcast(SPECIES, V0)))
                    .fma(square, r.add(r));
            DoubleVector s = k.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector rise = s.mul(v);
            DoubleVector e = s.sub(rise);
            DoubleVector z = a.mul(a);
            DoubleVector zz = z.mul(z);
            DoubleVector near = z.fma(DoubleVector.broadcast(SPECIES, P13), DoubleVector.broadcast(SPECIES, P12))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P11), DoubleVector.broadcast(SPECIES, P10)))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P9), DoubleVector.broadcast(SPECIES, P8)))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P7), DoubleVector.broadcast(SPECIES, P6)))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P5), DoubleVector.broadcast(SPECIES, P4)))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P3), DoubleVector.broadcast(SPECIES, P2)))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P1), DoubleVector.broadcast(SPECIES, P0)))
                    .fma(zz, z.mul(half));
            DoubleVector ee = e.mul(e);
            DoubleVector far = e.fma(DoubleVector.broadcast(SPECIES, Q9), DoubleVector.broadcast(SPECIES, Q8))
                    .fma(ee, e.fma(DoubleVector.broadcast(SPECIES, Q7), DoubleVector.broadcast(SPECIES, Q6)))
                    .fma(ee, e.fma(DoubleVector.broadcast(SPECIES, Q5), DoubleVector.broadcast(SPECIES, Q4)))
                    .fma(ee, e.fma(DoubleVector.broadcast(SPECIES, Q3), DoubleVector.broadcast(SPECIES, Q2)))
                    .fma(ee, e.fma(DoubleVector.broadcast(SPECIES, Q1), DoubleVector.broadcast(SPECIES, Q0)))
                    .fma(ee, e.sub(DoubleVector.broadcast(SPECIES, LN2_LOW)))
                    .add(a.sub(DoubleVector.broadcast(SPECIES, LN2_HIGH)));
            far.blend(near, a.lt(one)).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double scale, double[] predictions, int p, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        DoubleVector highest = DoubleVector.broadcast(SPECIES, HIGHEST);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            DoubleVector a = d.lanewise(ABS);
            DoubleVector w = a.blend(highest, a.compare(GT, highest));
            DoubleVector k = w.fma(DoubleVector.broadcast(SPECIES, TWICE_LOG2E),
                    DoubleVector.broadcast(SPECIES, ROUND + 1023));
            DoubleVector n = k.sub(DoubleVector.broadcast(SPECIES, ROUND + 1023));
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, HALF_LN2_HIGH), w);
            r = n.fma(DoubleVector.broadcast(SPECIES, HALF_LN2_LOW), r);
            DoubleVector square = r.mul(r);
            DoubleVector v = r.fma(DoubleVector.broadcast(SPECIES, V9), DoubleVector.broadcast(SPECIES, V8))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V7), DoubleVector.broadcast(SPECIES, V6)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V5), DoubleVector.broadcast(SPECIES, V4)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V3), DoubleVector.broadcast(SPECIES, V2)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V1), DoubleVector.broadcast(SPECIES, V0)))
                    .fma(square, r.add(r));
            DoubleVector s = k.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector rise = s.mul(v);
            DoubleVector e = s.sub(rise);
            DoubleVector z = a.mul(a);
            DoubleVector zz = z.mul(z);
            DoubleVector near = z.fma(DoubleVector.broadcast(SPECIES, P13), DoubleVector.broadcast(SPECIES, P12))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P11), DoubleVector.broadcast(SPECIES, P10)))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P9), DoubleVector.broadcast(SPECIES, P8)))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P7), DoubleVector.broadcast(SPECIES, P6)))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P5), DoubleVector.broadcast(SPECIES, P4)))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P3), DoubleVector.broadcast(SPECIES, P2)))
                    .fma(zz, z.fma(DoubleVector.broadcast(SPECIES, P1), DoubleVector.broadcast(SPECIES, P0)))
                    .fma(zz, z.mul(half));
            DoubleVector ee = e.mul(e);
            DoubleVector far = e.fma(DoubleVector.broadcast(SPECIES, Q9), DoubleVector.broadcast(SPECIES, Q8))
                    .fma(ee, e.fma(DoubleVector.broadcast(SPECIES, Q7), DoubleVector.broadcast(SPECIES, Q6)))
                    .fma(ee, e.fma(DoubleVector.broadcast(SPECIES, Q5), DoubleVector.broadcast(SPECIES, Q4)))
                    .fma(ee, e.fma(DoubleVector.broadcast(SPECIES, Q3), DoubleVector.broadcast(SPECIES, Q2)))
                    .fma(ee, e.fma(DoubleVector.broadcast(SPECIES, Q1), DoubleVector.broadcast(SPECIES, Q0)))
                    .fma(ee, e.sub(DoubleVector.broadcast(SPECIES, LN2_LOW)))
                    .add(a.sub(DoubleVector.broadcast(SPECIES, LN2_HIGH)));
            far.blend(near, a.lt(one)).intoArray(losses, l + i);
            DoubleVector slope = one.sub(s).add(rise).div(e.add(one));
            slope.reinterpretAsLongs()
                    .lanewise(OR, d.reinterpretAsLongs().lanewise(AND, SIGN))
                    .reinterpretAsDoubles()
                    .mul(DoubleVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            double[] predictions, int p, double[] targets, int t, double[] gradient, int g, double[] hessian, int h,
            int length) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector highest = DoubleVector.broadcast(SPECIES, LARGEST);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            DoubleVector a = d.lanewise(ABS);
            DoubleVector w = a.blend(highest, a.compare(GT, highest));
            DoubleVector k = w.fma(DoubleVector.broadcast(SPECIES, TWICE_LOG2E),
                    DoubleVector.broadcast(SPECIES, ROUND + 1087));
            DoubleVector n = k.sub(DoubleVector.broadcast(SPECIES, ROUND + 1087));
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, HALF_LN2_HIGH), w);
            r = n.fma(DoubleVector.broadcast(SPECIES, HALF_LN2_LOW), r);
            DoubleVector square = r.mul(r);
            DoubleVector v = r.fma(DoubleVector.broadcast(SPECIES, V9), DoubleVector.broadcast(SPECIES, V8))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V7), DoubleVector.broadcast(SPECIES, V6)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V5), DoubleVector.broadcast(SPECIES, V4)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V3), DoubleVector.broadcast(SPECIES, V2)))
                    .fma(square, r.fma(DoubleVector.broadcast(SPECIES, V1), DoubleVector.broadcast(SPECIES, V0)))
                    .fma(square, r.add(r));
            DoubleVector lifted = k.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
            DoubleVector s = lifted.mul(DoubleVector.broadcast(SPECIES, 0x1p-64));
            DoubleVector rise = s.mul(v);
            DoubleVector e = s.sub(rise);
            DoubleVector slope = one.sub(s).add(rise).div(e.add(one));
            slope.reinterpretAsLongs()
                    .lanewise(OR, d.reinterpretAsLongs().lanewise(AND, SIGN))
                    .reinterpretAsDoubles()
                    .intoArray(gradient, g + i);
            DoubleVector sum = e.add(one);
            lifted.sub(lifted.mul(v))
                    .div(sum.mul(sum))
                    .mul(DoubleVector.broadcast(SPECIES, 0x1p-62))
                    .intoArray(hessian, h + i);
        }
    }
}
