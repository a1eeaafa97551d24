// Derived from FloatSweep.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd;

/**
 * How a kernel that sums its losses goes through a block. It takes four vectors a step, each with a sum of its own. Where
 * there are eight sums, as for doubles of 512 bits, the two fours take turns from step to step, so one sweep does, which is
 * as fast as memory allows; the code of eight vectors would be more than the compiler inlines. Otherwise a sweep has four.
 */
public final class DoubleSweep {

    private static final int FOUR = 4 * DoubleLanes.LANES;

    /** Whether there are two fours. */
    public static final boolean TURNS = DoubleSum.SLOTS == 2 * FOUR;

    /** Slots of a sweep. */
    public static final int SLOTS = TURNS ? 2 * FOUR : FOUR;

    /** Distance of two steps. */
    public static final int STEP = TURNS ? FOUR : DoubleSum.SLOTS;

    /** Whether there are four or eight vectors of sums, as many as a kernel that takes one vector a step has names for. */
    public static final boolean MOVES = TURNS || DoubleSum.SLOTS == FOUR;

    private DoubleSweep() {}
}
