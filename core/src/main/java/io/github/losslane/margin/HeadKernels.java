package io.github.losslane.margin;

/** Kernels of classification heads, for float and for double. */
public interface HeadKernels extends FloatHeadKernels, DoubleHeadKernels {}
