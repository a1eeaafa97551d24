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

    private DoubleBoxes() {}

    /** The term; its gradient is written unless that is null. */
    static double loss(
            RpnLoss loss, int[] labels, int y, DoubleMatrix boxes, DoubleMatrix boxTargets, DoubleMatrix boxGradient) {
        DoubleScratch scratch = DoubleScratch.get();
        double weight = loss.lambda() / loss.nReg();
        double sum = 0;
        int next;
        for (int first = 0; first < boxes.rows(); first = next) {
            int length = 0;
            for (next = first; next < boxes.rows() && length < DoubleScratch.BLOCK; next++) {
                if (loss.boxCounts(labels[y + next])) {
                    copy(boxes.data(), boxes.offset() + next * boxes.stride(), scratch.row, length);
                    copy(boxTargets.data(), boxTargets.offset() + next * boxTargets.stride(), scratch.shifts, length);
                    length += COLUMNS;
                }
            }
            if (length > 0) {
                sum += block(loss.beta(), weight, length, scratch);
            }
            if (boxGradient != null) {
                scatter(loss, labels, y, boxGradient, first, next, scratch.row);
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

    /** The rows of the gradient: 0, over which the gathered ones go in order. */
    private static void scatter(
            RpnLoss loss, int[] labels, int y, DoubleMatrix boxGradient, int first, int next, double[] gathered) {
        double[] gradient = boxGradient.data();
        int stride = boxGradient.stride();
        int start = boxGradient.offset() + first * stride;
        int rows = next - first;
        if (stride == COLUMNS) {        // a fill for each row takes 1.7 ns an anchor more
            Arrays.fill(gradient, start, start + rows * COLUMNS, 0);
        }
        int from = 0;
        for (int row = 0; row < rows; row++) {
            int to = start + row * stride;
            if (loss.boxCounts(labels[y + first + row])) {
                copy(gathered, from, gradient, to);
                from += COLUMNS;
            } else if (stride != COLUMNS) {
                Arrays.fill(gradient, to, to + COLUMNS, 0);
            }
        }
    }

    private static void copy(double[] from, int f, double[] to, int t) {
        for (int k = 0; k < COLUMNS; k++) {
            to[t + k] = from[f + k];
        }
    }
}
