package io.github.losslane.simd.pointwise;

import static io.github.losslane.simd.FloatParameter.limited;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.math.FloatExp;
import io.github.losslane.simd.math.FloatLog1p;
import jdk.incubator.vector.FloatVector;
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
public final class FloatFocal {

    /**
     * Bounds in ulps where the target is exactly 0 or 1 and gamma at most 5, of the larger term for a second derivative.
     * Worst seen 9.1, 11.3 and 11.8, with gamma 2, where q q doubles the error of q; a larger gamma multiplies that of log1p
     * and adds up to gamma ulps. Where p is subnormal, its rounding alone costs the second derivative up to gamma l ulps.
     */
    public static final double MAX_ULP_LOSS = 10;

    public static final double MAX_ULP_GRADIENT = 13;
    public static final double MAX_ULP_HESSIAN = 14;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    /** exp(-1024) is 0. */
    private static final double NOTHING_LEFT = 1024;

    private FloatFocal() {}

    static void losses(
            double alpha, double gamma, float[] logits, int f, float[] targets, int t, float[] losses, int l, int length,
            FloatScratch scratch) {
        float[] signed = scratch.values;
        float[] e = scratch.row;
        float[] fades = scratch.shifts;
        prepare(gamma, logits, f, targets, t, losses, l, length, scratch);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.MAX_VALUE);
        VectorMask<Float> powers = SPECIES.maskAll(gamma != 2);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector s = FloatVector.fromArray(SPECIES, signed, i);
            FloatVector exponential = FloatVector.fromArray(SPECIES, e, i);
            FloatVector weight = target.fma(FloatVector.broadcast(SPECIES, (float) alpha),
                    one.sub(target).mul(FloatVector.broadcast(SPECIES, (float) (1 - alpha))));
            VectorMask<Float> wrong = s.lt(zero);
            FloatVector reciprocal = one.div(exponential.add(one));
            FloatVector q = exponential.mul(reciprocal).blend(reciprocal, wrong);
            FloatVector faded = q.mul(q).blend(FloatVector.fromArray(SPECIES, fades, i), powers).mul(weight);
            FloatVector log = FloatVector.fromArray(SPECIES, losses, l + i).sub(zero.blend(s, wrong));
            log.blend(largest, log.compare(GT, largest).and(weight.compare(EQ, zero)))
                    .mul(faded)
                    .intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double alpha, double gamma, float scale, float[] logits, int f, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length, FloatScratch scratch) {
        float[] signed = scratch.values;
        float[] e = scratch.row;
        float[] fades = scratch.shifts;
        prepare(gamma, logits, f, targets, t, losses, l, length, scratch);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.MAX_VALUE);
        FloatVector strength = FloatVector.broadcast(SPECIES, limited(gamma));
        VectorMask<Float> powers = SPECIES.maskAll(gamma != 2);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector s = FloatVector.fromArray(SPECIES, signed, i);
            FloatVector exponential = FloatVector.fromArray(SPECIES, e, i);
            FloatVector weight = target.fma(FloatVector.broadcast(SPECIES, (float) alpha),
                    one.sub(target).mul(FloatVector.broadcast(SPECIES, (float) (1 - alpha))));
            VectorMask<Float> wrong = s.lt(zero);
            FloatVector reciprocal = one.div(exponential.add(one));
            FloatVector rest = exponential.mul(reciprocal);
            FloatVector q = rest.blend(reciprocal, wrong);
            FloatVector p = reciprocal.blend(rest, wrong);
            FloatVector faded = q.mul(q).blend(FloatVector.fromArray(SPECIES, fades, i), powers).mul(weight);
            FloatVector log = FloatVector.fromArray(SPECIES, losses, l + i).sub(zero.blend(s, wrong));
            VectorMask<Float> infinite = log.compare(GT, largest);
            log.blend(largest, infinite.and(weight.compare(EQ, zero))).mul(faded).intoArray(losses, l + i);
            log.blend(largest, infinite)
                    .mul(p)
                    .fma(strength, q)
                    .mul(faded)
                    .mul(target.fma(FloatVector.broadcast(SPECIES, -2), one))
                    .mul(FloatVector.broadcast(SPECIES, scale))
                    .intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            double alpha, double gamma, float[] logits, int f, float[] targets, int t,
            float[] gradient, int g, float[] hessian, int h, int length, FloatScratch scratch) {
        float[] signed = scratch.values;
        float[] e = scratch.row;
        float[] fades = scratch.shifts;
        prepare(gamma, logits, f, targets, t, hessian, h, length, scratch);
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.MAX_VALUE);
        FloatVector strength = FloatVector.broadcast(SPECIES, limited(gamma));
        VectorMask<Float> powers = SPECIES.maskAll(gamma != 2);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector s = FloatVector.fromArray(SPECIES, signed, i);
            FloatVector exponential = FloatVector.fromArray(SPECIES, e, i);
            FloatVector weight = target.fma(FloatVector.broadcast(SPECIES, (float) alpha),
                    one.sub(target).mul(FloatVector.broadcast(SPECIES, (float) (1 - alpha))));
            VectorMask<Float> wrong = s.lt(zero);
            FloatVector reciprocal = one.div(exponential.add(one));
            FloatVector rest = exponential.mul(reciprocal);
            FloatVector q = rest.blend(reciprocal, wrong);
            FloatVector p = reciprocal.blend(rest, wrong);
            FloatVector faded = q.mul(q).blend(FloatVector.fromArray(SPECIES, fades, i), powers).mul(weight);
            FloatVector log = FloatVector.fromArray(SPECIES, hessian, h + i).sub(zero.blend(s, wrong));
            FloatVector product = log.blend(largest, log.compare(GT, largest)).mul(p);
            FloatVector sign = target.fma(FloatVector.broadcast(SPECIES, -2), one);
            product.fma(strength, q).mul(faded).mul(sign).intoArray(gradient, g + i);
            FloatVector bend = p.add(p).sub(product).mul(q);
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
            double gamma, float[] logits, int f, float[] targets, int t, float[] log, int l, int length,
            FloatScratch scratch) {
        float[] signed = scratch.values;
        FloatVector minus = FloatVector.broadcast(SPECIES, -1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, targets, t + i)
                    .fma(FloatVector.broadcast(SPECIES, 2), minus)
                    .mul(FloatVector.fromArray(SPECIES, logits, f + i))
                    .intoArray(signed, i);
        }
        FloatExp.ofNegativeMagnitude(signed, 0, scratch.row, 0, length);
        FloatLog1p.ofUnit(scratch.row, 0, log, l, length);
        if (gamma != 2) {
            fade(gamma, signed, log, l, scratch.shifts, length);
        }
    }

    /** Step 2; max(s, 0) is limited to where nothing is left, so that no product overflows. */
    private static void fade(double gamma, float[] signed, float[] log, int l, float[] fades, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector most = FloatVector.broadcast(SPECIES, limited(NOTHING_LEFT / gamma));
        FloatVector strength = FloatVector.broadcast(SPECIES, limited(gamma));
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector s = FloatVector.fromArray(SPECIES, signed, i);
            FloatVector positive = s.blend(zero, s.lt(zero)).blend(most, s.compare(GT, most));
            positive.add(FloatVector.fromArray(SPECIES, log, l + i)).mul(strength).intoArray(fades, i);
        }
        FloatExp.ofNegativeMagnitude(fades, 0, fades, 0, length);
        FloatVector opposite = strength.neg();
        FloatVector lack = FloatVector.broadcast(SPECIES, (float) (limited(gamma) - Math.min(gamma, Float.MAX_VALUE)));
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector s = FloatVector.fromArray(SPECIES, signed, i);
            FloatVector positive = s.blend(zero, s.lt(zero)).blend(most, s.compare(GT, most));
            FloatVector addend = FloatVector.fromArray(SPECIES, log, l + i);
            FloatVector sum = positive.add(addend);
            FloatVector added = sum.sub(positive);
            FloatVector rest = positive.sub(sum.sub(added)).add(addend.sub(added));
            FloatVector correction = rest.fma(opposite, sum.fma(opposite, sum.mul(strength)));
            FloatVector fade = FloatVector.fromArray(SPECIES, fades, i);
            sum.fma(lack, correction).fma(fade, fade).intoArray(fades, i);
        }
    }
}
