package io.github.losslane.simd.detection;

import io.github.losslane.detection.RpnLoss;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.pointwise.FloatPointwise;
import java.util.Arrays;

/**
 * The classification term. Where few anchors of a block count, those are gathered; where many do, all are computed and
 * weighted by 0 or 1. Both have the same bits, as a slot of the sum to which 0 is added does not change.
 */
final class FloatObjectness {

    private static final Logistic LOGISTIC = new Logistic();

    /** A block is gathered where at most this part counts: an anchor takes about four times as long then. */
    private static final int FEW = 4;

    private FloatObjectness() {}

    /** The term; its gradient is written unless that is null. */
    static double loss(
            RpnLoss loss, float[] logits, int z, int[] labels, int y, float[] gradient, int g, int anchors) {
        FloatScratch scratch = FloatScratch.get();
        double sum = 0;
        for (int i = 0; anchors - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(anchors - i, FloatScratch.BLOCK);
            int most = size / FEW + 1;
            int count = Anchors.find(0, labels, y + i, size, scratch.positions, most);
            sum += count < most
                    ? few(loss, logits, z + i, labels, y + i, gradient, g + i, size, count, scratch)
                    : many(loss, logits, z + i, labels, y + i, gradient, g + i, size, scratch);
        }
        return sum;
    }

    /** A block of which the anchors at these positions count. */
    private static double few(
            RpnLoss loss, float[] logits, int z, int[] labels, int y, float[] gradient, int g, int size,
            int count, FloatScratch scratch) {
        float[] gathered = scratch.shifts;
        float[] targets = scratch.row;
        for (int k = 0; k < count; k++) {
            int position = scratch.positions[k];
            gathered[k] = logits[z + position];
            targets[k] = labels[y + position];
        }
        if (gradient == null) {
            FloatPointwise.losses(LOGISTIC, gathered, 0, targets, 0, scratch.losses, 0, count, scratch);
        } else {
            FloatPointwise.lossesAndGradient(LOGISTIC, (float) (1 / loss.nCls()), gathered, 0, targets, 0,
                    scratch.losses, 0, gathered, 0, count, scratch);
            Arrays.fill(gradient, g, g + size, 0);
            for (int k = 0; k < count; k++) {
                gradient[g + scratch.positions[k]] = gathered[k];
            }
        }
        float[] slots = scratch.slots;
        Arrays.fill(slots, 0);
        for (int k = 0; k < count; k++) {
            slots[scratch.positions[k] % FloatSum.SLOTS] += scratch.losses[k];
        }
        return FloatSum.fold(slots) / loss.nCls();
    }

    private static double many(
            RpnLoss loss, float[] logits, int z, int[] labels, int y, float[] gradient, int g, int size,
            FloatScratch scratch) {
        float[] targets = scratch.shifts;
        float[] weights = scratch.row;
        for (int k = 0; k < size; k++) {
            int label = labels[y + k];
            targets[k] = label;
            weights[k] = 1 + (label >> 31);         // 0 for a negative label
        }
        return FloatPointwise.reduce(LOGISTIC, loss.nCls(), logits, z, targets, 0, 1, weights, 0, gradient, g, size);
    }
}
