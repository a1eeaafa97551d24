// Derived from FloatScratch.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd;

/** L1-sized scratch of one thread; a driver uses it within one call and leaves nothing in it. */
public final class DoubleScratch {

    /**
     * Elements of a block: what a driver hands to a kernel at once, and the block of the canonical sum. Loops over blocks ask
     * whether {@code length - i > 0}, which is right also where i + BLOCK passes the largest int.
     */
    public static final int BLOCK = 1024;

    private static final ThreadLocal<DoubleScratch> LOCAL = ThreadLocal.withInitial(DoubleScratch::new);

    /** Row losses of a block. */
    public final double[] losses = new double[BLOCK];

    /** Two more numbers for each row of a block. */
    public final double[] shifts = new double[BLOCK];

    public final double[] values = new double[BLOCK];

    /** A block of one row, where no output takes it. */
    public final double[] row = new double[BLOCK];

    /** Scores of the rows of a block, then the gradients in them. */
    public final double[] scores = new double[BLOCK];

    /** Where in a block the rows that count are. */
    public final int[] positions = new int[BLOCK];

    /** The slots of the canonical sum. */
    public final double[] slots = new double[DoubleSum.SLOTS];

    /** One vector of inputs and outputs each, where the last elements of an array do not fill a vector. */
    public final double[] firstInput = new double[DoubleLanes.LANES];

    public final double[] secondInput = new double[DoubleLanes.LANES];
    public final double[] firstOutput = new double[DoubleLanes.LANES];
    public final double[] secondOutput = new double[DoubleLanes.LANES];

    private DoubleScratch() {}

    /** The scratch of the calling thread. */
    public static DoubleScratch get() {
        return LOCAL.get();
    }
}
