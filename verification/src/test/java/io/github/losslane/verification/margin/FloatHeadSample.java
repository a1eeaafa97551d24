package io.github.losslane.verification.margin;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Features, weights, bias and labels of a head, with room for its gradients; the bias may be null. */
record FloatHeadSample(
        FloatMatrix features, FloatMatrix weights, float[] bias, int[] labels,
        FloatMatrix featureGradient, FloatMatrix weightGradient, float[] biasGradient) {

    private static final int GAP = 5;

    /** Random numbers in [-1, 1); gradients start as NaN. */
    static FloatHeadSample of(HeadShape shape, boolean withBias) {
        SplittableRandom random = new SplittableRandom(shape.hashCode());
        float[] bias = numbers(random, withBias ? shape.classes() : 0);
        return new FloatHeadSample(
                FloatMatrix.of(numbers(random, shape.rows() * shape.dimension()), shape.rows(), shape.dimension()),
                FloatMatrix.of(numbers(random, shape.classes() * shape.dimension()), shape.classes(), shape.dimension()),
                withBias ? bias : null,
                random.ints(shape.rows(), 0, shape.classes()).toArray(),
                FloatMatrix.of(nans(shape.rows() * shape.dimension()), shape.rows(), shape.dimension()),
                FloatMatrix.of(nans(shape.classes() * shape.dimension()), shape.classes(), shape.dimension()),
                nans(withBias ? shape.classes() : 0));
    }

    /** Features and weights as given; a random bias if the loss has one. */
    static FloatHeadSample of(MarginLoss loss, FloatMatrix features, FloatMatrix weights, int[] labels) {
        int classes = weights.rows();
        float[] bias = loss.hasBias() ? numbers(new SplittableRandom(classes), classes) : null;
        return new FloatHeadSample(features, weights, bias, labels,
                FloatMatrix.of(nans(features.rows() * features.columns()), features.rows(), features.columns()),
                FloatMatrix.of(nans(classes * features.columns()), classes, features.columns()),
                nans(bias == null ? 0 : classes));
    }

    /** The same inputs, with gradients of their own. */
    FloatHeadSample blank() {
        return new FloatHeadSample(features, weights, bias, labels, blank(featureGradient), blank(weightGradient),
                nans(biasGradient.length));
    }

    /** The same but for features and weights. */
    FloatHeadSample with(FloatMatrix otherFeatures, FloatMatrix otherWeights) {
        return new FloatHeadSample(otherFeatures, otherWeights, bias, labels, featureGradient, weightGradient, biasGradient);
    }

    /** The same without bias. */
    FloatHeadSample withoutBias() {
        return new FloatHeadSample(features, weights, null, labels, featureGradient, weightGradient, new float[0]);
    }

    private static FloatMatrix blank(FloatMatrix matrix) {
        return FloatMatrix.of(nans(matrix.rows() * matrix.columns()), matrix.rows(), matrix.columns());
    }

    /** The same numbers, every matrix with gaps around its rows. */
    FloatHeadSample withGaps() {
        return new FloatHeadSample(withGaps(features), withGaps(weights), bias, labels,
                withGaps(featureGradient), withGaps(weightGradient), biasGradient.clone());
    }

    double loss(KernelProvider provider, MarginLoss loss, Reduction reduction) {
        return bias == null
                ? provider.head().loss(loss, reduction, features, weights, labels, 0, workspace())
                : provider.head().loss(loss, reduction, features, weights, bias, 0, labels, 0, workspace());
    }

    /** Also writes the gradients. */
    double lossAndGradients(KernelProvider provider, MarginLoss loss, Reduction reduction) {
        return bias == null
                ? provider.head().lossAndGradients(
                        loss, reduction, features, weights, labels, 0, featureGradient, weightGradient, workspace())
                : provider.head().lossAndGradients(
                        loss, reduction, features, weights, bias, 0, labels, 0, featureGradient, weightGradient,
                        biasGradient, 0, workspace());
    }

    /** Also writes the gradients of features and weights; returns that of the scale. */
    float scaleGradient(KernelProvider provider, MarginLoss loss, Reduction reduction) {
        float[] scaleGradient = {Float.NaN};
        provider.head().lossAndGradients(loss, reduction, features, weights, labels, 0, featureGradient, weightGradient,
                scaleGradient, 0, workspace());
        return scaleGradient[0];
    }

    /** The rows of a matrix in double. */
    static double[][] wide(FloatMatrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = matrix.get(i, j);
            }
        }
        return rows;
    }

    /** The bias in double, zeros where there is none. */
    double[] wideBias() {
        double[] wide = new double[weights.rows()];
        for (int j = 0; j < wide.length; j++) {
            wide[j] = bias == null ? 0 : bias[j];
        }
        return wide;
    }

    private FloatHeadWorkspace workspace() {
        return new FloatHeadWorkspace(features.rows(), features.columns(), weights.rows());
    }

    private static FloatMatrix withGaps(FloatMatrix matrix) {
        int stride = matrix.columns() + GAP;
        FloatMatrix gaps = new FloatMatrix(
                nans(GAP + matrix.rows() * stride), GAP, matrix.rows(), matrix.columns(), stride);
        for (int i = 0; i < matrix.rows(); i++) {
            System.arraycopy(matrix.data(), matrix.rowOffset(i), gaps.data(), gaps.rowOffset(i), matrix.columns());
        }
        return gaps;
    }

    private static float[] numbers(SplittableRandom random, int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        return numbers;
    }

    private static float[] nans(int length) {
        float[] nans = new float[length];
        Arrays.fill(nans, Float.NaN);
        return nans;
    }
}
