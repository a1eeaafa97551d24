package io.github.losslane.simd.softmax;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;

/** Scratch of one thread for a group of rows. */
final class FloatSoftmaxScratch {

    /** Elements of the rows of a group; small enough for L1 with all the rest. */
    static final int GROUP = 4096;

    private static final int ROWS = FloatScratch.BLOCK;
    private static final ThreadLocal<FloatSoftmaxScratch> LOCAL = ThreadLocal.withInitial(FloatSoftmaxScratch::new);

    /** Exponentials of the rows of a group, one after the other; as the next ones, with room for the rest of a vector. */
    final float[] exponentials = new float[GROUP + FloatLanes.LANES];

    /** The rows themselves, where they have gaps between them. */
    final float[] rows = new float[GROUP + FloatLanes.LANES];

    /** The shares of every class, and these times how far its logit is below the maximum. */
    final float[] groupShares = new float[GROUP + FloatLanes.LANES];
    final float[] products = new float[GROUP + FloatLanes.LANES];

    /** Class weights, or other numbers of each class. */
    final float[] perClass = new float[GROUP + FloatLanes.LANES];

    /** The largest logit of a row, its first class, and the sums of shares and of products. */
    final float[] maxima = new float[ROWS];
    final int[] largest = new int[ROWS];
    final float[] shareSums = new float[ROWS];
    final float[] productSums = new float[ROWS];

    /** What the gradients of rows with several shares are multiplied by in the end. */
    final float[] scales = new float[ROWS];

    /** Row weights of a block and of a group; 0 where the row counts for nothing. */
    final float[] blockWeights = new float[ROWS];
    final float[] weights = new float[ROWS];

    /** Whether a row of the block may weigh 0. */
    boolean skips;

    /** The only class of a row of a block that has a target, and that target; of a group as well. */
    final int[] hot = new int[ROWS];
    final float[] blockAmounts = new float[ROWS];
    final float[] amounts = new float[ROWS];

    /** Labels, 0 for rows that count for nothing. */
    final int[] labels = new int[ROWS];

    /** The shift of a row, 0 if it needs none. */
    final float[] shifts = new float[ROWS];

    /** Of the label: its logit, its exponential and the sum of the others; the sum of all. */
    final float[] logits = new float[ROWS];
    final float[] own = new float[ROWS];
    final float[] others = new float[ROWS];
    final float[] totals = new float[ROWS];

    /** -log p of the label, what it is multiplied by, and the loss. */
    final float[] logs = new float[ROWS];
    final float[] shares = new float[ROWS];
    final float[] losses = new float[ROWS];

    /** What the exponentials are multiplied by to be the gradient, and the gradient of the label's logit. */
    final float[] factors = new float[ROWS];
    final float[] targets = new float[ROWS];

    /** Of a block of one row: logits, exponentials, shares and products of these. */
    final float[] rowLogits = new float[ROWS];
    final float[] rowExponentials = new float[ROWS];
    final float[] rowShares = new float[ROWS];
    final float[] rowProducts = new float[ROWS];

    /** Numbers of each row, or of each element of a block, in double. */
    final double[] p = new double[ROWS];
    final double[] q = new double[ROWS];
    final double[] fades = new double[ROWS];
    final double[] l = new double[ROWS];

    /** What is missing of the logarithms of q, where double takes them. */
    final double[] missing = new double[ROWS];

    private FloatSoftmaxScratch() {}

    /** How many rows of so many classes are a group. */
    static int rows(int classes) {
        return classes == 0 ? ROWS : Math.clamp(GROUP / classes, 1, ROWS);
    }

    /** The scratch of the calling thread. */
    static FloatSoftmaxScratch get() {
        return LOCAL.get();
    }
}
