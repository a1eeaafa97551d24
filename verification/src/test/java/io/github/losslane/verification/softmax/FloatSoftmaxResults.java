package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;

/**
 * All that the kernels say about a batch.
 *
 * @param losses row losses
 * @param reduced for each reduction the loss alone and the one that comes with the gradient
 * @param gradients for each reduction
 */
record FloatSoftmaxResults(float[] losses, double[][] reduced, float[][] gradients) {

    static FloatSoftmaxResults of(KernelProvider provider, SoftmaxLoss loss, FloatSoftmaxSample sample) {
        Reduction[] reductions = Reduction.values();
        double[][] reduced = new double[reductions.length][];
        float[][] gradients = new float[reductions.length][];
        for (int i = 0; i < reductions.length; i++) {
            FloatMatrix gradient = sample.empty();
            reduced[i] = new double[] {
                sample.loss(provider, loss, reductions[i]), sample.lossAndGradient(provider, loss, reductions[i], gradient)
            };
            gradients[i] = gradient.data();
        }
        return new FloatSoftmaxResults(sample.losses(provider, loss), reduced, gradients);
    }

    /** Bit for bit. */
    void assertSame(FloatSoftmaxResults expected) {
        assertThat(losses).as("losses").isEqualTo(expected.losses);
        assertThat(reduced).as("reduced losses").isDeepEqualTo(expected.reduced);
        assertThat(gradients).as("gradients").isDeepEqualTo(expected.gradients);
    }
}
