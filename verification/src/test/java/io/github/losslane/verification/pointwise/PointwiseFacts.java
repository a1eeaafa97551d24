package io.github.losslane.verification.pointwise;

import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.Exponential;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.Huber;
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
import java.util.Arrays;

/** What the laws of the family have to know of each loss. */
final class PointwiseFacts {

    private PointwiseFacts() {}

    /** Targets for which the kernels state their bounds, and others that are allowed. */
    static double[] targets(PointwiseLoss loss) {
        return switch (loss) {
            case AbsoluteError(), HalfSquaredError(), Huber(_), Quantile(_), SmoothL1(_),
                    SquaredError() -> new double[] {0, 1, -1, 3.25, 1e-3, 1e6};
            case Logistic(), WeightedLogistic(_, _) ->
                new double[] {0, 1, 0, 1, 0.25, 0.875};
            case Exponential(), SoftMargin(), Perceptron(), ZeroOne() -> new double[] {-1, 1, 0};
            case Hinge(), SquaredHinge() -> new double[] {-1, 1, -1, 1, 0, 0.5, 2};
        };
    }

    /** Whether the loss is one of the difference f - y, so that any number is a target. */
    static boolean regression(PointwiseLoss loss) {
        return switch (loss) {
            case AbsoluteError(), HalfSquaredError(), Huber(_), Quantile(_), SmoothL1(_), SquaredError() -> true;
            case Logistic(), WeightedLogistic(_, _), Exponential(), SoftMargin(), Perceptron(), ZeroOne(), Hinge(),
                    SquaredHinge() -> false;
        };
    }

    /** Whether the formula holds for a finite target, if only as it stands. */
    static boolean allows(PointwiseLoss loss, double y) {
        return !(loss instanceof WeightedLogistic) || (y >= 0 && y <= 1);
    }

    /** Predictions where a derivative jumps. */
    static double[] kinks(PointwiseLoss loss, double y) {
        return switch (loss) {
            case AbsoluteError(), Quantile(_) -> new double[] {y};
            case Huber(double delta) -> new double[] {y - delta, y + delta};
            case SmoothL1(double beta) -> new double[] {y - beta, y + beta};
            case Hinge(), SquaredHinge() -> y == 0 ? new double[0] : new double[] {1 / y};
            case Perceptron(), ZeroOne() -> new double[] {0};
            case HalfSquaredError(), SquaredError(), Logistic(), WeightedLogistic(_, _),
                    Exponential(), SoftMargin() -> new double[0];
        };
    }

    /** Whether a derivative jumps this near a prediction, so that a rounded difference may lie on the other side. */
    static boolean atKink(PointwiseLoss loss, double f, double y, double distance) {
        return Arrays.stream(kinks(loss, y)).anyMatch(kink -> Math.abs(f - kink) <= distance);
    }

    /** Whether the loss is convex in the prediction, for the targets it is meant for. */
    static boolean convex(PointwiseLoss loss) {
        return !(loss instanceof ZeroOne);
    }

    /** A prediction whose loss is exactly 0; NaN where no finite one has. */
    static double perfect(PointwiseLoss loss, double y) {
        return switch (loss) {
            case AbsoluteError(), HalfSquaredError(), Huber(_), Quantile(_), SmoothL1(_),
                    SquaredError() -> y;
            case Hinge(), SquaredHinge() -> y == 0 ? Double.NaN : 2 / y;
            case Perceptron(), ZeroOne() -> y;
            case Logistic(), WeightedLogistic(_, _), Exponential(), SoftMargin() -> Double.NaN;
        };
    }
}
