// Derived from FloatObjectness.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.detection;

import io.github.losslane.detection.RpnLoss;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.pointwise.DoublePointwise;
import java.util.Arrays;

/**
 * The classification term. Where few anchors of a block count, those are gathered; where many do, all are computed and
 * weighted by 0 or 1. Both have the same bits, as a slot of the sum to which 0 is added does not change.
 */
final class DoubleObjectness {

    private static final Logistic LOGISTIC = new Logistic();

    /** A block is gathered where at most this part counts: an anchor takes about four times as long then. */
    private static final int FEW = 4;

    private DoubleObjectness() {}

    /** The term; its gradient is written unless that is null. */
    static double loss(
            RpnLoss loss, double[] logits, int z, int[] labels, int y, double[] gradient, int g, int anchors) {
        DoubleScratch scratch = DoubleScratch.get();
        double sum = 0;
        for (int i = 0; anchors - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(anchors - i, DoubleScratch.BLOCK);
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
            RpnLoss loss, double[] logits, int z, int[] labels, int y, double[] gradient, int g, int size,
            int count, DoubleScratch scratch) {
        double[] gathered = scratch.shifts;
        double[] targets = scratch.row;
        for (int k = 0; k < count; k++) {
            int position = scratch.positions[k];
            gathered[k] = logits[z + position];
            targets[k] = labels[y + position];
        }
        if (gradient == null) {
            DoublePointwise.losses(LOGISTIC, gathered, 0, targets, 0, scratch.losses, 0, count, scratch);
        } else {
            DoublePointwise.lossesAndGradient(LOGISTIC, (1 / loss.nCls()), gathered, 0, targets, 0,
                    scratch.losses, 0, gathered, 0, count, scratch);
            Arrays.fill(gradient, g, g + size, 0);
            for (int k = 0; k < count; k++) {
                gradient[g + scratch.positions[k]] = gathered[k];
            }
        }
        double[] slots = scratch.slots;
        Arrays.fill(slots, 0);
        for (int k = 0; k < count; k++) {
            slots[scratch.positions[k] % DoubleSum.SLOTS] += scratch.losses[k];
        }
        return DoubleSum.fold(slots) / loss.nCls();
    }

    private static double many(
            RpnLoss loss, double[] logits, int z, int[] labels, int y, double[] gradient, int g, int size,
            DoubleScratch scratch) {
        double[] targets = scratch.shifts;
        double[] weights = scratch.row;
        for (int k = 0; k < size; k++) {
            int label = labels[y + k];
            targets[k] = label;
            weights[k] = 1 + (label >> 31);         // 0 for a negative label
        }
        return DoublePointwise.reduce(LOGISTIC, loss.nCls(), logits, z, targets, 0, 1, weights, 0, gradient, g, size);
    }
}
