package io.github.losslane.margin;

/** Margins on given cosines, for float and for double. */
public interface MarginKernels extends FloatMarginKernels, DoubleMarginKernels {}
