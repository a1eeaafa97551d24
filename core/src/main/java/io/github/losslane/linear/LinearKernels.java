package io.github.losslane.linear;

/** Kernels of linear models, for float and for double. */
public interface LinearKernels extends FloatLinearKernels, DoubleLinearKernels {}
