package io.github.losslane.verification.pointwise;

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
import java.util.Arrays;

/** What the laws of the family have to know of each loss. */
final class PointwiseFacts {

    private PointwiseFacts() {}

    /** The prediction any number of a sample stands for: itself, or a probability, the nearer 0 or 1 the larger it is. */
    static double prediction(PointwiseLoss loss, double any) {
        if (defined(loss, any)) {
            return any;
        }
        return any < 0 ? StrictMath.exp(0.6 * any) : 1 - StrictMath.exp(-any / 8);
    }

    /** Whether the loss is defined at a prediction. */
    static boolean defined(PointwiseLoss loss, double prediction) {
        return !(loss instanceof BinaryCrossEntropy) || (prediction >= 0 && prediction <= 1);
    }

    /** How far a prediction is from the nearest pole of the loss, at most 1. */
    static double reach(PointwiseLoss loss, double prediction) {
        return loss instanceof BinaryCrossEntropy ? Math.min(prediction, 1 - prediction) : 1;
    }

    /** Targets for which the kernels state their bounds, and others that are allowed. */
    static double[] targets(PointwiseLoss loss) {
        return switch (loss) {
            case AbsoluteError(), HalfSquaredError(), Huber(_), Quantile(_), SmoothL1(_),
                    SquaredError() -> new double[] {0, 1, -1, 3.25, 1e-3, 1e6};
            case Focal(_, _) -> new double[] {0, 1, 0, 1, 0.25, 0.5};
            case BinaryCrossEntropy(), Logistic(), WeightedLogistic(_, _) ->
                new double[] {0, 1, 0, 1, 0.25, 0.875};
            case LogCosh() -> new double[] {0};      // differences are exact, as its bounds want them
            case Exponential(), SoftMargin(), Perceptron(), ZeroOne() -> new double[] {-1, 1, 0};
            case Hinge(), SquaredHinge() -> new double[] {-1, 1, -1, 1, 0, 0.5, 2};
        };
    }

    /** Whether the loss is one of the difference f - y, so that any number is a target. */
    static boolean regression(PointwiseLoss loss) {
        return switch (loss) {
            case AbsoluteError(), HalfSquaredError(), Huber(_), LogCosh(), Quantile(_), SmoothL1(_), SquaredError() -> true;
            case BinaryCrossEntropy(), Exponential(), Focal(_, _), Hinge(), Logistic(), Perceptron(), SoftMargin(),
                    SquaredHinge(), WeightedLogistic(_, _), ZeroOne() -> false;
        };
    }

    /** Whether no result is NaN for a finite target; where both sides have a weight, that may be of opposite infinities. */
    static boolean allows(PointwiseLoss loss, double y) {
        boolean sides = loss instanceof WeightedLogistic || loss instanceof Focal || loss instanceof BinaryCrossEntropy;
        return !sides || (y >= 0 && y <= 1);
    }

    /** Predictions where a derivative jumps. */
    static double[] kinks(PointwiseLoss loss, double y) {
        return switch (loss) {
            case AbsoluteError(), Quantile(_) -> new double[] {y};
            case Huber(double delta) -> new double[] {y - delta, y + delta};
            case SmoothL1(double beta) -> new double[] {y - beta, y + beta};
            case Hinge(), SquaredHinge() -> y == 0 ? new double[0] : new double[] {1 / y};
            case Perceptron(), ZeroOne() -> new double[] {0};
            case HalfSquaredError(), SquaredError(), LogCosh(), Logistic(), WeightedLogistic(_, _), BinaryCrossEntropy(),
                    Exponential(), Focal(_, _), SoftMargin() -> new double[0];
        };
    }

    /** Whether a derivative jumps this near a prediction, so that a rounded difference may lie on the other side. */
    static boolean atKink(PointwiseLoss loss, double f, double y, double distance) {
        return Arrays.stream(kinks(loss, y)).anyMatch(kink -> Math.abs(f - kink) <= distance);
    }

    /** Whether the loss is convex in the prediction, for the targets it is meant for. */
    static boolean convex(PointwiseLoss loss) {
        return !(loss instanceof ZeroOne) && !(loss instanceof Focal(_, double gamma) && gamma > 0);
    }

    /** A prediction whose loss and gradient are exactly 0; NaN where no finite one has. */
    static double perfect(PointwiseLoss loss, double y) {
        return switch (loss) {
            case AbsoluteError(), HalfSquaredError(), Huber(_), LogCosh(), Quantile(_), SmoothL1(_),
                    SquaredError() -> y;
            case Hinge(), SquaredHinge() -> y == 0 ? Double.NaN : 2 / y;
            case Perceptron(), ZeroOne() -> y;
            case BinaryCrossEntropy(), Logistic(), WeightedLogistic(_, _), Exponential(), Focal(_, _),
                    SoftMargin() -> Double.NaN;
        };
    }
}
