// Derived from FloatPointwiseDispatch.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static io.github.losslane.simd.DoubleParameter.limited;

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
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSweep;

/**
 * From a loss to its kernel; every length is a multiple of the lanes. Records are asked for their parameters by name: a
 * pattern that takes them apart compiles to a branch that nothing reaches.
 */
final class DoublePointwiseDispatch {

    private DoublePointwiseDispatch() {}

    static void losses(
            PointwiseLoss loss, double[] f, int fo, double[] y, int yo, double[] l, int lo, int length, DoubleScratch scratch) {
        switch (loss) {
            case AbsoluteError() -> DoubleLinearQuadratic.losses(0, 0, 1, -1, f, fo, y, yo, l, lo, length);
            case BinaryCrossEntropy() -> DoubleBinaryCrossEntropy.losses(f, fo, y, yo, l, lo, length, scratch);
            case Exponential() -> DoubleExponential.losses(f, fo, y, yo, l, lo, length, scratch);
            case Focal focal -> DoubleFocal.losses(
                    focal.alpha(), focal.gamma(), f, fo, y, yo, l, lo, length, scratch);
            case HalfSquaredError() -> DoubleSquaredError.losses(0.5, f, fo, y, yo, l, lo, length);
            case Hinge() -> DoubleHinge.losses(1, f, fo, y, yo, l, lo, length);
            case Huber huber -> DoubleLinearQuadratic.losses(
                    limited(huber.delta()), 1, limited(huber.delta()), -limited(huber.delta()), f, fo, y, yo, l, lo, length);
            case LogCosh() -> DoubleLogCosh.losses(f, fo, y, yo, l, lo, length);
            case Logistic() -> DoubleLogistic.losses(f, fo, y, yo, l, lo, length, scratch);
            case Perceptron() -> DoubleHinge.losses(0, f, fo, y, yo, l, lo, length);
            case Quantile quantile -> DoubleLinearQuadratic.losses(
                    0, 0, (1 - quantile.q()), -quantile.q(), f, fo, y, yo, l, lo, length);
            case SmoothL1 smooth -> DoubleLinearQuadratic.losses(
                    width(smooth.beta()), limited(1 / smooth.beta()), 1, -1, f, fo, y, yo, l, lo, length);
            case SoftMargin() -> DoubleSoftMargin.losses(f, fo, y, yo, l, lo, length, scratch);
            case SquaredError() -> DoubleSquaredError.losses(1, f, fo, y, yo, l, lo, length);
            case SquaredHinge() -> DoubleSquaredHinge.losses(f, fo, y, yo, l, lo, length);
            case WeightedLogistic weighted -> DoubleWeightedLogistic.losses(
                    limited(weighted.positiveWeight()), limited(weighted.negativeWeight()),
                    f, fo, y, yo, l, lo, length, scratch);
            case ZeroOne() -> DoubleZeroOne.losses(f, fo, y, yo, l, lo, length);
        }
    }

    static void lossesAndGradient(
            PointwiseLoss loss, double scale, double[] f, int fo, double[] y, int yo,
            double[] l, int lo, double[] g, int go, int length, DoubleScratch scratch) {
        switch (loss) {
            case AbsoluteError() -> DoubleLinearQuadratic.lossesAndGradient(
                    0, 0, 1, -1, scale, f, fo, y, yo, l, lo, g, go, length);
            case BinaryCrossEntropy() -> DoubleBinaryCrossEntropy.lossesAndGradient(
                    scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case Exponential() -> DoubleExponential.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case Focal focal -> DoubleFocal.lossesAndGradient(
                    focal.alpha(), focal.gamma(), scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case HalfSquaredError() -> DoubleSquaredError.lossesAndGradient(0.5, scale, f, fo, y, yo, l, lo, g, go, length);
            case Hinge() -> DoubleHinge.lossesAndGradient(1, scale, f, fo, y, yo, l, lo, g, go, length);
            case Huber huber -> DoubleLinearQuadratic.lossesAndGradient(
                    limited(huber.delta()), 1, limited(huber.delta()), -limited(huber.delta()),
                    scale, f, fo, y, yo, l, lo, g, go, length);
            case LogCosh() -> DoubleLogCosh.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length);
            case Logistic() -> DoubleLogistic.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case Perceptron() -> DoubleHinge.lossesAndGradient(0, scale, f, fo, y, yo, l, lo, g, go, length);
            case Quantile quantile -> DoubleLinearQuadratic.lossesAndGradient(
                    0, 0, (1 - quantile.q()), -quantile.q(), scale, f, fo, y, yo, l, lo, g, go, length);
            case SmoothL1 smooth -> DoubleLinearQuadratic.lossesAndGradient(
                    width(smooth.beta()), limited(1 / smooth.beta()), 1, -1, scale, f, fo, y, yo, l, lo, g, go, length);
            case SoftMargin() -> DoubleSoftMargin.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case SquaredError() -> DoubleSquaredError.lossesAndGradient(1, scale, f, fo, y, yo, l, lo, g, go, length);
            case SquaredHinge() -> DoubleSquaredHinge.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length);
            case WeightedLogistic weighted -> DoubleWeightedLogistic.lossesAndGradient(
                    limited(weighted.positiveWeight()), limited(weighted.negativeWeight()),
                    scale, f, fo, y, yo, l, lo, g, go, length, scratch);
            case ZeroOne() -> DoubleZeroOne.lossesAndGradient(scale, f, fo, y, yo, l, lo, g, go, length);
        }
    }

    static void gradientAndHessian(
            PointwiseLoss loss, double[] f, int fo, double[] y, int yo, double[] g, int go, double[] h, int ho, int length,
            DoubleScratch scratch) {
        switch (loss) {
            case AbsoluteError() -> DoubleLinearQuadratic.gradientAndHessian(0, 0, 1, -1, f, fo, y, yo, g, go, h, ho, length);
            case BinaryCrossEntropy() -> DoubleBinaryCrossEntropy.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length);
            case Exponential() -> DoubleExponential.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length, scratch);
            case Focal focal -> DoubleFocal.gradientAndHessian(
                    focal.alpha(), focal.gamma(), f, fo, y, yo, g, go, h, ho, length, scratch);
            case HalfSquaredError() -> DoubleSquaredError.gradientAndHessian(0.5, f, fo, y, yo, g, go, h, ho, length);
            case Hinge() -> DoubleHinge.gradientAndHessian(1, f, fo, y, yo, g, go, h, ho, length);
            case Huber huber -> DoubleLinearQuadratic.gradientAndHessian(
                    limited(huber.delta()), 1, limited(huber.delta()), -limited(huber.delta()),
                    f, fo, y, yo, g, go, h, ho, length);
            case LogCosh() -> DoubleLogCosh.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length);
            case Logistic() -> DoubleLogistic.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length, scratch);
            case Perceptron() -> DoubleHinge.gradientAndHessian(0, f, fo, y, yo, g, go, h, ho, length);
            case Quantile quantile -> DoubleLinearQuadratic.gradientAndHessian(
                    0, 0, (1 - quantile.q()), -quantile.q(), f, fo, y, yo, g, go, h, ho, length);
            case SmoothL1 smooth -> DoubleLinearQuadratic.gradientAndHessian(
                    width(smooth.beta()), limited(1 / smooth.beta()), 1, -1, f, fo, y, yo, g, go, h, ho, length);
            case SoftMargin() -> DoubleSoftMargin.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length, scratch);
            case SquaredError() -> DoubleSquaredError.gradientAndHessian(1, f, fo, y, yo, g, go, h, ho, length);
            case SquaredHinge() -> DoubleSquaredHinge.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length);
            case WeightedLogistic weighted -> DoubleWeightedLogistic.gradientAndHessian(
                    limited(weighted.positiveWeight()), limited(weighted.negativeWeight()),
                    f, fo, y, yo, g, go, h, ho, length, scratch);
            case ZeroOne() -> DoubleZeroOne.gradientAndHessian(f, fo, y, yo, g, go, h, ho, length);
        }
    }

    /**
     * Losses so cheap that a pass over scratch would show sum in their own loop: writes the gradients and leaves the losses'
     * sums in the slots. Length is a multiple of the slots. Returns false, having done nothing, for all other losses.
     */
    static boolean summed(
            PointwiseLoss loss, double scale, double[] f, int fo, double[] y, int yo, double[] g, int go, int length,
            DoubleScratch scratch) {
        double[] slots = scratch.slots;
        switch (loss) {
            case AbsoluteError() -> DoubleTwoLines.lossAndGradient(1, -1, scale, f, fo, y, yo, g, go, length, slots);
            case HalfSquaredError() -> DoubleSquaredError.lossAndGradient(0.5, scale, f, fo, y, yo, g, go, length, slots);
            case Hinge() -> DoubleHinge.lossAndGradient(1, scale, f, fo, y, yo, g, go, length, slots);
            case Huber huber -> DoubleLinearQuadratic.lossAndGradient(
                    limited(huber.delta()), 1, limited(huber.delta()), -limited(huber.delta()),
                    scale, f, fo, y, yo, g, go, length, slots);
            case Logistic() when DoubleSweep.MOVES -> DoubleLogistic.lossAndGradient(
                    scale, f, fo, y, yo, g, go, length, scratch);
            case Perceptron() -> DoubleHinge.lossAndGradient(0, scale, f, fo, y, yo, g, go, length, slots);
            case Quantile quantile -> DoubleTwoLines.lossAndGradient(
                    (1 - quantile.q()), -quantile.q(), scale, f, fo, y, yo, g, go, length, slots);
            case SmoothL1 smooth when width(smooth.beta()) == 0 -> DoubleTwoLines.lossAndGradient(
                    1, -1, scale, f, fo, y, yo, g, go, length, slots);
            case SmoothL1 smooth -> DoubleLinearQuadratic.lossAndGradient(
                    width(smooth.beta()), limited(1 / smooth.beta()), 1, -1, scale, f, fo, y, yo, g, go, length, slots);
            case SquaredError() -> DoubleSquaredError.lossAndGradient(1, scale, f, fo, y, yo, g, go, length, slots);
            case SquaredHinge() -> DoubleSquaredHinge.lossAndGradient(scale, f, fo, y, yo, g, go, length, slots);
            case ZeroOne() -> DoubleZeroOne.lossAndGradient(scale, f, fo, y, yo, g, go, length, slots);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Below this the quadratic piece is left out, as its curvature is no number of the type. */
    static double width(double beta) {
        return 1 / beta > Double.MAX_VALUE ? 0 : limited(beta);
    }
}
