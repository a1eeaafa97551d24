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

    private FloatBoxes() {}

    /** The term; its gradient is written unless that is null. */
    static double loss(
            RpnLoss loss, int[] labels, int y, FloatMatrix boxes, FloatMatrix boxTargets, FloatMatrix boxGradient) {
        FloatScratch scratch = FloatScratch.get();
        double weight = loss.lambda() / loss.nReg();
        double sum = 0;
        int next;
        for (int first = 0; first < boxes.rows(); first = next) {
            int length = 0;
            for (next = first; next < boxes.rows() && length < FloatScratch.BLOCK; next++) {
                if (loss.boxCounts(labels[y + next])) {
                    copy(boxes.data(), boxes.offset() + next * boxes.stride(), scratch.row, length);
                    copy(boxTargets.data(), boxTargets.offset() + next * boxTargets.stride(), scratch.shifts, length);
                    length += COLUMNS;
                }
            }
            if (length > 0) {
                sum += block(loss.beta(), (float) weight, length, scratch);
            }
            if (boxGradient != null) {
                scatter(loss, labels, y, boxGradient, first, next, scratch.row);
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

    /** The rows of the gradient: 0, over which the gathered ones go in order. */
    private static void scatter(
            RpnLoss loss, int[] labels, int y, FloatMatrix boxGradient, int first, int next, float[] gathered) {
        float[] gradient = boxGradient.data();
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

    private static void copy(float[] from, int f, float[] to, int t) {
        for (int k = 0; k < COLUMNS; k++) {
            to[t + k] = from[f + k];
        }
    }
}
