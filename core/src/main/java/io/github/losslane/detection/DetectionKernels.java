package io.github.losslane.detection;

/** Kernels of detection losses, for float and for double. */
public interface DetectionKernels extends FloatDetectionKernels, DoubleDetectionKernels {}
