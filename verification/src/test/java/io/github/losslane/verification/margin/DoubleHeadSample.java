// Derived from FloatHeadSample.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.margin;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Features, weights, bias and labels of a head, with room for its gradients; the bias may be null. */
record DoubleHeadSample(
        DoubleMatrix features, DoubleMatrix weights, double[] bias, int[] labels,
        DoubleMatrix featureGradient, DoubleMatrix weightGradient, double[] biasGradient) {

    private static final int GAP = 5;

    /** Random numbers in [-1, 1); gradients start as NaN. */
    static DoubleHeadSample of(HeadShape shape, boolean withBias) {
        SplittableRandom random = new SplittableRandom(shape.hashCode());
        double[] bias = numbers(random, withBias ? shape.classes() : 0);
        return new DoubleHeadSample(
                DoubleMatrix.of(numbers(random, shape.rows() * shape.dimension()), shape.rows(), shape.dimension()),
                DoubleMatrix.of(numbers(random, shape.classes() * shape.dimension()), shape.classes(), shape.dimension()),
                withBias ? bias : null,
                random.ints(shape.rows(), 0, shape.classes()).toArray(),
                DoubleMatrix.of(nans(shape.rows() * shape.dimension()), shape.rows(), shape.dimension()),
                DoubleMatrix.of(nans(shape.classes() * shape.dimension()), shape.classes(), shape.dimension()),
                nans(withBias ? shape.classes() : 0));
    }

    /** Features and weights as given; a random bias if the loss has one. */
    static DoubleHeadSample of(MarginLoss loss, DoubleMatrix features, DoubleMatrix weights, int[] labels) {
        int classes = weights.rows();
        double[] bias = loss.hasBias() ? numbers(new SplittableRandom(classes), classes) : null;
        return new DoubleHeadSample(features, weights, bias, labels,
                DoubleMatrix.of(nans(features.rows() * features.columns()), features.rows(), features.columns()),
                DoubleMatrix.of(nans(classes * features.columns()), classes, features.columns()),
                nans(bias == null ? 0 : classes));
    }

    /** The same inputs, with gradients of their own. */
    DoubleHeadSample blank() {
        return new DoubleHeadSample(features, weights, bias, labels, blank(featureGradient), blank(weightGradient),
                nans(biasGradient.length));
    }

    /** The same but for features and weights. */
    DoubleHeadSample with(DoubleMatrix otherFeatures, DoubleMatrix otherWeights) {
        return new DoubleHeadSample(otherFeatures, otherWeights, bias, labels, featureGradient, weightGradient, biasGradient);
    }

    /** The same without bias. */
    DoubleHeadSample withoutBias() {
        return new DoubleHeadSample(features, weights, null, labels, featureGradient, weightGradient, new double[0]);
    }

    private static DoubleMatrix blank(DoubleMatrix matrix) {
        return DoubleMatrix.of(nans(matrix.rows() * matrix.columns()), matrix.rows(), matrix.columns());
    }

    /** The same numbers, every matrix with gaps around its rows. */
    DoubleHeadSample withGaps() {
        return new DoubleHeadSample(withGaps(features), withGaps(weights), bias, labels,
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
    double scaleGradient(KernelProvider provider, MarginLoss loss, Reduction reduction) {
        double[] scaleGradient = {Double.NaN};
        provider.head().lossAndGradients(loss, reduction, features, weights, labels, 0, featureGradient, weightGradient,
                scaleGradient, 0, workspace());
        return scaleGradient[0];
    }

    /** The rows of a matrix in double. */
    static double[][] wide(DoubleMatrix matrix) {
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

    private DoubleHeadWorkspace workspace() {
        return new DoubleHeadWorkspace(features.rows(), features.columns(), weights.rows());
    }

    private static DoubleMatrix withGaps(DoubleMatrix matrix) {
        int stride = matrix.columns() + GAP;
        DoubleMatrix gaps = new DoubleMatrix(
                nans(GAP + matrix.rows() * stride), GAP, matrix.rows(), matrix.columns(), stride);
        for (int i = 0; i < matrix.rows(); i++) {
            System.arraycopy(matrix.data(), matrix.rowOffset(i), gaps.data(), gaps.rowOffset(i), matrix.columns());
        }
        return gaps;
    }

    private static double[] numbers(SplittableRandom random, int length) {
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = random.nextDouble(-1, 1);
        }
        return numbers;
    }

    private static double[] nans(int length) {
        double[] nans = new double[length];
        Arrays.fill(nans, Double.NaN);
        return nans;
    }
}
