package io.github.losslane.verification.calls;

/** What kind of numbers a call reads. */
public enum Data {

    /** Numbers of a size that training meets. */
    ORDINARY,

    /** Every fourth is a zero, a subnormal, a kink, huge, tiny or at the edge of an exponential; all are finite. */
    EXTREME,

    /** The same, and every sixteenth is NaN or infinite. */
    SPECIAL
}
