package io.github.losslane.softmax;

/** Kernels of every {@link SoftmaxLoss}, for float and for double. */
public interface SoftmaxKernels extends FloatSoftmaxKernels, DoubleSoftmaxKernels {}
