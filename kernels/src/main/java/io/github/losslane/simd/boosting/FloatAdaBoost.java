package io.github.losslane.simd.boosting;

import static io.github.losslane.simd.FloatParameter.limited;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The loops of boosting, for any length; the last elements one by one, by the same operations. */
final class FloatAdaBoost {

    /** What weights are multiplied by where their sum overflows. */
    static final float SMALLER = 0x1p-32f;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private FloatAdaBoost() {}

    /** out[i] = -theta (y[i] x[i]), where each product is limited to the finite numbers; out may be x. */
    static void exponents(float theta, float[] x, int xo, float[] y, int yo, float[] out, int o, int length) {
        FloatVector factor = FloatVector.broadcast(SPECIES, -theta);
        FloatVector high = FloatVector.broadcast(SPECIES, Float.MAX_VALUE);
        FloatVector low = FloatVector.broadcast(SPECIES, -Float.MAX_VALUE);
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector product = FloatVector.fromArray(SPECIES, y, yo + i)
                    .mul(FloatVector.fromArray(SPECIES, x, xo + i));
            product = product.blend(high, product.compare(GT, high)).blend(low, product.lt(low));
            FloatVector exponent = product.mul(factor);
            exponent.blend(high, exponent.compare(GT, high)).blend(low, exponent.lt(low)).intoArray(out, o + i);
        }
        for (int i = whole; i < length; i++) {
            out[o + i] = limited(limited(y[yo + i] * x[xo + i]) * -theta);
        }
    }

    /** exponents[i] = the lowest number, whatever it was, where weights[i] is 0. */
    static void lowestWhereZero(float[] weights, int w, float[] exponents, int e, int length) {
        FloatVector low = FloatVector.broadcast(SPECIES, -Float.MAX_VALUE);
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector weight = FloatVector.fromArray(SPECIES, weights, w + i);
            FloatVector.fromArray(SPECIES, exponents, e + i)
                    .blend(low, weight.compare(EQ, FloatVector.zero(SPECIES)))
                    .intoArray(exponents, e + i);
        }
        for (int i = whole; i < length; i++) {
            exponents[e + i] = weights[w + i] == 0 ? -Float.MAX_VALUE : exponents[e + i];
        }
    }

    /** weights[i] *= factors[i]. */
    static void multiply(float[] weights, int w, float[] factors, int f, int length) {
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, weights, w + i)
                    .mul(FloatVector.fromArray(SPECIES, factors, f + i))
                    .intoArray(weights, w + i);
        }
        for (int i = whole; i < length; i++) {
            weights[w + i] *= factors[f + i];
        }
    }

    /** weights[i] /= sum: no product with 1 / sum, which overflows where all weights are tiny. */
    static void divide(float[] weights, int w, float sum, int length) {
        FloatVector divisor = FloatVector.broadcast(SPECIES, sum);
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, weights, w + i).div(divisor).intoArray(weights, w + i);
        }
        for (int i = whole; i < length; i++) {
            weights[w + i] /= sum;
        }
    }

    /** total[i] = unit weights[i]; wrong[i] is the same where the prediction is not the target, else 0. */
    static void wrong(
            float unit, float[] predictions, int p, float[] targets, int t, float[] weights, int w,
            float[] wrong, float[] total, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector prediction = FloatVector.fromArray(SPECIES, predictions, p + i);
            FloatVector target = FloatVector.fromArray(SPECIES, targets, t + i);
            FloatVector weight = FloatVector.fromArray(SPECIES, weights, w + i).mul(FloatVector.broadcast(SPECIES, unit));
            weight.intoArray(total, i);
            weight.blend(zero, prediction.compare(EQ, target))
                    .blend(prediction, prediction.test(IS_NAN))
                    .blend(target, target.test(IS_NAN))
                    .blend(zero, weight.compare(EQ, zero))
                    .intoArray(wrong, i);
        }
        for (int i = whole; i < length; i++) {
            float prediction = predictions[p + i];
            float target = targets[t + i];
            boolean unknown = Float.isNaN(prediction) || Float.isNaN(target);
            total[i] = unit * weights[w + i];
            wrong[i] = total[i] == 0 || prediction == target ? 0 : unknown ? Float.NaN : total[i];
        }
    }

    /** scores[i] = fma(scale, predictions[i], scores[i]). */
    static void addScaled(float scale, float[] predictions, int p, float[] scores, int s, int length) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            factor.fma(FloatVector.fromArray(SPECIES, predictions, p + i), FloatVector.fromArray(SPECIES, scores, s + i))
                    .intoArray(scores, s + i);
        }
        for (int i = whole; i < length; i++) {
            scores[s + i] = Math.fma(scale, predictions[p + i], scores[s + i]);
        }
    }
}
