package io.github.losslane.jmh.pointwise;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.jmh.FloatAgreement;
import io.github.losslane.math.Scalar;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.PointwiseLoss;
import java.util.SplittableRandom;

/** What every side of a pointwise benchmark is given: the same numbers for a loss and a size. */
public final class FloatPointwiseData {

    /** Elements by which two sides are compared before they are measured. */
    private static final int COMPARED = 1001;

    /** The loss. */
    public final PointwiseLoss loss;

    /** Logits with a spread of 4, or their probabilities where the loss is on those. */
    public final float[] predictions;

    /** 0 and 1, or -1 and 1. */
    public final float[] targets;

    /** Room for the gradient. */
    public final float[] gradient;

    /** Fills the arrays. */
    public FloatPointwiseData(PointwiseCase one, int size) {
        SplittableRandom random = new SplittableRandom(42);
        loss = one.loss();
        predictions = new float[size];
        targets = new float[size];
        gradient = new float[size];
        for (int i = 0; i < size; i++) {
            double logit = 4 * random.nextGaussian();
            predictions[i] = (float) (loss instanceof BinaryCrossEntropy ? Scalar.sigmoid(logit) : logit);
            targets[i] = one.target(random.nextInt(2));
        }
    }

    /** The mean loss and its gradient. */
    public double lossAndGradient(KernelProvider kernels) {
        return kernels.pointwise().lossAndGradient(
                loss, Reduction.MEAN, predictions, 0, targets, 0, gradient, 0, predictions.length);
    }

    /** The mean loss and its gradient by a plain loop. */
    public double plainLoop() {
        return FloatPointwiseLoops.lossAndGradient(loss, predictions, targets, gradient);
    }

    /** Fails if kernels, reference and plain loop disagree. */
    static void compareSides(PointwiseCase one) {
        FloatPointwiseData ours = new FloatPointwiseData(one, COMPARED);
        FloatPointwiseData reference = new FloatPointwiseData(one, COMPARED);
        FloatPointwiseData loop = new FloatPointwiseData(one, COMPARED);
        double loss = ours.lossAndGradient(Kernels.simd());
        FloatAgreement.check("loss of the reference", loss, reference.lossAndGradient(Kernels.reference()));
        FloatAgreement.check("loss of the plain loop", loss, loop.plainLoop());
        FloatAgreement.check("gradient of the reference", ours.gradient, reference.gradient);
        FloatAgreement.check("gradient of the plain loop", ours.gradient, loop.gradient);
    }
}
