package io.github.losslane.jmh.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.jmh.FloatAgreement;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import java.util.SplittableRandom;

/**
 * What every side of a metric benchmark is given, rows x columns. Every triplet is active and every dissimilar pair within
 * the margin, as otherwise there are only zeros to write.
 */
public final class FloatMetricData {

    /** A shape by which two sides are compared before they are measured. */
    private static final String COMPARED = "33x77";

    /** The loss of triplets. */
    public final Triplet triplet;

    /** The loss of pairs. */
    public final Contrastive contrastive;

    /** The anchors of triplets, or the left rows of pairs. */
    public final FloatMatrix anchors;

    /** The positives of triplets, or the right rows of pairs. */
    public final FloatMatrix positives;

    /** The negatives of triplets. */
    public final FloatMatrix negatives;

    /** Room for a gradient. */
    public final FloatMatrix anchorGradient;

    /** Room for a gradient. */
    public final FloatMatrix positiveGradient;

    /** Room for a gradient. */
    public final FloatMatrix negativeGradient;

    /** Which pairs are similar. */
    public final int[] similar;

    /** Fills the matrices. */
    public FloatMetricData(String shape) {
        String[] sizes = shape.split("x", 2);
        int rows = Integer.parseInt(sizes[0]);
        int columns = Integer.parseInt(sizes[1]);
        SplittableRandom random = new SplittableRandom(42);
        triplet = new Triplet(100 * columns);
        contrastive = new Contrastive(10 * columns);
        anchors = gaussian(random, rows, columns);
        positives = gaussian(random, rows, columns);
        negatives = gaussian(random, rows, columns);
        anchorGradient = FloatMatrix.of(new float[rows * columns], rows, columns);
        positiveGradient = FloatMatrix.of(new float[rows * columns], rows, columns);
        negativeGradient = FloatMatrix.of(new float[rows * columns], rows, columns);
        similar = random.ints(rows, 0, 2).toArray();
    }

    private static FloatMatrix gaussian(SplittableRandom random, int rows, int columns) {
        float[] data = new float[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return FloatMatrix.of(data, rows, columns);
    }

    /** The mean triplet loss and its gradients. */
    public double triplets(KernelProvider kernels) {
        return kernels.metric().lossAndGradients(triplet, Reduction.MEAN, anchors, positives, negatives,
                anchorGradient, positiveGradient, negativeGradient);
    }

    /** The mean triplet loss and its gradients by plain loops. */
    public double tripletLoop() {
        return FloatMetricLoops.triplet((float) triplet.margin(), anchors.columns(), anchors.data(), positives.data(),
                negatives.data(), anchorGradient.data(), positiveGradient.data(), negativeGradient.data());
    }

    /** The mean contrastive loss and its gradients. */
    public double pairs(KernelProvider kernels) {
        return kernels.metric().lossAndGradients(
                contrastive, Reduction.MEAN, anchors, positives, similar, 0, anchorGradient, positiveGradient);
    }

    /** The mean contrastive loss and its gradients by plain loops. */
    public double pairLoop() {
        return FloatMetricLoops.contrastive((float) contrastive.margin(), anchors.columns(), anchors.data(),
                positives.data(), similar, anchorGradient.data(), positiveGradient.data());
    }

    /** Fails if kernels, reference and plain loops disagree. */
    static void compareSides() {
        FloatMetricData ours = new FloatMetricData(COMPARED);
        FloatMetricData reference = new FloatMetricData(COMPARED);
        FloatMetricData loop = new FloatMetricData(COMPARED);
        compare(ours, ours.triplets(Kernels.simd()), reference, reference.triplets(Kernels.reference()));
        compare(ours, ours.triplets(Kernels.simd()), loop, loop.tripletLoop());
        compare(ours, ours.pairs(Kernels.simd()), reference, reference.pairs(Kernels.reference()));
        compare(ours, ours.pairs(Kernels.simd()), loop, loop.pairLoop());
    }

    private static void compare(FloatMetricData ours, double loss, FloatMetricData other, double otherLoss) {
        FloatAgreement.check("loss", loss, otherLoss);
        FloatAgreement.check("anchorGradient", ours.anchorGradient.data(), other.anchorGradient.data());
        FloatAgreement.check("positiveGradient", ours.positiveGradient.data(), other.positiveGradient.data());
        FloatAgreement.check("negativeGradient", ours.negativeGradient.data(), other.negativeGradient.data());
    }
}
