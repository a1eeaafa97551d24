package io.github.losslane.verification.digits;

import static io.github.losslane.verification.digits.Digits.CLASSES;
import static io.github.losslane.verification.digits.Digits.PIXELS;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.PlainSoftmax;

/** Multinomial logistic regression: the plain softmax head on the pixels, a weight row and a bias for each digit. */
final class SoftmaxRegression {

    private static final PlainSoftmax HEAD = new PlainSoftmax();

    private final KernelProvider kernels;
    private final FloatMatrix weights = FloatMatrix.of(new float[CLASSES * PIXELS], CLASSES, PIXELS);
    private final float[] bias = new float[CLASSES];

    private final FloatMatrix weightGradient = FloatMatrix.of(new float[CLASSES * PIXELS], CLASSES, PIXELS);
    private final float[] biasGradient = new float[CLASSES];
    private final float[] imageGradient;
    private final FloatHeadWorkspace workspace;

    /**
     * All weights and biases are zero.
     *
     * @param mostDigits the largest number of digits in one call, for which it takes its scratch memory here
     */
    SoftmaxRegression(KernelProvider kernels, int mostDigits) {
        this.kernels = kernels;
        this.imageGradient = new float[mostDigits * PIXELS];
        this.workspace = new FloatHeadWorkspace(mostDigits, PIXELS, CLASSES);
    }

    /** One step of descent on the mean loss of a batch. */
    void step(Digits batch, Momentum weightStep, Momentum biasStep) {
        FloatMatrix unused = FloatMatrix.of(imageGradient, batch.count(), PIXELS);
        kernels.head().lossAndGradients(
                HEAD, Reduction.MEAN, batch.images(), weights, bias, 0, batch.labels(), 0,
                unused, weightGradient, biasGradient, 0, workspace);
        weightStep.step(weights.data(), weightGradient.data());
        biasStep.step(bias, biasGradient);
    }

    /** The mean loss. */
    double loss(Digits digits) {
        return kernels.head().loss(
                HEAD, Reduction.MEAN, digits.images(), weights, bias, 0, digits.labels(), 0, workspace);
    }

    /** The fraction of digits whose own logit is the largest. */
    double accuracy(Digits digits) {
        int right = 0;
        for (int i = 0; i < digits.count(); i++) {
            right += classify(digits.images(), i) == digits.labels()[i] ? 1 : 0;
        }
        return (double) right / digits.count();
    }

    private int classify(FloatMatrix images, int row) {
        int best = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < CLASSES; j++) {
            double logit = bias[j] + kernels.math().dot(
                    images.data(), images.rowOffset(row), weights.data(), weights.rowOffset(j), PIXELS);
            if (logit > largest) {
                largest = logit;
                best = j;
            }
        }
        return best;
    }

    /** A hash of the bits of every weight and bias (FNV-1a, a whole number at a time). */
    long hash() {
        long hash = 0xcbf29ce484222325L;
        for (float[] parameters : new float[][] {weights.data(), bias}) {
            for (float parameter : parameters) {
                hash = (hash ^ Float.floatToRawIntBits(parameter)) * 0x100000001b3L;
            }
        }
        return hash;
    }
}
