package io.github.losslane.pointwise;

/** Kernels of every {@link PointwiseLoss}, for float and for double. */
public interface PointwiseKernels extends FloatPointwiseKernels, DoublePointwiseKernels {}
