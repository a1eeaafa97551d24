// Derived from FloatSoftmaxData.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.softmax;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.jmh.DoubleAgreement;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.SplittableRandom;

/** What every side of a softmax benchmark is given: the same logits and labels for a loss and a shape, rows x classes. */
public final class DoubleSoftmaxData {

    /** A shape by which two sides are compared before they are measured. */
    private static final String COMPARED = "33x77";

    /** The loss. */
    public final SoftmaxLoss loss;

    /** Logits with a spread of 4. */
    public final DoubleMatrix logits;

    /** A class for each row. */
    public final int[] labels;

    /** Room for the gradient. */
    public final DoubleMatrix gradient;

    /** Fills the matrices. */
    public DoubleSoftmaxData(SoftmaxCase one, String shape) {
        int rows = Integer.parseInt(shape.substring(0, shape.indexOf('x')));
        int classes = Integer.parseInt(shape.substring(shape.indexOf('x') + 1));
        SplittableRandom random = new SplittableRandom(42);
        loss = one.loss(classes);
        logits = DoubleMatrix.of(new double[rows * classes], rows, classes);
        gradient = DoubleMatrix.of(new double[rows * classes], rows, classes);
        labels = random.ints(rows, 0, classes).toArray();
        for (int i = 0; i < rows * classes; i++) {
            logits.data()[i] = (4 * random.nextGaussian());
        }
    }

    /** The mean loss and its gradient. */
    public double lossAndGradient(KernelProvider kernels) {
        return kernels.softmax().lossAndGradient(loss, Reduction.MEAN, logits, labels, 0, gradient);
    }

    /** The mean loss and its gradient by plain loops. */
    public double plainLoop() {
        return DoubleSoftmaxLoops.lossAndGradient(loss, logits, labels, gradient);
    }

    /** Fails if kernels, reference and plain loop disagree. */
    static void compareSides(SoftmaxCase one) {
        DoubleSoftmaxData ours = new DoubleSoftmaxData(one, COMPARED);
        DoubleSoftmaxData reference = new DoubleSoftmaxData(one, COMPARED);
        DoubleSoftmaxData loop = new DoubleSoftmaxData(one, COMPARED);
        double loss = ours.lossAndGradient(Kernels.simd());
        DoubleAgreement.check("loss of the reference", loss, reference.lossAndGradient(Kernels.reference()));
        DoubleAgreement.check("loss of the plain loop", loss, loop.plainLoop());
        DoubleAgreement.check("gradient of the reference", ours.gradient.data(), reference.gradient.data());
        DoubleAgreement.check("gradient of the plain loop", ours.gradient.data(), loop.gradient.data());
    }
}
