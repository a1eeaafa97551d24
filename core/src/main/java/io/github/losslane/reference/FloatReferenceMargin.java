package io.github.losslane.reference;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.FloatMarginArguments;
import io.github.losslane.margin.FloatMarginKernels;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.softmax.CrossEntropy;

/** Margins on cosines by their definition, in double. */
interface FloatReferenceMargin extends FloatMarginKernels {

    @Override
    default double lossAndGradient(
            MarginLoss loss, Reduction reduction, FloatMatrix cosines, int[] labels, int labelsOffset,
            FloatMatrix gradient) {
        FloatMarginArguments.check(loss, reduction, cosines, labels, labelsOffset, gradient);
        double divisor = reduction.divisor(cosines.rows(), cosines.rows());
        double total = 0;
        for (int i = 0; i < cosines.rows(); i++) {
            int label = labels[labelsOffset + i];
            double[] z = FloatReferenceSoftmax.row(cosines, i);
            double cosine = loss.usesSine() ? Math.max(-1, Math.min(z[label], 1)) : z[label];
            double sine = Math.sqrt(Math.max(0, (1 - cosine) * (1 + cosine)));
            double slope = loss.targetSlope(cosine, sine);
            z[label] = loss.target(cosine, sine);
            for (int j = 0; j < z.length; j++) {
                z[j] *= loss.scale();
            }
            double[] g = CrossEntropy.PLAIN.gradient(z, label);
            for (int j = 0; j < g.length; j++) {
                gradient.data()[gradient.rowOffset(i) + j] =
                        (float) (g[j] * loss.scale() * (j == label ? slope : 1) / divisor);
            }
            total += CrossEntropy.PLAIN.loss(z, label);
        }
        return total / divisor;
    }
}
