// Derived from FloatBoostingLoops.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.boosting;

/** AdaBoost as one writes it in plain Java: sums in double, {@link Math#exp}; the compiler vectorises what it can. */
final class DoubleBoostingLoops {

    private DoubleBoostingLoops() {}

    static void weights(double[] scores, double[] targets, double[] weights) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            max = Math.max(max, -targets[i] * scores[i]);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            weights[i] = Math.exp(-targets[i] * scores[i] - max);
            sum += weights[i];
        }
        divide(weights, sum);
    }

    static double weightedError(double[] predictions, double[] targets, double[] weights) {
        double wrong = 0;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            wrong += predictions[i] == targets[i] ? 0 : weights[i];
            total += weights[i];
        }
        return wrong / total;
    }

    static double reweight(double theta, double[] predictions, double[] targets, double[] weights) {
        double before = 0;
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            before += weights[i];
            weights[i] *= Math.exp(-theta * targets[i] * predictions[i]);
            sum += weights[i];
        }
        divide(weights, sum);
        return sum / before;
    }

    static void addScaled(double scale, double[] predictions, double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] += scale * predictions[i];
        }
    }

    private static void divide(double[] weights, double sum) {
        double factor = (1 / sum);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= factor;
        }
    }
}
