package io.github.losslane.simd.pointwise;

import io.github.losslane.Reduction;
import io.github.losslane.internal.Arguments;
import io.github.losslane.internal.FloatPointwiseArguments;
import io.github.losslane.pointwise.FloatPointwiseKernels;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;

/**
 * Driver of the pointwise family: cuts a batch into blocks that stay in L1, pads the last vector, weighs and sums.
 *
 * <p>A kernel sees whole vectors only. Losses go to scratch, where weights and the canonical sum find them.
 */
public interface FloatPointwise extends FloatPointwiseKernels {

    @Override
    default double loss(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, int length) {
        FloatPointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        return reduce(loss, reduction.divisor(length, length),
                predictions, predictionsOffset, targets, targetsOffset, 1, null, 0, null, 0, length);
    }

    @Override
    default double loss(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset, int length) {
        FloatPointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        Arguments.range("weights", weights, weightsOffset, length);
        return weigh(loss, reduction, predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset,
                null, 0, length);
    }

    @Override
    default void losses(
            PointwiseLoss loss, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] losses, int lossesOffset, int length) {
        FloatPointwiseArguments.inputs(loss, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.output(
                "losses", losses, lossesOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatScratch scratch = FloatScratch.get();
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            block(Result.LOSSES, loss, 1, predictions, predictionsOffset + i, targets, targetsOffset + i,
                    losses, lossesOffset + i, null, 0, Math.min(length - i, FloatScratch.BLOCK), scratch);
        }
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] gradient, int gradientOffset, int length) {
        FloatPointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        return reduce(loss, reduction.divisor(length, length),
                predictions, predictionsOffset, targets, targetsOffset, 1, null, 0, gradient, gradientOffset, length);
    }

    @Override
    default double lossAndGradient(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int predictionsOffset,
            float[] targets, int targetsOffset, float[] weights, int weightsOffset,
            float[] gradient, int gradientOffset, int length) {
        FloatPointwiseArguments.inputs(
                loss, reduction, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.weights(weights, weightsOffset, gradient, gradientOffset, length);
        return weigh(loss, reduction, predictions, predictionsOffset, targets, targetsOffset, weights, weightsOffset,
                gradient, gradientOffset, length);
    }

    @Override
    default void gradientAndHessian(
            PointwiseLoss loss, float[] predictions, int predictionsOffset, float[] targets, int targetsOffset,
            float[] gradient, int gradientOffset, float[] hessian, int hessianOffset, int length) {
        FloatPointwiseArguments.inputs(loss, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.output(
                "gradient", gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset, length);
        FloatPointwiseArguments.hessian(
                hessian, hessianOffset, gradient, gradientOffset, predictions, predictionsOffset, targets, targetsOffset,
                length);
        FloatScratch scratch = FloatScratch.get();
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            block(Result.GRADIENT_AND_HESSIAN, loss, 1, predictions, predictionsOffset + i, targets, targetsOffset + i,
                    gradient, gradientOffset + i, hessian, hessianOffset + i,
                    Math.min(length - i, FloatScratch.BLOCK), scratch);
        }
    }

    /** For the driver of linear models: row losses of at most a block. */
    static void losses(
            PointwiseLoss loss, float[] predictions, int p, float[] targets, int t, float[] losses, int l, int length,
            FloatScratch scratch) {
        block(Result.LOSSES, loss, 1, predictions, p, targets, t, losses, l, null, 0, length, scratch);
    }

    /** For the driver of linear models: row losses of at most a block, and gradients times scale. */
    static void lossesAndGradient(
            PointwiseLoss loss, float scale, float[] predictions, int p, float[] targets, int t,
            float[] losses, int l, float[] gradient, int g, int length, FloatScratch scratch) {
        block(Result.LOSSES_AND_GRADIENT, loss, scale, predictions, p, targets, t,
                losses, l, gradient, g, length, scratch);
    }

    /** The reduced loss of weighted rows; gradient may be null. Only a weighted mean asks for the sum of the weights. */
    private static double weigh(
            PointwiseLoss loss, Reduction reduction, float[] predictions, int p, float[] targets, int t,
            float[] weights, int w, float[] gradient, int g, int length) {
        double sum = length;
        float lift = 1;
        if (reduction == Reduction.WEIGHTED_MEAN) {
            sum = FloatSum.sum(weights, w, length, FloatScratch.get().slots);
            lift = FloatWeights.lift(sum, weights, w, length);
            sum = lift == 1 ? sum : FloatWeights.sum(lift, weights, w, length);
        }
        return reduce(loss, reduction.divisor(length, sum), predictions, p, targets, t, lift, weights, w, gradient, g, length);
    }

    /** The sum over all blocks, divided; weights, times lift, and gradient may be null, and the arguments are checked. */
    static double reduce(
            PointwiseLoss loss, double divisor, float[] predictions, int p, float[] targets, int t,
            float lift, float[] weights, int w, float[] gradient, int g, int length) {
        FloatScratch scratch = FloatScratch.get();
        Result result = gradient == null ? Result.LOSSES : Result.LOSSES_AND_GRADIENT;
        boolean plain = weights == null && gradient != null;
        float scale = (float) (1 / divisor);
        double sum = 0;
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(length - i, FloatScratch.BLOCK);
            int whole = plain ? size & -FloatSum.SLOTS : 0;
            boolean summed = whole > 0 && FloatPointwiseDispatch.summed(
                    loss, scale, predictions, p + i, targets, t + i, gradient, g + i, whole, scratch);
            int done = summed ? whole : 0;
            int rest = size - done;
            int next = i + done;
            if (rest > 0) {
                block(result, loss, scale, predictions, p + next, targets, t + next,
                        scratch.losses, 0, gradient, g + next, rest, scratch);
            }
            if (weights != null) {
                FloatWeights.multiply(scratch.losses, 0, lift, weights, w + i, size);
                if (gradient != null) {
                    FloatWeights.multiply(gradient, g + i, lift, weights, w + i, size);
                }
            }
            sum += done == 0
                    ? FloatSum.block(scratch.losses, 0, size, scratch.slots)
                    : FloatSum.finish(scratch.slots, scratch.losses, 0, rest);
        }
        return sum / divisor;
    }

    /** One block: whole vectors where they lie, the last elements through one padded vector. */
    private static void block(
            Result result, PointwiseLoss loss, float scale, float[] predictions, int p, float[] targets, int t,
            float[] first, int f, float[] second, int s, int length, FloatScratch scratch) {
        int whole = length - length % FloatLanes.LANES;
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
                    FloatLanes.LANES, scratch);
            if (!room) {
                System.arraycopy(scratch.firstOutput, 0, first, f + whole, rest);
            }
            if (second != null) {
                System.arraycopy(scratch.secondOutput, 0, second, s + whole, rest);
            }
        }
    }

    private static void vectors(
            Result result, PointwiseLoss loss, float scale, float[] predictions, int p, float[] targets, int t,
            float[] first, int f, float[] second, int s, int length, FloatScratch scratch) {
        switch (result) {
            case LOSSES -> FloatPointwiseDispatch.losses(
                    loss, predictions, p, targets, t, first, f, length, scratch);
            case LOSSES_AND_GRADIENT -> FloatPointwiseDispatch.lossesAndGradient(
                    loss, scale, predictions, p, targets, t, first, f, second, s, length, scratch);
            case GRADIENT_AND_HESSIAN -> FloatPointwiseDispatch.gradientAndHessian(
                    loss, predictions, p, targets, t, first, f, second, s, length, scratch);
        }
    }
}
