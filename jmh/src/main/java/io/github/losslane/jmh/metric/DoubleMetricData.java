// Derived from FloatMetricData.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.jmh.DoubleAgreement;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import java.util.SplittableRandom;

/**
 * What every side of a metric benchmark is given, rows x columns. Every triplet is active and every dissimilar pair within
 * the margin, as otherwise there are only zeros to write.
 */
public final class DoubleMetricData {

    /** A shape by which two sides are compared before they are measured. */
    private static final String COMPARED = "33x77";

    /** The loss of triplets. */
    public final Triplet triplet;

    /** The loss of pairs. */
    public final Contrastive contrastive;

    /** The anchors of triplets, or the left rows of pairs. */
    public final DoubleMatrix anchors;

    /** The positives of triplets, or the right rows of pairs. */
    public final DoubleMatrix positives;

    /** The negatives of triplets. */
    public final DoubleMatrix negatives;

    /** Room for a gradient. */
    public final DoubleMatrix anchorGradient;

    /** Room for a gradient. */
    public final DoubleMatrix positiveGradient;

    /** Room for a gradient. */
    public final DoubleMatrix negativeGradient;

    /** Which pairs are similar. */
    public final int[] similar;

    /** Fills the matrices. */
    public DoubleMetricData(String shape) {
        String[] sizes = shape.split("x", 2);
        int rows = Integer.parseInt(sizes[0]);
        int columns = Integer.parseInt(sizes[1]);
        SplittableRandom random = new SplittableRandom(42);
        triplet = new Triplet(100 * columns);
        contrastive = new Contrastive(10 * columns);
        anchors = gaussian(random, rows, columns);
        positives = gaussian(random, rows, columns);
        negatives = gaussian(random, rows, columns);
        anchorGradient = DoubleMatrix.of(new double[rows * columns], rows, columns);
        positiveGradient = DoubleMatrix.of(new double[rows * columns], rows, columns);
        negativeGradient = DoubleMatrix.of(new double[rows * columns], rows, columns);
        similar = random.ints(rows, 0, 2).toArray();
    }

    private static DoubleMatrix gaussian(SplittableRandom random, int rows, int columns) {
        double[] data = new double[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextGaussian();
        }
        return DoubleMatrix.of(data, rows, columns);
    }

    /** The mean triplet loss and its gradients. */
    public double triplets(KernelProvider kernels) {
        return kernels.metric().lossAndGradients(triplet, Reduction.MEAN, anchors, positives, negatives,
                anchorGradient, positiveGradient, negativeGradient);
    }

    /** The mean triplet loss and its gradients by plain loops. */
    public double tripletLoop() {
        return DoubleMetricLoops.triplet(triplet.margin(), anchors.columns(), anchors.data(), positives.data(),
                negatives.data(), anchorGradient.data(), positiveGradient.data(), negativeGradient.data());
    }

    /** The mean contrastive loss and its gradients. */
    public double pairs(KernelProvider kernels) {
        return kernels.metric().lossAndGradients(
                contrastive, Reduction.MEAN, anchors, positives, similar, 0, anchorGradient, positiveGradient);
    }

    /** The mean contrastive loss and its gradients by plain loops. */
    public double pairLoop() {
        return DoubleMetricLoops.contrastive(contrastive.margin(), anchors.columns(), anchors.data(),
                positives.data(), similar, anchorGradient.data(), positiveGradient.data());
    }

    /** Fails if kernels, reference and plain loops disagree. */
    static void compareSides() {
        DoubleMetricData ours = new DoubleMetricData(COMPARED);
        DoubleMetricData reference = new DoubleMetricData(COMPARED);
        DoubleMetricData loop = new DoubleMetricData(COMPARED);
        compare(ours, ours.triplets(Kernels.simd()), reference, reference.triplets(Kernels.reference()));
        compare(ours, ours.triplets(Kernels.simd()), loop, loop.tripletLoop());
        compare(ours, ours.pairs(Kernels.simd()), reference, reference.pairs(Kernels.reference()));
        compare(ours, ours.pairs(Kernels.simd()), loop, loop.pairLoop());
    }

    private static void compare(DoubleMetricData ours, double loss, DoubleMetricData other, double otherLoss) {
        DoubleAgreement.check("loss", loss, otherLoss);
        DoubleAgreement.check("anchorGradient", ours.anchorGradient.data(), other.anchorGradient.data());
        DoubleAgreement.check("positiveGradient", ours.positiveGradient.data(), other.positiveGradient.data());
        DoubleAgreement.check("negativeGradient", ours.negativeGradient.data(), other.negativeGradient.data());
    }
}
