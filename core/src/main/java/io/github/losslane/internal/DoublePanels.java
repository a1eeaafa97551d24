// Derived from FloatPanels.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.internal;

/**
 * How a matrix product C (m x n) = A (m x k) B (k x n) lies in its scratch array.
 *
 * <pre>{@code
 * ZEROS     one row of a tile, where elements of C start
 * MINUS...  one row of negative zeros, to be added to a tile without changing it
 * TILE      a tile of C that is not complete
 * COLUMNS   a panel of B: up to KC rows of WIDTH columns, in the first-level cache or next to it
 * then      a block of A: up to MC rows of KC columns, which stays in the second-level cache
 * }</pre>
 */
public final class DoublePanels {

    /** The most columns of A and rows of B that are multiplied at once: a panel of B has up to 64 KB. */
    public static final int KC = 512;

    /** Rows of A that are multiplied at once, a multiple of the rows of any tile: a block has up to 768 KB. */
    public static final int MC = 1536 / Double.BYTES;

    /** The most columns a tile has: two vectors of 512 bits. */
    public static final int WIDTH = 128 / Double.BYTES;

    /** Where the zeros start. */
    public static final int ZEROS = 0;

    /** Where the negative zeros start. */
    public static final int MINUS_ZEROS = WIDTH;

    /** Where the tile starts: 5 cache lines after the object, whose head of 16 bytes is counted. */
    public static final int TILE = (5 * 64 - 16) / Double.BYTES;

    /** Where the panel starts: 29 cache lines after the object, after 12 rows of a tile. */
    public static final int COLUMNS = (29 * 64 - 16) / Double.BYTES;

    private DoublePanels() {}

    /**
     * The scratch a product needs, whatever the strides of its matrices; it grows with each argument.
     *
     * @param m rows of C
     * @param n columns of C
     * @param k columns of A
     * @return elements, 0 for an empty product
     */
    public static long length(int m, int n, int k) {
        if (m == 0 || n == 0 || k == 0) {
            return 0;
        }
        long rows = (Math.min(m, MC) + 3L) / 4 * 4;
        return COLUMNS + (WIDTH + rows) * Math.min((k + 7L) / 8 * 8, KC);
    }
}
