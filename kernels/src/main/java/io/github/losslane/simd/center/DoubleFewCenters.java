// Derived from FloatFewCenters.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.center;

import io.github.losslane.DoubleMatrix;

/**
 * Row losses of at most 8 columns, and the differences of features and centers, by scalar code: centers lie anywhere, and to
 * bring them side by side for vectors takes longer than all the rest. Each square is alone in its slot, so the bits are
 * those of {@link DoubleHalfSquares}.
 */
final class DoubleFewCenters {

    /** Columns at most. */
    static final int COLUMNS = 8;

    private DoubleFewCenters() {}

    /** Losses of rows that follow each other from x on; their differences without gaps. */
    static void losses(
            double[] features, int x, int rows, int[] labels, int y, DoubleMatrix centers,
            double[] differences, double[] losses, int l) {
        if (centers.columns() > 4) {
            upToEight(features, x, rows, labels, y, centers, differences, losses, l);
        } else {
            upToFour(features, x, rows, labels, y, centers, differences, losses, l);
        }
    }

    private static void upToFour(
            double[] features, int x, int rows, int[] labels, int y, DoubleMatrix centers,
            double[] differences, double[] losses, int l) {
        double[] data = centers.data();
        int offset = centers.offset();
        int stride = centers.stride();
        int columns = centers.columns();
        for (int i = 0; i < rows; i++) {
            int from = x + i * columns;
            int c = offset + labels[y + i] * stride;
            int to = i * columns;
            double d0 = features[from] - data[c];
            double d1 = 0;
            double d2 = 0;
            double d3 = 0;
            differences[to] = d0;
            if (columns > 1) {
                d1 = features[from + 1] - data[c + 1];
                differences[to + 1] = d1;
            }
            if (columns > 2) {
                d2 = features[from + 2] - data[c + 2];
                differences[to + 2] = d2;
            }
            if (columns > 3) {
                d3 = features[from + 3] - data[c + 3];
                differences[to + 3] = d3;
            }
            losses[l + i] = d0 * 0.5 * d0 + d2 * 0.5 * d2 + (d1 * 0.5 * d1 + d3 * 0.5 * d3);
        }
    }

    private static void upToEight(
            double[] features, int x, int rows, int[] labels, int y, DoubleMatrix centers,
            double[] differences, double[] losses, int l) {
        double[] data = centers.data();
        int offset = centers.offset();
        int stride = centers.stride();
        int columns = centers.columns();
        for (int i = 0; i < rows; i++) {
            int from = x + i * columns;
            int c = offset + labels[y + i] * stride;
            int to = i * columns;
            double d0 = features[from] - data[c];
            double d1 = features[from + 1] - data[c + 1];
            double d2 = features[from + 2] - data[c + 2];
            double d3 = features[from + 3] - data[c + 3];
            double d4 = features[from + 4] - data[c + 4];
            double d5 = columns > 5 ? features[from + 5] - data[c + 5] : 0;
            double d6 = columns > 6 ? features[from + 6] - data[c + 6] : 0;
            double d7 = columns > 7 ? features[from + 7] - data[c + 7] : 0;
            differences[to] = d0;
            differences[to + 1] = d1;
            differences[to + 2] = d2;
            differences[to + 3] = d3;
            differences[to + 4] = d4;
            differences[to + 5] = d5;           // what is no column is overwritten by the next row
            differences[to + 6] = d6;
            differences[to + 7] = d7;
            losses[l + i] = d0 * 0.5 * d0 + d4 * 0.5 * d4 + (d2 * 0.5 * d2 + d6 * 0.5 * d6)
                    + (d1 * 0.5 * d1 + d5 * 0.5 * d5 + (d3 * 0.5 * d3 + d7 * 0.5 * d7));
        }
    }
}
