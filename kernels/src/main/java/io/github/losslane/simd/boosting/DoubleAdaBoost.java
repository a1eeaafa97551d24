// Derived from FloatAdaBoost.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.boosting;

import static io.github.losslane.simd.DoubleParameter.limited;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The loops of boosting, for any length; the last elements one by one, by the same operations. */
final class DoubleAdaBoost {

    /** What weights are multiplied by where their sum overflows. */
    static final double SMALLER = 0x1p-32;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private DoubleAdaBoost() {}

    /** out[i] = -theta (y[i] x[i]), where each product is limited to the finite numbers; out may be x. */
    static void exponents(double theta, double[] x, int xo, double[] y, int yo, double[] out, int o, int length) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, -theta);
        DoubleVector high = DoubleVector.broadcast(SPECIES, Double.MAX_VALUE);
        DoubleVector low = DoubleVector.broadcast(SPECIES, -Double.MAX_VALUE);
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector product = DoubleVector.fromArray(SPECIES, y, yo + i)
                    .mul(DoubleVector.fromArray(SPECIES, x, xo + i));
            product = product.blend(high, product.compare(GT, high)).blend(low, product.lt(low));
            DoubleVector exponent = product.mul(factor);
            exponent.blend(high, exponent.compare(GT, high)).blend(low, exponent.lt(low)).intoArray(out, o + i);
        }
        for (int i = whole; i < length; i++) {
            out[o + i] = limited(limited(y[yo + i] * x[xo + i]) * -theta);
        }
    }

    /** exponents[i] = the lowest number, whatever it was, where weights[i] is 0. */
    static void lowestWhereZero(double[] weights, int w, double[] exponents, int e, int length) {
        DoubleVector low = DoubleVector.broadcast(SPECIES, -Double.MAX_VALUE);
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, w + i);
            DoubleVector.fromArray(SPECIES, exponents, e + i)
                    .blend(low, weight.compare(EQ, DoubleVector.zero(SPECIES)))
                    .intoArray(exponents, e + i);
        }
        for (int i = whole; i < length; i++) {
            exponents[e + i] = weights[w + i] == 0 ? -Double.MAX_VALUE : exponents[e + i];
        }
    }

    /** weights[i] *= factors[i]. */
    static void multiply(double[] weights, int w, double[] factors, int f, int length) {
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, weights, w + i)
                    .mul(DoubleVector.fromArray(SPECIES, factors, f + i))
                    .intoArray(weights, w + i);
        }
        for (int i = whole; i < length; i++) {
            weights[w + i] *= factors[f + i];
        }
    }

    /** weights[i] /= sum: no product with 1 / sum, which overflows where all weights are tiny. */
    static void divide(double[] weights, int w, double sum, int length) {
        DoubleVector divisor = DoubleVector.broadcast(SPECIES, sum);
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, weights, w + i).div(divisor).intoArray(weights, w + i);
        }
        for (int i = whole; i < length; i++) {
            weights[w + i] /= sum;
        }
    }

    /** total[i] = unit weights[i]; wrong[i] is the same where the prediction is not the target, else 0. */
    static void wrong(
            double unit, double[] predictions, int p, double[] targets, int t, double[] weights, int w,
            double[] wrong, double[] total, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector prediction = DoubleVector.fromArray(SPECIES, predictions, p + i);
            DoubleVector target = DoubleVector.fromArray(SPECIES, targets, t + i);
            DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, w + i).mul(DoubleVector.broadcast(SPECIES, unit));
            weight.intoArray(total, i);
            weight.blend(zero, prediction.compare(EQ, target))
                    .blend(prediction, prediction.test(IS_NAN))
                    .blend(target, target.test(IS_NAN))
                    .blend(zero, weight.compare(EQ, zero))
                    .intoArray(wrong, i);
        }
        for (int i = whole; i < length; i++) {
            double prediction = predictions[p + i];
            double target = targets[t + i];
            boolean unknown = Double.isNaN(prediction) || Double.isNaN(target);
            total[i] = unit * weights[w + i];
            wrong[i] = total[i] == 0 || prediction == target ? 0 : unknown ? Double.NaN : total[i];
        }
    }

    /** scores[i] = fma(scale, predictions[i], scores[i]). */
    static void addScaled(double scale, double[] predictions, int p, double[] scores, int s, int length) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            factor.fma(DoubleVector.fromArray(SPECIES, predictions, p + i), DoubleVector.fromArray(SPECIES, scores, s + i))
                    .intoArray(scores, s + i);
        }
        for (int i = whole; i < length; i++) {
            scores[s + i] = Math.fma(scale, predictions[p + i], scores[s + i]);
        }
    }
}
