package io.github.losslane.reference;

import io.github.losslane.boosting.FloatBoostingKernels;
import io.github.losslane.internal.FloatBoostingArguments;

/** The steps of AdaBoost as their formulas stand, in double; sums in order. */
interface FloatReferenceBoosting extends FloatBoostingKernels {

    @Override
    default void weights(
            float[] scores, int scoresOffset, float[] targets, int targetsOffset, float[] weights, int weightsOffset,
            int length) {
        FloatBoostingArguments.weights(scores, scoresOffset, targets, targetsOffset, weights, weightsOffset, length);
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
            weights[weightsOffset + i] = (float) (StrictMath.exp(exponent - max) / sum);
        }
    }

    @Override
    default double weightedError(
            float[] predictions, int predictionsOffset, float[] targets, int targetsOffset,
            float[] weights, int weightsOffset, int length) {
        FloatBoostingArguments.weightedError(
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
            double classifierWeight, float[] predictions, int predictionsOffset, float[] targets, int targetsOffset,
            float[] weights, int weightsOffset, int length) {
        FloatBoostingArguments.reweight(
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
            weights[weightsOffset + i] = (float) (products[i] / sum);
        }
        return StrictMath.exp(max + StrictMath.log(sum) - StrictMath.log(total));
    }

    @Override
    default void addScaled(
            double scale, float[] predictions, int predictionsOffset, float[] scores, int scoresOffset, int length) {
        FloatBoostingArguments.addScaled(predictions, predictionsOffset, scores, scoresOffset, length);
        float factor = (float) limited(scale);
        for (int i = 0; i < length; i++) {
            scores[scoresOffset + i] = Math.fma(factor, predictions[predictionsOffset + i], scores[scoresOffset + i]);
        }
    }

    /** -theta y x, limited to the numbers of the type. */
    private static double exponent(double theta, double x, double y) {
        return limited(-limited(theta) * limited(y * x));
    }

    private static double limited(double number) {
        return Math.max(-Float.MAX_VALUE, Math.min(number, Float.MAX_VALUE));
    }

    /** What weights are multiplied by, so that their sum is finite. */
    private static double unit(float[] weights, int weightsOffset, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += weights[weightsOffset + i];
        }
        return Double.isInfinite(sum) ? 0x1p-32 : 1;
    }
}
