// Derived from FloatPointwise.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import io.github.losslane.Reduction;
import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.DoublePointwiseArguments;
import io.github.losslane.pointwise.DoublePointwiseKernels;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;

/**
 * Driver of the pointwise family: cuts a batch into blocks that stay in L1, pads the last vector, weighs and sums.
 *
 * <p>A kernel sees whole vectors only. Losses go to scratch, where weights and the canonical sum find them.
 */
public interface DoublePointwise extends DoublePointwiseKernels {

    @Override
    default double loss(
            PointwiseLoss loss, Reduction reduction, double[] predictions, int predictionsOffset,
            double[] targets, int targetsOffset, int length) {
        DoublePointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        return reduce(loss, reduction.divisor(length, length),
                predictions, predictionsOffset, targets, targetsOffset, 1, null, 0, null, 0, length);
    }

    @Override
    default double loss(
            PointwiseLoss loss, Reduction reduction, double[] predictions, int predictionsOffset,
            double[] targets, int targetsOffset, double[] weights, int weightsOffset, int length) {
        DoublePointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        Arguments.range("weights", weights, weightsOffset, length);
        return weigh(loss, reduction, predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset,
                null, 0, length);
    }

    @Override
    default void losses(
            PointwiseLoss loss, double[] predictions, int predictionsOffset,
            double[] targets, int targetsOffset, double[] losses, int lossesOffset, int length) {
        DoublePointwiseArguments.inputs(loss, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.output(
                "losses", losses, lossesOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        DoubleScratch scratch = DoubleScratch.get();
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            block(Result.LOSSES, loss, 1, predictions, predictionsOffset + i, targets, targetsOffset + i,
                    losses, lossesOffset + i, null, 0, Math.min(length - i, DoubleScratch.BLOCK), scratch);
        }
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Reduction reduction, double[] predictions, int predictionsOffset,
            double[] targets, int targetsOffset, double[] gradient, int gradientOffset, int length) {
        DoublePointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        return reduce(loss, reduction.divisor(length, length),
                predictions, predictionsOffset, targets, targetsOffset, 1, null, 0, gradient, gradientOffset, length);
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Reduction reduction, double[] predictions, int predictionsOffset,
            double[] targets, int targetsOffset, double[] weights, int weightsOffset,
            double[] gradient, int gradientOffset, int length) {
        DoublePointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.weights(weights, weightsOffset, gradient, gradientOffset, length);
        return weigh(loss, reduction, predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset,
                gradient, gradientOffset, length);
    }

    @Override
    default void gradientAndHessian(
            PointwiseLoss loss, double[] predictions, int predictionsOffset, double[] targets, int targetsOffset,
            double[] gradient, int gradientOffset, double[] hessian, int hessianOffset, int length) {
        DoublePointwiseArguments.inputs(loss, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        DoublePointwiseArguments.hessian(
                hessian, hessianOffset, gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset,
                length);
        DoubleScratch scratch = DoubleScratch.get();
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            block(Result.GRADIENT_AND_HESSIAN, loss, 1, predictions, predictionsOffset + i, targets, targetsOffset + i,
                    gradient, gradientOffset + i, hessian, hessianOffset + i,
                    Math.min(length - i, DoubleScratch.BLOCK), scratch);
        }
    }

    /** For the driver of linear models: row losses of at most a block. */
    static void losses(
            PointwiseLoss loss, double[] predictions, int p, double[] targets, int t, double[] losses, int l, int length,
            DoubleScratch scratch) {
        block(Result.LOSSES, loss, 1, predictions, p, targets, t, losses, l, null, 0, length, scratch);
    }

    /** For the driver of linear models: row losses of at most a block, and gradients times scale. */
    static void lossesAndGradient(
            PointwiseLoss loss, double scale, double[] predictions, int p, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length, DoubleScratch scratch) {
        block(Result.LOSSES_AND_GRADIENT, loss, scale, predictions, p, targets, t,
                losses, l, gradient, g, length, scratch);
    }

    /** The reduced loss of weighted rows; gradient may be null. Only a weighted mean asks for the sum of the weights. */
    private static double weigh(
            PointwiseLoss loss, Reduction reduction, double[] predictions, int p, double[] targets, int t,
            double[] weights, int w, double[] gradient, int g, int length) {
        double sum = length;
        double lift = 1;
        if (reduction == Reduction.WEIGHTED_MEAN) {
            sum = DoubleSum.sum(weights, w, length, DoubleScratch.get().slots);
            lift = DoubleWeights.lift(sum, weights, w, length);
            sum = lift == 1 ? sum : DoubleWeights.sum(lift, weights, w, length);
        }
        return reduce(loss, reduction.divisor(length, sum), predictions, p, targets, t, lift, weights, w, gradient, g, length);
    }

    /** The sum over all blocks, divided; weights, times lift, and gradient may be null, and the arguments are checked. */
    static double reduce(
            PointwiseLoss loss, double divisor, double[] predictions, int p, double[] targets, int t,
            double lift, double[] weights, int w, double[] gradient, int g, int length) {
        DoubleScratch scratch = DoubleScratch.get();
        Result result = gradient == null ? Result.LOSSES : Result.LOSSES_AND_GRADIENT;
        boolean plain = weights == null && gradient != null;
        double scale = (1 / divisor);
        double sum = 0;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(length - i, DoubleScratch.BLOCK);
            int whole = plain ? size & -DoubleSum.SLOTS : 0;
            boolean summed = whole > 0 && DoublePointwiseDispatch.summed(
                    loss, scale, predictions, p + i, targets, t + i, gradient, g + i, whole, scratch);
            int done = summed ? whole : 0;
            int rest = size - done;
            int next = i + done;
            if (rest > 0) {
                block(result, loss, scale, predictions, p + next, targets, t + next,
                        scratch.losses, 0, gradient, g + next, rest, scratch);
            }
            if (weights != null) {
                DoubleWeights.multiply(scratch.losses, 0, lift, weights, w + i, size);
                if (gradient != null) {
                    DoubleWeights.multiply(gradient, g + i, lift, weights, w + i, size);
                }
            }
            sum += done == 0
                    ? DoubleSum.block(scratch.losses, 0, size, scratch.slots)
                    : DoubleSum.finish(scratch.slots, scratch.losses, 0, rest);
        }
        return sum / divisor;
    }

    /** One block: whole vectors where they lie, the last elements through one padded vector. */
    private static void block(
            Result result, PointwiseLoss loss, double scale, double[] predictions, int p, double[] targets, int t,
            double[] first, int f, double[] second, int s, int length, DoubleScratch scratch) {
        int whole = length - length % DoubleLanes.LANES;
        if (whole > 0) {
            vectors(result, loss, scale, predictions, p, targets, t, first, f, second, s, whole, scratch);
        }
        int rest = length - whole;
        if (rest > 0) {
            System.arraycopy(predictions, p + whole, scratch.firstInput, 0, rest);
            System.arraycopy(targets, t + whole, scratch.secondInput, 0, rest);
            boolean room = first == scratch.losses;     // which holds whole vectors, and nothing behind a block
            vectors(result, loss, scale, scratch.firstInput, 0, scratch.secondInput, 0,
                    room ? first : scratch.firstOutput, room ? f + whole : 0, scratch.secondOutput, 0,
                    DoubleLanes.LANES, scratch);
            if (!room) {
                System.arraycopy(scratch.firstOutput, 0, first, f + whole, rest);
            }
            if (second != null) {
                System.arraycopy(scratch.secondOutput, 0, second, s + whole, rest);
            }
        }
    }

    private static void vectors(
            Result result, PointwiseLoss loss, double scale, double[] predictions, int p, double[] targets, int t,
            double[] first, int f, double[] second, int s, int length, DoubleScratch scratch) {
        switch (result) {
            case LOSSES -> DoublePointwiseDispatch.losses(
                    loss, predictions, p, targets, t, first, f, length, scratch);
            case LOSSES_AND_GRADIENT -> DoublePointwiseDispatch.lossesAndGradient(
                    loss, scale, predictions, p, targets, t, first, f, second, s, length, scratch);
            case GRADIENT_AND_HESSIAN -> DoublePointwiseDispatch.gradientAndHessian(
                    loss, predictions, p, targets, t, first, f, second, s, length, scratch);
        }
    }
}
