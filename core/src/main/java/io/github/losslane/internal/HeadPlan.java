package io.github.losslane.internal;

/**
 * How heads cut their work, by the sizes of a call alone, so that the same call has the same bits in any workspace.
 *
 * <p>Rows come in chunks, large enough that packing the weights for a product costs little. The logits of a chunk are kept
 * whole while they fit; where there are too many classes for that, they come in tiles, twice. Unit weight rows are made a tile
 * at a time.
 */
public final class HeadPlan {

    /** Rows of a chunk. */
    public static final int ROWS = 256;

    /** Logits of a chunk that are kept whole: 256 rows of 10,000 classes. */
    private static final int LOGITS = 2_560_000;

    /** Elements of the weight rows of a tile: they should stay in L2. */
    private static final int TILE = 1 << 19;

    private static final int MOST_CLASSES = 1024;
    private static final int LEAST_CLASSES = 64;

    private HeadPlan() {}

    /** Rows of the largest chunk of a batch. */
    public static int rows(int rows) {
        return Math.min(rows, ROWS);
    }

    /** Classes of a tile: 64 to 1,024, fewer only if there are no more. */
    public static int tile(int dimension, int classes) {
        int fitting = TILE / Math.max(1, dimension);
        return Math.min(classes, Math.max(LEAST_CLASSES, Math.min(MOST_CLASSES, fitting)));
    }

    /** Whether the logits of a chunk are kept whole. */
    public static boolean whole(int rows, int classes) {
        return (long) rows(rows) * classes <= LOGITS;
    }

    /** The logits that calls up to some sizes keep at once. */
    public static int logits(int rows, int classes) {
        return (int) Math.min((long) rows(rows) * classes, LOGITS);
    }

    /** The elements of tiles of unit weight rows of calls up to some sizes. */
    public static long directions(int dimension, int classes) {
        return Math.min((long) dimension * classes, Math.max(TILE, (long) dimension * LEAST_CLASSES));
    }
}
