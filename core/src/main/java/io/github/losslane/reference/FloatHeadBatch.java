package io.github.losslane.reference;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.softmax.CrossEntropy;
import java.util.Arrays;

/** A batch of feature rows, computed in double and narrowed at the end. */
final class FloatHeadBatch {

    private final MarginLoss loss;
    private final FloatMatrix features;
    private final HeadWeights weights;
    private final int[] labels;
    private final int labelsOffset;

    /** The sums of the gradients of all rows. */
    private final double[][] weightGradient;
    private final double[] biasGradient;
    private double scaleGradient;

    /** A batch; the bias may be null. */
    FloatHeadBatch(
            MarginLoss loss, FloatMatrix features, FloatMatrix weights, float[] bias, int biasOffset,
            int[] labels, int labelsOffset) {
        int classes = weights.rows();
        double[][] rows = new double[classes][];
        double[] wideBias = new double[classes];
        for (int j = 0; j < classes; j++) {
            rows[j] = FloatReferenceSoftmax.row(weights, j);
            wideBias[j] = bias == null ? 0 : bias[biasOffset + j];
        }
        this.loss = loss;
        this.features = features;
        this.weights = HeadWeights.of(rows, wideBias, loss.epsilon());
        this.labels = labels;
        this.labelsOffset = labelsOffset;
        this.weightGradient = new double[classes][weights.columns()];
        this.biasGradient = new double[classes];
    }

    /** The reduced loss. */
    double loss(Reduction reduction) {
        double total = 0;
        for (int i = 0; i < features.rows(); i++) {
            total += CrossEntropy.PLAIN.loss(row(i).logits(), label(i));
        }
        return total / divisor(reduction);
    }

    /** The reduced loss; the gradient of the features is written, those of weights, bias and scale are summed up. */
    double lossAndGradients(Reduction reduction, FloatMatrix featureGradient) {
        double total = 0;
        for (int i = 0; i < features.rows(); i++) {
            HeadRow row = row(i);
            double[] logits = row.logits();
            double[] g = CrossEntropy.PLAIN.gradient(logits, label(i));
            double[] dx = new double[features.columns()];
            row.addGradients(g, dx, weightGradient);
            for (int j = 0; j < g.length; j++) {
                biasGradient[j] += g[j];
            }
            scaleGradient += row.scaleGradient(g, logits);
            total += CrossEntropy.PLAIN.loss(logits, label(i));
            narrow(dx, divisor(reduction), featureGradient.data(), featureGradient.rowOffset(i));
        }
        return total / divisor(reduction);
    }

    void weightGradient(Reduction reduction, FloatMatrix out) {
        for (int j = 0; j < weightGradient.length; j++) {
            double norm = loss.unitWeights() ? weights.directions()[j].divisor() : 1;
            double[] row = Arrays.stream(weightGradient[j]).map(sum -> sum / norm).toArray();
            narrow(row, divisor(reduction), out.data(), out.rowOffset(j));
        }
    }

    void biasGradient(Reduction reduction, float[] out, int offset) {
        narrow(biasGradient, divisor(reduction), out, offset);
    }

    void scaleGradient(Reduction reduction, float[] out, int offset) {
        out[offset] = (float) (scaleGradient / divisor(reduction));
    }

    private HeadRow row(int i) {
        return new HeadRow(loss, FloatReferenceSoftmax.row(features, i), weights, label(i));
    }

    private int label(int i) {
        return labels[labelsOffset + i];
    }

    private double divisor(Reduction reduction) {
        return reduction.divisor(features.rows(), features.rows());
    }

    private static void narrow(double[] values, double divisor, float[] out, int offset) {
        for (int i = 0; i < values.length; i++) {
            out[offset + i] = (float) (values[i] / divisor);
        }
    }
}
