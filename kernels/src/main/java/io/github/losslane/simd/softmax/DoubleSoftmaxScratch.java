// Derived from FloatSoftmaxScratch.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;

/** Scratch of one thread for a group of rows. */
final class DoubleSoftmaxScratch {

    /** Elements of the rows of a group; small enough for L1 with all the rest. */
    static final int GROUP = 4096;

    private static final int ROWS = DoubleScratch.BLOCK;
    private static final ThreadLocal<DoubleSoftmaxScratch> LOCAL = ThreadLocal.withInitial(DoubleSoftmaxScratch::new);

    /** Exponentials of the rows of a group, one after the other; as the next ones, with room for the rest of a vector. */
    final double[] exponentials = new double[GROUP + DoubleLanes.LANES];

    /** The rows themselves, where they have gaps between them. */
    final double[] rows = new double[GROUP + DoubleLanes.LANES];

    /** The shares of every class, and these times how far its logit is below the maximum. */
    final double[] groupShares = new double[GROUP + DoubleLanes.LANES];
    final double[] products = new double[GROUP + DoubleLanes.LANES];

    /** Class weights, or other numbers of each class. */
    final double[] perClass = new double[GROUP + DoubleLanes.LANES];

    /** The largest logit of a row, its first class, and the sums of shares and of products. */
    final double[] maxima = new double[ROWS];
    final int[] largest = new int[ROWS];
    final double[] shareSums = new double[ROWS];
    final double[] productSums = new double[ROWS];

    /** What the gradients of rows with several shares are multiplied by in the end. */
    final double[] scales = new double[ROWS];

    /** Row weights of a block and of a group; 0 where the row counts for nothing. */
    final double[] blockWeights = new double[ROWS];
    final double[] weights = new double[ROWS];

    /** Whether a row of the block may weigh 0. */
    boolean skips;

    /** The only class of a row of a block that has a target, and that target; of a group as well. */
    final int[] hot = new int[ROWS];
    final double[] blockAmounts = new double[ROWS];
    final double[] amounts = new double[ROWS];

    /** Labels, 0 for rows that count for nothing. */
    final int[] labels = new int[ROWS];

    /** The shift of a row, 0 if it needs none. */
    final double[] shifts = new double[ROWS];

    /** Of the label: its logit, its exponential and the sum of the others; the sum of all. */
    final double[] logits = new double[ROWS];
    final double[] own = new double[ROWS];
    final double[] others = new double[ROWS];
    final double[] totals = new double[ROWS];

    /** -log p of the label, what it is multiplied by, and the loss. */
    final double[] logs = new double[ROWS];
    final double[] shares = new double[ROWS];
    final double[] losses = new double[ROWS];

    /** What the exponentials are multiplied by to be the gradient, and the gradient of the label's logit. */
    final double[] factors = new double[ROWS];
    final double[] targets = new double[ROWS];

    /** Of a block of one row: logits, exponentials, shares and products of these. */
    final double[] rowLogits = new double[ROWS];
    final double[] rowExponentials = new double[ROWS];
    final double[] rowShares = new double[ROWS];
    final double[] rowProducts = new double[ROWS];

    /** Numbers of each row, or of each element of a block, in double. */
    final double[] p = new double[ROWS];
    final double[] q = new double[ROWS];
    final double[] fades = new double[ROWS];
    final double[] l = new double[ROWS];

    /** What is missing of the logarithms of q, where double takes them. */
    final double[] missing = new double[ROWS];

    private DoubleSoftmaxScratch() {}

    /** How many rows of so many classes are a group. */
    static int rows(int classes) {
        return classes == 0 ? ROWS : Math.clamp(GROUP / classes, 1, ROWS);
    }

    /** The scratch of the calling thread. */
    static DoubleSoftmaxScratch get() {
        return LOCAL.get();
    }
}
