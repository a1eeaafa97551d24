package io.github.losslane.center;

/** Kernels of center loss, for float and for double. */
public interface CenterKernels extends FloatCenterKernels, DoubleCenterKernels {}
