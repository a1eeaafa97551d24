package io.github.losslane.jmh.boosting;

/** AdaBoost as one writes it in plain Java: sums in double, {@link Math#exp}; the compiler vectorises what it can. */
final class FloatBoostingLoops {

    private FloatBoostingLoops() {}

    static void weights(float[] scores, float[] targets, float[] weights) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            max = Math.max(max, -targets[i] * scores[i]);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            weights[i] = (float) Math.exp(-targets[i] * scores[i] - max);
            sum += weights[i];
        }
        divide(weights, sum);
    }

    static double weightedError(float[] predictions, float[] targets, float[] weights) {
        double wrong = 0;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            wrong += predictions[i] == targets[i] ? 0 : weights[i];
            total += weights[i];
        }
        return wrong / total;
    }

    static double reweight(double theta, float[] predictions, float[] targets, float[] weights) {
        double before = 0;
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            before += weights[i];
            weights[i] *= (float) Math.exp(-theta * targets[i] * predictions[i]);
            sum += weights[i];
        }
        divide(weights, sum);
        return sum / before;
    }

    static void addScaled(float scale, float[] predictions, float[] scores) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] += scale * predictions[i];
        }
    }

    private static void divide(float[] weights, double sum) {
        float factor = (float) (1 / sum);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= factor;
        }
    }
}
