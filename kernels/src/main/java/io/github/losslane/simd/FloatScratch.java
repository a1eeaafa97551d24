package io.github.losslane.simd;

/** L1-sized scratch of one thread; a driver uses it within one call and leaves nothing in it. */
public final class FloatScratch {

    /**
     * Elements of a block: what a driver hands to a kernel at once, and the block of the canonical sum. Loops over blocks ask
     * whether {@code length - i > 0}, which is right also where i + BLOCK passes the largest int.
     */
    public static final int BLOCK = 1024;

    private static final ThreadLocal<FloatScratch> LOCAL = ThreadLocal.withInitial(FloatScratch::new);

    /** Row losses of a block. */
    public final float[] losses = new float[BLOCK];

    /** Two more numbers for each row of a block. */
    public final float[] shifts = new float[BLOCK];

    public final float[] values = new float[BLOCK];

    /** A block of one row, where no output takes it. */
    public final float[] row = new float[BLOCK];

    /** Scores of the rows of a block, then the gradients in them. */
    public final float[] scores = new float[BLOCK];

    /** Where in a block the rows that count are. */
    public final int[] positions = new int[BLOCK];

    /** The slots of the canonical sum. */
    public final float[] slots = new float[FloatSum.SLOTS];

    /** One vector of inputs and outputs each, where the last elements of an array do not fill a vector. */
    public final float[] firstInput = new float[FloatLanes.LANES];

    public final float[] secondInput = new float[FloatLanes.LANES];
    public final float[] firstOutput = new float[FloatLanes.LANES];
    public final float[] secondOutput = new float[FloatLanes.LANES];

    private FloatScratch() {}

    /** The scratch of the calling thread. */
    public static FloatScratch get() {
        return LOCAL.get();
    }
}
