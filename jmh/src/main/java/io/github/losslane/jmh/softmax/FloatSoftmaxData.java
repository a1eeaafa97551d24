package io.github.losslane.jmh.softmax;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.jmh.FloatAgreement;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.SplittableRandom;

/** What every side of a softmax benchmark is given: the same logits and labels for a loss and a shape, rows x classes. */
public final class FloatSoftmaxData {

    /** A shape by which two sides are compared before they are measured. */
    private static final String COMPARED = "33x77";

    /** The loss. */
    public final SoftmaxLoss loss;

    /** Logits with a spread of 4. */
    public final FloatMatrix logits;

    /** A class for each row. */
    public final int[] labels;

    /** Room for the gradient. */
    public final FloatMatrix gradient;

    /** Fills the matrices. */
    public FloatSoftmaxData(SoftmaxCase one, String shape) {
        int rows = Integer.parseInt(shape.substring(0, shape.indexOf('x')));
        int classes = Integer.parseInt(shape.substring(shape.indexOf('x') + 1));
        SplittableRandom random = new SplittableRandom(42);
        loss = one.loss(classes);
        logits = FloatMatrix.of(new float[rows * classes], rows, classes);
        gradient = FloatMatrix.of(new float[rows * classes], rows, classes);
        labels = random.ints(rows, 0, classes).toArray();
        for (int i = 0; i < rows * classes; i++) {
            logits.data()[i] = (float) (4 * random.nextGaussian());
        }
    }

    /** The mean loss and its gradient. */
    public double lossAndGradient(KernelProvider kernels) {
        return kernels.softmax().lossAndGradient(loss, Reduction.MEAN, logits, labels, 0, gradient);
    }

    /** The mean loss and its gradient by plain loops. */
    public double plainLoop() {
        return FloatSoftmaxLoops.lossAndGradient(loss, logits, labels, gradient);
    }

    /** Fails if kernels, reference and plain loop disagree. */
    static void compareSides(SoftmaxCase one) {
        FloatSoftmaxData ours = new FloatSoftmaxData(one, COMPARED);
        FloatSoftmaxData reference = new FloatSoftmaxData(one, COMPARED);
        FloatSoftmaxData loop = new FloatSoftmaxData(one, COMPARED);
        double loss = ours.lossAndGradient(Kernels.simd());
        FloatAgreement.check("loss of the reference", loss, reference.lossAndGradient(Kernels.reference()));
        FloatAgreement.check("loss of the plain loop", loss, loop.plainLoop());
        FloatAgreement.check("gradient of the reference", ours.gradient.data(), reference.gradient.data());
        FloatAgreement.check("gradient of the plain loop", ours.gradient.data(), loop.gradient.data());
    }
}
