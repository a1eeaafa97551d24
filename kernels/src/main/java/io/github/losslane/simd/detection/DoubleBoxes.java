// Derived from FloatBoxes.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.detection;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.pointwise.DoubleSmoothL1;
import java.util.Arrays;

/**
 * The regression term. Few anchors are positive, so their boxes are gathered into scratch, 256 at a time, where smooth L1
 * runs over whole vectors; whatever the other boxes hold is never read.
 */
final class DoubleBoxes {

    private static final int COLUMNS = RpnLoss.BOX_COLUMNS;

    /** Boxes of a block of the sum. */
    private static final int ROWS = DoubleScratch.BLOCK / COLUMNS;

    private DoubleBoxes() {}

    /** The term; its gradient is written unless that is null. */
    static double loss(
            RpnLoss loss, int[] labels, int y, DoubleMatrix boxes, DoubleMatrix boxTargets, DoubleMatrix boxGradient) {
        DoubleScratch scratch = DoubleScratch.get();
        double weight = loss.lambda() / loss.nReg();
        int[] positions = scratch.positions;
        int rows = boxes.rows();
        int object = loss.boxCounts(1) ? 1 : 2;         // a label that no anchor has
        double sum = 0;
        int next;
        for (int first = 0; first < rows; first = next) {
            int count = Math.min(Anchors.find(object, labels, y + first, rows - first, positions, ROWS), ROWS);
            next = count < ROWS ? rows : first + positions[ROWS - 1] + 1;
            if (count > 0) {
                gather(boxes, first, positions, count, scratch.row);
                gather(boxTargets, first, positions, count, scratch.shifts);
                sum += block(loss.beta(), weight, count * COLUMNS, scratch);
            }
            if (boxGradient != null) {
                clear(boxGradient, first, next);
                scatter(scratch.row, boxGradient, first, positions, count);
            }
        }
        return weight == 0 ? 0 : weight * sum;
    }

    /** Smooth L1 of gathered boxes: gradients over the boxes; returns the sum of the losses. Equal numbers pad with 0. */
    private static double block(double beta, double scale, int length, DoubleScratch scratch) {
        int padded = (length + DoubleLanes.LANES - 1) / DoubleLanes.LANES * DoubleLanes.LANES;
        Arrays.fill(scratch.row, length, padded, 0);
        Arrays.fill(scratch.shifts, length, padded, 0);
        DoubleSmoothL1.lossesAndGradient(
                beta, scale, scratch.row, 0, scratch.shifts, 0, scratch.losses, 0, scratch.row, 0, padded);
        return DoubleSum.block(scratch.losses, 0, length, scratch.slots);
    }

    private static void gather(DoubleMatrix from, int first, int[] positions, int count, double[] to) {
        for (int k = 0; k < count; k++) {
            copy(from.data(), from.offset() + (first + positions[k]) * from.stride(), to, k * COLUMNS);
        }
    }

    private static void scatter(double[] from, DoubleMatrix to, int first, int[] positions, int count) {
        for (int k = 0; k < count; k++) {
            copy(from, k * COLUMNS, to.data(), to.offset() + (first + positions[k]) * to.stride());
        }
    }

    /** Zeros in the rows from first to next; a fill for each takes 1.7 ns an anchor more. */
    private static void clear(DoubleMatrix gradient, int first, int next) {
        int start = gradient.offset() + first * gradient.stride();
        if (gradient.stride() == COLUMNS) {
            Arrays.fill(gradient.data(), start, start + (next - first) * COLUMNS, 0);
            return;
        }
        for (int row = 0; row < next - first; row++) {
            int to = start + row * gradient.stride();
            Arrays.fill(gradient.data(), to, to + COLUMNS, 0);
        }
    }

    private static void copy(double[] from, int f, double[] to, int t) {
        for (int k = 0; k < COLUMNS; k++) {
            to[t + k] = from[f + k];
        }
    }
}
