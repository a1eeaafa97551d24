// Derived from FloatReferenceBoosting.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import io.github.losslane.boosting.DoubleBoostingKernels;
import io.github.losslane.internal.DoubleBoostingArguments;

/** The steps of AdaBoost as their formulas stand, in double; sums in order. */
interface DoubleReferenceBoosting extends DoubleBoostingKernels {

    @Override
    default void weights(
            double[] scores, int scoresOffset, double[] targets, int targetsOffset, double[] weights, int weightsOffset,
            int length) {
        DoubleBoostingArguments.weights(scores, scoresOffset, targets, targetsOffset, weights, weightsOffset, length);
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            max = Math.max(max, exponent(1, scores[scoresOffset + i], targets[targetsOffset + i]));
        }
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += StrictMath.exp(exponent(1, scores[scoresOffset + i], targets[targetsOffset + i]) - max);
        }
        for (int i = 0; i < length; i++) {
            double exponent = exponent(1, scores[scoresOffset + i], targets[targetsOffset + i]);
            weights[weightsOffset + i] = (StrictMath.exp(exponent - max) / sum);
        }
    }

    @Override
    default double weightedError(
            double[] predictions, int predictionsOffset, double[] targets, int targetsOffset,
            double[] weights, int weightsOffset, int length) {
        DoubleBoostingArguments.weightedError(
                predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length);
        double unit = unit(weights, weightsOffset, length);
        double wrong = 0;
        double total = 0;
        for (int i = 0; i < length; i++) {
            double weight = unit * weights[weightsOffset + i];
            double prediction = predictions[predictionsOffset + i];
            double target = targets[targetsOffset + i];
            boolean unknown = Double.isNaN(prediction) || Double.isNaN(target);
            total += weight;
            wrong += weight == 0 || prediction == target ? 0 : unknown ? Double.NaN : weight;
        }
        return total == 0 ? 0 : wrong / total;
    }

    @Override
    default double reweight(
            double classifierWeight, double[] predictions, int predictionsOffset, double[] targets, int targetsOffset,
            double[] weights, int weightsOffset, int length) {
        DoubleBoostingArguments.reweight(
                predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset, length);
        double unit = unit(weights, weightsOffset, length);
        double max = Double.NEGATIVE_INFINITY;
        double total = 0;
        for (int i = 0; i < length; i++) {
            double exponent = exponent(classifierWeight, predictions[predictionsOffset + i], targets[targetsOffset + i]);
            double weight = unit * weights[weightsOffset + i];
            max = weight == 0 ? max : Math.max(max, exponent);
            total += weight;
        }
        if (total == 0) {
            return 0;
        }
        double[] products = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double exponent = exponent(classifierWeight, predictions[predictionsOffset + i], targets[targetsOffset + i]);
            double weight = unit * weights[weightsOffset + i];
            products[i] = weight == 0 ? 0 : weight * StrictMath.exp(exponent - max);
            sum += products[i];
        }
        for (int i = 0; i < length; i++) {
            weights[weightsOffset + i] = (products[i] / sum);
        }
        return StrictMath.exp(max + StrictMath.log(sum) - StrictMath.log(total));
    }

    @Override
    default void addScaled(
            double scale, double[] predictions, int predictionsOffset, double[] scores, int scoresOffset, int length) {
        DoubleBoostingArguments.addScaled(predictions, predictionsOffset, scores, scoresOffset, length);
        double factor = limited(scale);
        for (int i = 0; i < length; i++) {
            scores[scoresOffset + i] = Math.fma(factor, predictions[predictionsOffset + i], scores[scoresOffset + i]);
        }
    }

    /** -theta y x, limited to the numbers of the type. */
    private static double exponent(double theta, double x, double y) {
        return limited(-limited(theta) * limited(y * x));
    }

    private static double limited(double number) {
        return Math.max(-Double.MAX_VALUE, Math.min(number, Double.MAX_VALUE));
    }

    /** What weights are multiplied by, so that their sum is finite. */
    private static double unit(double[] weights, int weightsOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += weights[weightsOffset + i];
        }
        return Double.isInfinite(sum) ? 0x1p-32 : 1;
    }
}
