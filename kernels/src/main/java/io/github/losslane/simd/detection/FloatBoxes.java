package io.github.losslane.simd.detection;

import io.github.losslane.FloatMatrix;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.pointwise.FloatSmoothL1;
import java.util.Arrays;

/**
 * The regression term. Few anchors are positive, so their boxes are gathered into scratch, 256 at a time, where smooth L1
 * runs over whole vectors; whatever the other boxes hold is never read.
 */
final class FloatBoxes {

    private static final int COLUMNS = RpnLoss.BOX_COLUMNS;

    /** Boxes of a block of the sum. */
    private static final int ROWS = FloatScratch.BLOCK / COLUMNS;

    private FloatBoxes() {}

    /** The term; its gradient is written unless that is null. */
    static double loss(
            RpnLoss loss, int[] labels, int y, FloatMatrix boxes, FloatMatrix boxTargets, FloatMatrix boxGradient) {
        FloatScratch scratch = FloatScratch.get();
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
                sum += block(loss.beta(), (float) weight, count * COLUMNS, scratch);
            }
            if (boxGradient != null) {
                clear(boxGradient, first, next);
                scatter(scratch.row, boxGradient, first, positions, count);
            }
        }
        return weight == 0 ? 0 : weight * sum;
    }

    /** Smooth L1 of gathered boxes: gradients over the boxes; returns the sum of the losses. Equal numbers pad with 0. */
    private static float block(double beta, float scale, int length, FloatScratch scratch) {
        int padded = (length + FloatLanes.LANES - 1) / FloatLanes.LANES * FloatLanes.LANES;
        Arrays.fill(scratch.row, length, padded, 0);
        Arrays.fill(scratch.shifts, length, padded, 0);
        FloatSmoothL1.lossesAndGradient(
                beta, scale, scratch.row, 0, scratch.shifts, 0, scratch.losses, 0, scratch.row, 0, padded);
        return FloatSum.block(scratch.losses, 0, length, scratch.slots);
    }

    private static void gather(FloatMatrix from, int first, int[] positions, int count, float[] to) {
        for (int k = 0; k < count; k++) {
            copy(from.data(), from.offset() + (first + positions[k]) * from.stride(), to, k * COLUMNS);
        }
    }

    private static void scatter(float[] from, FloatMatrix to, int first, int[] positions, int count) {
        for (int k = 0; k < count; k++) {
            copy(from, k * COLUMNS, to.data(), to.offset() + (first + positions[k]) * to.stride());
        }
    }

    /** Zeros in the rows from first to next; a fill for each takes 1.7 ns an anchor more. */
    private static void clear(FloatMatrix gradient, int first, int next) {
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

    private static void copy(float[] from, int f, float[] to, int t) {
        for (int k = 0; k < COLUMNS; k++) {
            to[t + k] = from[f + k];
        }
    }
}
