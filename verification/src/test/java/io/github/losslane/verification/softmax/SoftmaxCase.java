package io.github.losslane.verification.softmax;

import io.github.losslane.KernelProvider;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.LossSample;

/**
 * What a law of the family is tried on.
 *
 * @param sample a loss for each number of classes
 * @param provider the kernels
 * @param dense whether rows have dense targets, not labels
 */
record SoftmaxCase(LossSample sample, KernelProvider provider, boolean dense) {

    SoftmaxLoss loss(int classes) {
        return (SoftmaxLoss) sample.of(classes);
    }

    @Override
    public String toString() {
        return sample + ", " + provider.name() + ", " + (dense ? "dense targets" : "labels");
    }
}
