package io.github.losslane.simd.pointwise;

/** What a kernel of the family computes, for the driver's dispatch: one switch for each block. */
enum Result {

    /** Losses. */
    LOSSES,

    /** Losses, and gradients times a scale. */
    LOSSES_AND_GRADIENT,

    /** First and second derivatives. */
    GRADIENT_AND_HESSIAN
}
