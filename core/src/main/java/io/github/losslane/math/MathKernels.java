package io.github.losslane.math;

/** Elementwise functions and sums, for float and for double. */
public interface MathKernels extends FloatMathKernels, DoubleMathKernels {}
