package io.github.losslane.internal;

/** What every boosting method asks of its arrays. */
public final class FloatBoostingArguments {

    private FloatBoostingArguments() {}

    /** Scores in, weights out, which may be written over the scores. */
    public static void weights(float[] scores, int s, float[] targets, int t, float[] weights, int w, int length) {
        Arguments.range("scores", scores, s, length);
        Arguments.range("targets", targets, t, length);
        Arguments.range("weights", weights, w, length);
        Overlap.noneOrSame("weights", weights, w, "scores", scores, s, length);
        Overlap.none("weights", weights, w, "targets", targets, t, length);
    }

    /** Inputs of the weighted error. */
    public static void weightedError(
            float[] predictions, int p, float[] targets, int t, float[] weights, int w, int length) {
        Arguments.range("predictions", predictions, p, length);
        Arguments.range("targets", targets, t, length);
        Arguments.range("weights", weights, w, length);
    }

    /** Weights that are read and overwritten. */
    public static void reweight(float[] predictions, int p, float[] targets, int t, float[] weights, int w, int length) {
        weightedError(predictions, p, targets, t, weights, w, length);
        Overlap.none("weights", weights, w, "predictions", predictions, p, length);
        Overlap.none("weights", weights, w, "targets", targets, t, length);
    }

    /** Scores that are read and overwritten. */
    public static void addScaled(float[] predictions, int p, float[] scores, int s, int length) {
        Arguments.range("predictions", predictions, p, length);
        Arguments.range("scores", scores, s, length);
        Overlap.none("scores", scores, s, "predictions", predictions, p, length);
    }
}
