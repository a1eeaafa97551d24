package io.github.losslane.simd.math;

/** The elementwise functions, for the driver's dispatch: one switch for each call. */
enum Function {
    EXP,
    LOG,
    EXPM1,
    LOG1P,
    SIGMOID,
    LOG_SIGMOID,
    SOFTPLUS,
    TANH
}
