package io.github.losslane.simd.pointwise;

import static io.github.losslane.simd.FloatParameter.limited;

import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.Exponential;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.Huber;
import io.github.losslane.pointwise.LogCosh;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.Perceptron;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.Quantile;
import io.github.losslane.pointwise.SmoothL1;
import io.github.losslane.pointwise.SoftMargin;
import io.github.losslane.pointwise.SquaredError;
import io.github.losslane.pointwise.SquaredHinge;
import io.github.losslane.pointwise.WeightedLogistic;
import io.github.losslane.pointwise.ZeroOne;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSweep;

/**
 * From a loss to its kernel; every length is a multiple of the lanes. Records are asked for their parameters by name: a
 * pattern that takes them apart compiles to a branch that nothing reaches.
 */
final class FloatPointwiseDispatch {

    private FloatPointwiseDispatch() {}

    static void losses(
            PointwiseLoss loss, float[] f, int fo, float[] y, int yo, float[] l, int lo, int length, FloatScratch scratch) {
        switch (loss) {
            case AbsoluteError() -> FloatLinearQuadratic.losses(0, 0, 1, -1, f, fo, y, yo, l, lo, length);
            case BinaryCrossEntropy() -> FloatBinaryCrossEntropy.losses(f, fo, y, yo, l, lo, length, scratch);
            case Exponential() -> FloatExponential.losses(f, fo, y, yo, l, lo, length, scratch);
            case Focal focal -> FloatFocal.losses(
                    focal.alpha(), focal.gamma(), f, fo, y, yo, l, lo, length, scratch);
            case HalfSquaredError() -> FloatSquaredError.losses(0.5f, f, fo, y, yo, l, lo, length);
            case Hinge() -> FloatHinge.losses(1, f, fo, y, yo, l, lo, length);
            case Huber huber -> FloatLinearQuadratic.losses(
                    limited(huber.delta()), 1, limited(huber.delta()), -limited(huber.delta()), f, fo, y, yo, l, lo, length);
            case LogCosh() -> FloatLogCosh.losses(f, fo, y, yo, l, lo, length);
            case Logistic() -> FloatLogistic.losses(f, fo, y, yo, l, lo, length, scratch);
            case Perceptron() -> FloatHinge.losses(0, f, fo, y, yo, l, lo, length);
            case Quantile quantile -> FloatLinearQuadratic.losses(
                    0, 0, (float) (1 - quantile.q()), (float) -quantile.q(), f, fo, y, yo, l, lo, length);
            case SmoothL1 smooth -> FloatLinearQuadratic.losses(
                    width(smooth.beta()), limited(1 / smooth.beta()), 1, -1, f, fo, y, yo, l, lo, length);
            case SoftMargin() -> FloatSoftMargin.losses(f, fo, y, yo, l, lo, length, scratch);
            case SquaredError() -> FloatSquaredError.losses(1, f, fo, y, yo, l, lo, length);
            case SquaredHinge() -> FloatSquaredHinge.losses(f, fo, y, yo, l, lo, length);
            case WeightedLogistic weighted -> FloatWeightedLogistic.losses(
                    limited(weighted.positiveWeight()), limited(weighted.negativeWeight()),
                    f, fo, y, yo, l, lo, length, scratch);
            case ZeroOne() -> FloatZeroOne.losses(f, fo, y, yo, l, lo, length);
        }
    }

    static void lossesAndGradient(
            PointwiseLoss loss, float scale, float[] f, int fo, float[] y, int yo,
            float[] l, int lo, float[] g, int go, int length, FloatScratch scratch) {
        switch (loss) {
            case AbsoluteError() -> FloatLinearQuadratic.lossesAndGradient(
                    0, 0, 1, -1, scale, f, fo, y, yo, l, lo, g, go, length);
            case BinaryCrossEntropy() -> FloatBinaryCrossEntropy.lossesAndGradient(
                    scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case Exponential() -> FloatExponential.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case Focal focal -> FloatFocal.lossesAndGradient(
                    focal.alpha(), focal.gamma(), scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case HalfSquaredError() -> FloatSquaredError.lossesAndGradient(0.5f, scale, f, fo, y, yo, l, lo, g, go, length);
            case Hinge() -> FloatHinge.lossesAndGradient(1, scale, f, fo, y, yo, l, lo, g, go, length);
            case Huber huber -> FloatLinearQuadratic.lossesAndGradient(
                    limited(huber.delta()), 1, limited(huber.delta()), -limited(huber.delta()),
                    scale, f, fo, y, yo, l, lo, g, go, length);
            case LogCosh() -> FloatLogCosh.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length);
            case Logistic() -> FloatLogistic.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case Perceptron() -> FloatHinge.lossesAndGradient(0, scale, f, fo, y, yo, l, lo, g, go, length);
            case Quantile quantile -> FloatLinearQuadratic.lossesAndGradient(
                    0, 0, (float) (1 - quantile.q()), (float) -quantile.q(), scale, f, fo, y, yo, l, lo, g, go, length);
            case SmoothL1 smooth -> FloatLinearQuadratic.lossesAndGradient(
                    width(smooth.beta()), limited(1 / smooth.beta()), 1, -1, scale, f, fo, y, yo, l, lo, g, go, length);
            case SoftMargin() -> FloatSoftMargin.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case SquaredError() -> FloatSquaredError.lossesAndGradient(1, scale, f, fo, y, yo, l, lo, g, go, length);
            case SquaredHinge() -> FloatSquaredHinge.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length);
            case WeightedLogistic weighted -> FloatWeightedLogistic.lossesAndGradient(
                    limited(weighted.positiveWeight()), limited(weighted.negativeWeight()),
                    scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case ZeroOne() -> FloatZeroOne.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length);
        }
    }

    static void gradientAndHessian(
            PointwiseLoss loss, float[] f, int fo, float[] y, int yo, float[] g, int go, float[] h, int ho, int length,
            FloatScratch scratch) {
        switch (loss) {
            case AbsoluteError() -> FloatLinearQuadratic.gradientAndHessian(0, 0, 1, -1, f, fo, y, yo, g, go, h, ho, length);
            case BinaryCrossEntropy() -> FloatBinaryCrossEntropy.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length);
            case Exponential() -> FloatExponential.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length, scratch);
            case Focal focal -> FloatFocal.gradientAndHessian(
                    focal.alpha(), focal.gamma(), f, fo, y, yo, g, go, h, ho, length, scratch);
            case HalfSquaredError() -> FloatSquaredError.gradientAndHessian(0.5f, f, fo, y, yo, g, go, h, ho, length);
            case Hinge() -> FloatHinge.gradientAndHessian(1, f, fo, y, yo, g, go, h, ho, length);
            case Huber huber -> FloatLinearQuadratic.gradientAndHessian(
                    limited(huber.delta()), 1, limited(huber.delta()), -limited(huber.delta()),
                    f, fo, y, yo, g, go, h, ho, length);
            case LogCosh() -> FloatLogCosh.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length);
            case Logistic() -> FloatLogistic.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length, scratch);
            case Perceptron() -> FloatHinge.gradientAndHessian(0, f, fo, y, yo, g, go, h, ho, length);
            case Quantile quantile -> FloatLinearQuadratic.gradientAndHessian(
                    0, 0, (float) (1 - quantile.q()), (float) -quantile.q(), f, fo, y, yo, g, go, h, ho, length);
            case SmoothL1 smooth -> FloatLinearQuadratic.gradientAndHessian(
                    width(smooth.beta()), limited(1 / smooth.beta()), 1, -1, f, fo, y, yo, g, go, h, ho, length);
            case SoftMargin() -> FloatSoftMargin.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length, scratch);
            case SquaredError() -> FloatSquaredError.gradientAndHessian(1, f, fo, y, yo, g, go, h, ho, length);
            case SquaredHinge() -> FloatSquaredHinge.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length);
            case WeightedLogistic weighted -> FloatWeightedLogistic.gradientAndHessian(
                    limited(weighted.positiveWeight()), limited(weighted.negativeWeight()),
                    f, fo, y, yo, g, go, h, ho, length, scratch);
            case ZeroOne() -> FloatZeroOne.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length);
        }
    }

    /**
     * Losses so cheap that a pass over scratch would show sum in their own loop: writes the gradients and leaves the losses'
     * sums in the slots. Length is a multiple of the slots. Returns false, having done nothing, for all other losses.
     */
    static boolean summed(
            PointwiseLoss loss, float scale, float[] f, int fo, float[] y, int yo, float[] g, int go, int length,
            FloatScratch scratch) {
        float[] slots = scratch.slots;
        switch (loss) {
            case AbsoluteError() -> FloatTwoLines.lossAndGradient(1, -1, scale, f, fo, y, yo, g, go, length, slots);
            case HalfSquaredError() -> FloatSquaredError.lossAndGradient(0.5f, scale, f, fo, y, yo, g, go, length, slots);
            case Hinge() -> FloatHinge.lossAndGradient(1, scale, f, fo, y, yo, g, go, length, slots);
            case Huber huber -> FloatLinearQuadratic.lossAndGradient(
                    limited(huber.delta()), 1, limited(huber.delta()), -limited(huber.delta()),
                    scale, f, fo, y, yo, g, go, length, slots);
            case Logistic() when FloatSweep.MOVES -> FloatLogistic.lossAndGradient(
                    scale, f, fo, y, yo, g, go, length, scratch);
            case Perceptron() -> FloatHinge.lossAndGradient(0, scale, f, fo, y, yo, g, go, length, slots);
            case Quantile quantile -> FloatTwoLines.lossAndGradient(
                    (float) (1 - quantile.q()), (float) -quantile.q(), scale, f, fo, y, yo, g, go, length, slots);
            case SmoothL1 smooth when width(smooth.beta()) == 0 -> FloatTwoLines.lossAndGradient(
                    1, -1, scale, f, fo, y, yo, g, go, length, slots);
            case SmoothL1 smooth -> FloatLinearQuadratic.lossAndGradient(
                    width(smooth.beta()), limited(1 / smooth.beta()), 1, -1, scale, f, fo, y, yo, g, go, length, slots);
            case SquaredError() -> FloatSquaredError.lossAndGradient(1, scale, f, fo, y, yo, g, go, length, slots);
            case SquaredHinge() -> FloatSquaredHinge.lossAndGradient(scale, f, fo, y, yo, g, go, length, slots);
            case ZeroOne() -> FloatZeroOne.lossAndGradient(scale, f, fo, y, yo, g, go, length, slots);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Below this the quadratic piece is left out, as its curvature is no number of the type. */
    static float width(double beta) {
        return 1 / beta > Float.MAX_VALUE ? 0 : limited(beta);
    }
}
