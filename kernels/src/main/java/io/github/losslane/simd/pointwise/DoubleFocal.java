// Derived from FloatFocal.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static io.github.losslane.simd.DoubleParameter.limited;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.DoubleLog1p;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD {@link io.github.losslane.pointwise.Focal}; every length is a multiple of the lanes.
 *
 * <pre>{@code
 * 1. s = (2y - 1) f; e = exp(-|s|); log = log1p(e); passes of their own
 * 2. gamma not 2: fade = q^gamma = exp(-gamma u), u = softplus(s) = max(s, 0) + log, three more passes:
 *    high = gamma u, rounded; exp(-high); times 1 - (gamma u - high), which also has what rounding took from u and gamma
 * 3. r = 1 / (1 + e); q = r, p = e r for s < 0, else the other way round; fade = q q for gamma = 2
 * 4. l = log + max(-s, 0), at most the largest number in p l; then as the record
 * }</pre>
 */
public final class DoubleFocal {

    /**
     * Bounds in ulps where the target is exactly 0 or 1 and gamma at most 5, of the larger term for a second derivative.
     * Worst seen 9.1, 11.3 and 11.8, with gamma 2, where q q doubles the error of q; a larger gamma multiplies that of log1p
     * and adds up to gamma ulps. Where p is subnormal, its rounding alone costs the second derivative up to gamma l ulps.
     */
    public static final double MAX_ULP_LOSS = 10;

    public static final double MAX_ULP_GRADIENT = 13;
    public static final double MAX_ULP_HESSIAN = 14;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    /** exp(-1024) is 0. */
    private static final double NOTHING_LEFT = 1024;

    private DoubleFocal() {}

    static void losses(
            double alpha, double gamma, double[] logits, int f, double[] targets, int t, double[] losses, int l, int length,
            DoubleScratch scratch) {
        double[] signed = scratch.values;
        double[] e = scratch.row;
        double[] fades = scratch.shifts;
        prepare(gamma, logits, f, targets, t, losses, l, length, scratch);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector largest = DoubleVector.broadcast(SPECIES, Double.MAX_VALUE);
        VectorMask<Double> powers = SPECIES.maskAll(gamma != 2);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector s = DoubleVector.fromArray(SPECIES, signed, i);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, i);
            DoubleVector weight = target.fma(DoubleVector.broadcast(SPECIES, alpha),
                    one.sub(target).mul(DoubleVector.broadcast(SPECIES, (1 - alpha))));
            VectorMask<Double> wrong = s.lt(zero);
            DoubleVector reciprocal = one.div(exponential.add(one));
            DoubleVector q = exponential.mul(reciprocal).blend(reciprocal, wrong);
            DoubleVector faded = q.mul(q).blend(DoubleVector.fromArray(SPECIES, fades, i), powers).mul(weight);
            DoubleVector log = DoubleVector.fromArray(SPECIES, losses, l + i).sub(zero.blend(s, wrong));
            log.blend(largest, log.compare(GT, largest).and(weight.compare(EQ, zero)))
                    .mul(faded)
                    .intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double alpha, double gamma, double scale, double[] logits, int f, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length, DoubleScratch scratch) {
        double[] signed = scratch.values;
        double[] e = scratch.row;
        double[] fades = scratch.shifts;
        prepare(gamma, logits, f, targets, t, losses, l, length, scratch);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector largest = DoubleVector.broadcast(SPECIES, Double.MAX_VALUE);
        DoubleVector strength = DoubleVector.broadcast(SPECIES, limited(gamma));
        VectorMask<Double> powers = SPECIES.maskAll(gamma != 2);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector s = DoubleVector.fromArray(SPECIES, signed, i);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, i);
            DoubleVector weight = target.fma(DoubleVector.broadcast(SPECIES, alpha),
                    one.sub(target).mul(DoubleVector.broadcast(SPECIES, (1 - alpha))));
            VectorMask<Double> wrong = s.lt(zero);
            DoubleVector reciprocal = one.div(exponential.add(one));
            DoubleVector rest = exponential.mul(reciprocal);
            DoubleVector q = rest.blend(reciprocal, wrong);
            DoubleVector p = reciprocal.blend(rest, wrong);
            DoubleVector faded = q.mul(q).blend(DoubleVector.fromArray(SPECIES, fades, i), powers).mul(weight);
            DoubleVector log = DoubleVector.fromArray(SPECIES, losses, l + i).sub(zero.blend(s, wrong));
            VectorMask<Double> infinite = log.compare(GT, largest);
            log.blend(largest, infinite.and(weight.compare(EQ, zero))).mul(faded).intoArray(losses, l + i);
            log.blend(largest, infinite)
                    .mul(p)
                    .fma(strength, q)
                    .mul(faded)
                    .mul(target.fma(DoubleVector.broadcast(SPECIES, -2), one))
                    .mul(DoubleVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            double alpha, double gamma, double[] logits, int f, double[] targets, int t,
            double[] gradient, int g, double[] hessian, int h, int length, DoubleScratch scratch) {
        double[] signed = scratch.values;
        double[] e = scratch.row;
        double[] fades = scratch.shifts;
        prepare(gamma, logits, f, targets, t, hessian, h, length, scratch);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector largest = DoubleVector.broadcast(SPECIES, Double.MAX_VALUE);
        DoubleVector strength = DoubleVector.broadcast(SPECIES, limited(gamma));
        VectorMask<Double> powers = SPECIES.maskAll(gamma != 2);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector s = DoubleVector.fromArray(SPECIES, signed, i);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, e, i);
            DoubleVector weight = target.fma(DoubleVector.broadcast(SPECIES, alpha),
                    one.sub(target).mul(DoubleVector.broadcast(SPECIES, (1 - alpha))));
            VectorMask<Double> wrong = s.lt(zero);
            DoubleVector reciprocal = one.div(exponential.add(one));
            DoubleVector rest = exponential.mul(reciprocal);
            DoubleVector q = rest.blend(reciprocal, wrong);
            DoubleVector p = reciprocal.blend(rest, wrong);
            DoubleVector faded = q.mul(q).blend(DoubleVector.fromArray(SPECIES, fades, i), powers).mul(weight);
            DoubleVector log = DoubleVector.fromArray(SPECIES, hessian, h + i).sub(zero.blend(s, wrong));
            DoubleVector product = log.blend(largest, log.compare(GT, largest)).mul(p);
            DoubleVector sign = target.fma(DoubleVector.broadcast(SPECIES, -2), one);
            product.fma(strength, q).mul(faded).mul(sign).intoArray(gradient, g + i);
            DoubleVector bend = p.add(p).sub(product).mul(q);
            p.mul(strength)
                    .fma(product, bend)
                    .mul(faded.mul(strength))
                    .add(faded.mul(p).mul(q))
                    .mul(sign.mul(sign))
                    .intoArray(hessian, h + i);
        }
    }

    /**
     * Steps 1 and 2: s in values, e in row, fades (unless gamma is 2) in shifts; log in an output, which may be the memory of
     * the logits.
     */
    private static void prepare(
            double gamma, double[] logits, int f, double[] targets, int t, double[] log, int l, int length,
            DoubleScratch scratch) {
        double[] signed = scratch.values;
        DoubleVector minus = DoubleVector.broadcast(SPECIES, -1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, targets, t + i)
                    .fma(DoubleVector.broadcast(SPECIES, 2), minus)
                    .mul(DoubleVector.fromArray(SPECIES, logits, f + i))
                    .intoArray(signed, i);
        }
        DoubleExp.ofNegativeMagnitude(signed, 0, scratch.row, 0, length);
        DoubleLog1p.ofUnit(scratch.row, 0, log, l, length);
        if (gamma != 2) {
            fade(gamma, signed, log, l, scratch.shifts, length);
        }
    }

    /** Step 2; max(s, 0) is limited to where nothing is left, so that no product overflows. */
    private static void fade(double gamma, double[] signed, double[] log, int l, double[] fades, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector most = DoubleVector.broadcast(SPECIES, limited(NOTHING_LEFT / gamma));
        DoubleVector strength = DoubleVector.broadcast(SPECIES, limited(gamma));
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector s = DoubleVector.fromArray(SPECIES, signed, i);
            DoubleVector positive = s.blend(zero, s.lt(zero)).blend(most, s.compare(GT, most));
            positive.add(DoubleVector.fromArray(SPECIES, log, l + i)).mul(strength).intoArray(fades, i);
        }
        DoubleExp.ofNegativeMagnitude(fades, 0, fades, 0, length);
        DoubleVector opposite = strength.neg();
        DoubleVector lack = DoubleVector.broadcast(SPECIES, (limited(gamma) - Math.min(gamma, Double.MAX_VALUE)));
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector s = DoubleVector.fromArray(SPECIES, signed, i);
            DoubleVector positive = s.blend(zero, s.lt(zero)).blend(most, s.compare(GT, most));
            DoubleVector addend = DoubleVector.fromArray(SPECIES, log, l + i);
            DoubleVector sum = positive.add(addend);
            DoubleVector added = sum.sub(positive);
            DoubleVector rest = positive.sub(sum.sub(added)).add(addend.sub(added));
            DoubleVector correction = rest.fma(opposite, sum.fma(opposite, sum.mul(strength)));
            DoubleVector fade = DoubleVector.fromArray(SPECIES, fades, i);
            sum.fma(lack, correction).fma(fade, fade).intoArray(fades, i);
        }
    }
}
