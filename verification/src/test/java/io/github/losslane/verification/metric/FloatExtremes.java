package io.github.losslane.verification.metric;

import java.util.List;
import java.util.stream.IntStream;

/** Rows of the smallest and largest numbers, and of some between, next to each other in every combination. */
final class FloatExtremes {

    static final double[] MARGINS = {0, 0.2, 1e30, 1e-30, Float.MAX_VALUE};

    private static final float[] NUMBERS = {
        0, Float.MIN_VALUE, -3 * Float.MIN_VALUE, Float.MIN_NORMAL, 1e-30f, 0.5f, -1, 1e10f, 1e30f, -1e30f,
        Float.MAX_VALUE / 2, Float.MAX_VALUE, -Float.MAX_VALUE
    };

    private static final int COUNT = NUMBERS.length;

    private FloatExtremes() {}

    /** Every triple of the numbers in the first column; the other columns begin with other numbers. */
    static FloatTriplets triplets(int columns) {
        FloatTriplets triplets = FloatTriplets.onGrid(COUNT * COUNT * COUNT, columns);
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
    static List<FloatPairs> pairs() {
        return List.of(pairs(0, 1), pairs(1, 1), pairs(0, 3), pairs(1, 3));
    }

    private static FloatPairs pairs(int similar, int columns) {
        FloatTriplets triplets = triplets(columns);
        int rows = COUNT * COUNT;
        FloatPairs pairs = new FloatPairs(FloatRows.zeros(rows, columns), FloatRows.zeros(rows, columns),
                IntStream.generate(() -> similar).limit(rows).toArray());
        System.arraycopy(triplets.anchors().data(), 0, pairs.left().data(), 0, rows * columns);
        System.arraycopy(triplets.positives().data(), 0, pairs.right().data(), 0, rows * columns);
        return pairs;
    }
}
