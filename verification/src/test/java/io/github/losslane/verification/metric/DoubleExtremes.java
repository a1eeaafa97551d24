// Derived from FloatExtremes.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import java.util.List;
import java.util.stream.IntStream;

/** Rows of the smallest and largest numbers, and of some between, next to each other in every combination. */
final class DoubleExtremes {

    static final double[] MARGINS = {0, 0.2, 1e30, 1e-30, Double.MAX_VALUE};

    private static final double[] NUMBERS = {
        0, Double.MIN_VALUE, -3 * Double.MIN_VALUE, Double.MIN_NORMAL, 1e-30, 0.5, -1, 1e10, 1e30, -1e30,
        Double.MAX_VALUE / 2, Double.MAX_VALUE, -Double.MAX_VALUE
    };

    private static final int COUNT = NUMBERS.length;

    private DoubleExtremes() {}

    /** Every triple of the numbers in the first column; the other columns begin with other numbers. */
    static DoubleTriplets triplets(int columns) {
        DoubleTriplets triplets = DoubleTriplets.onGrid(COUNT * COUNT * COUNT, columns);
        for (int row = 0; row < triplets.rows(); row++) {
            for (int j = 0; j < columns; j++) {
                triplets.anchors().data()[row * columns + j] = NUMBERS[(row + j) % COUNT];
                triplets.positives().data()[row * columns + j] = NUMBERS[(row / COUNT + 2 * j) % COUNT];
                triplets.negatives().data()[row * columns + j] = NUMBERS[(row / COUNT / COUNT + 5 * j) % COUNT];
            }
        }
        return triplets;
    }

    /** Every pair of the numbers, similar and not, of one column and of three. */
    static List<DoublePairs> pairs() {
        return List.of(pairs(0, 1), pairs(1, 1), pairs(0, 3), pairs(1, 3));
    }

    private static DoublePairs pairs(int similar, int columns) {
        DoubleTriplets triplets = triplets(columns);
        int rows = COUNT * COUNT;
        DoublePairs pairs = new DoublePairs(DoubleRows.zeros(rows, columns), DoubleRows.zeros(rows, columns),
                IntStream.generate(() -> similar).limit(rows).toArray());
        System.arraycopy(triplets.anchors().data(), 0, pairs.left().data(), 0, rows * columns);
        System.arraycopy(triplets.positives().data(), 0, pairs.right().data(), 0, rows * columns);
        return pairs;
    }
}
