package io.github.losslane.metric;

/** Kernels of every {@link MetricLoss}, for float and for double. */
public interface MetricKernels extends FloatMetricKernels, DoubleMetricKernels {}
