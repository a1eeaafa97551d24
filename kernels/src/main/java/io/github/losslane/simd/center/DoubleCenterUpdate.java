// Derived from FloatCenterUpdate.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.center;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.DoubleCenterWorkspace;
import java.util.Arrays;

/**
 * Driver of the update: gathers the rows of each class, a block of rows at a time, in the order in which classes first
 * occur, and moves a center once its last row is added.
 *
 * <p>A class whose rows end in another block than they begin keeps its sums meanwhile, so a batch of several blocks goes
 * stripe by stripe over the columns, and the sums of a stripe are all that the workspace holds.
 */
final class DoubleCenterUpdate {

    private static final int BLOCK = DoubleCenterWorkspace.BLOCK;

    private DoubleCenterUpdate() {}

    /** Moves the centers of all classes present; arguments are checked. */
    static void run(
            CenterLoss loss, DoubleMatrix features, int[] labels, int y, DoubleMatrix centers, DoubleCenterWorkspace w) {
        int rows = features.rows();
        int columns = features.columns();
        count(labels, y, rows, w);
        int width = rows <= BLOCK ? columns : DoubleCenterWorkspace.STRIPE;
        for (int d = 0; columns - d > 0; d += width) {
            for (int i = 0; rows - i > 0; i += BLOCK) {
                block(loss, features, i, Math.min(rows - i, BLOCK), labels, y + i, centers, d,
                        Math.min(columns - d, width), rows <= BLOCK, w);
            }
        }
    }

    /** Rows of each class. What a call that did not end may have left of the classes present is cleared before. */
    private static void count(int[] labels, int y, int rows, DoubleCenterWorkspace w) {
        int[] counts = w.counts();
        for (int i = 0; i < rows; i++) {
            int label = labels[y + i];
            counts[label] = 0;
            w.added()[label] = 0;
            w.first()[label] = 0;
        }
        for (int i = 0; i < rows; i++) {
            counts[labels[y + i]]++;
        }
    }

    /** The rows of a block, in some columns. */
    private static void block(
            CenterLoss loss, DoubleMatrix features, int row, int rows, int[] labels, int y, DoubleMatrix centers, int column,
            int columns, boolean only, DoubleCenterWorkspace w) {
        int[] first = w.first();
        int[] next = w.next();
        for (int i = rows - 1; i >= 0; i--) {
            int label = labels[y + i];
            next[i] = first[label];
            first[label] = i + 1;
        }
        int x = features.offset() + row * features.stride() + column;
        for (int i = 0; i < rows; i++) {
            int label = labels[y + i];
            if (first[label] == i + 1) {
                first[label] = 0;
                int n = w.counts()[label];
                double power = DoubleCenterSum.power(n);
                double factor = (loss.rate() / (1.0 + n) / power);
                int c = centers.offset() + label * centers.stride() + column;
                if (n == 1) {
                    DoubleCenterSum.moveAlone(power, factor, centers.data(), c,
                            features.data(), x + i * features.stride(), columns);
                } else {
                    int s = only ? 0 : label * columns;
                    gather(power, features, x, i, label, centers.data(), c, s, columns, w);
                    if (w.added()[label] == n) {
                        w.added()[label] = 0;
                        DoubleCenterSum.move(factor, centers.data(), c, w.sums(), w.errors(), s, columns);
                    }
                }
            }
        }
    }

    /** Adds the rows of a class in a block, from its first one, to its sums. */
    private static void gather(
            double power, DoubleMatrix features, int x, int start, int label, double[] centers, int c, int s, int columns,
            DoubleCenterWorkspace w) {
        if (w.added()[label] == 0) {
            Arrays.fill(w.sums(), s, s + columns, 0);
            Arrays.fill(w.errors(), s, s + columns, 0);
        }
        int[] next = w.next();
        int[] rows = w.rows();
        int stride = features.stride();
        int n = 0;
        for (int i = start; i >= 0; i = next[i] - 1) {
            rows[n++] = x + i * stride;
        }
        if (columns <= DoubleCenterPanel.COLUMNS && n >= DoubleCenterPanel.ROWS) {
            DoubleCenterPanel.add(power, centers, c, features.data(), rows, n, w.sums(), w.errors(), s, columns);
        } else {
            add(power, centers, c, features.data(), rows, n, s, columns, w);
        }
        w.added()[label] += n;
    }

    private static void add(
            double power, double[] centers, int c, double[] features, int[] rows, int n, int s, int columns,
            DoubleCenterWorkspace w) {
        int k = 0;
        for (; k <= n - 4; k += 4) {
            DoubleCenterSum.addFour(power, centers, c, features, rows[k], rows[k + 1], rows[k + 2], rows[k + 3],
                    w.sums(), w.errors(), s, columns);
        }
        for (; k < n; k++) {
            DoubleCenterSum.add(power, centers, c, features, rows[k], w.sums(), w.errors(), s, columns);
        }
    }
}
