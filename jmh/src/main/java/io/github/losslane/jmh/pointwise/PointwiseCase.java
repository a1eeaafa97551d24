package io.github.losslane.jmh.pointwise;

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

/** The pointwise losses that are measured, by the names of the benchmarks' parameter. */
public enum PointwiseCase {
    SquaredError,
    HalfSquaredError,
    AbsoluteError,
    SmoothL1,
    Huber,
    Quantile,
    Hinge,
    SquaredHinge,
    Perceptron,
    ZeroOne,
    Exponential,
    Logistic,
    WeightedLogistic,
    SoftMargin,
    LogCosh,
    BinaryCrossEntropy,
    /** With the paper's gamma 2. */
    Focal,
    /** With a gamma that takes a power. */
    FocalGamma1_5;

    /** The loss. */
    public PointwiseLoss loss() {
        return switch (this) {
            case SquaredError -> new SquaredError();
            case HalfSquaredError -> new HalfSquaredError();
            case AbsoluteError -> new AbsoluteError();
            case SmoothL1 -> new SmoothL1();
            case Huber -> new Huber(1.5);
            case Quantile -> new Quantile(0.9);
            case Hinge -> new Hinge();
            case SquaredHinge -> new SquaredHinge();
            case Perceptron -> new Perceptron();
            case ZeroOne -> new ZeroOne();
            case Exponential -> new Exponential();
            case Logistic -> new Logistic();
            case WeightedLogistic -> new WeightedLogistic(0.75, 0.25);
            case SoftMargin -> new SoftMargin();
            case LogCosh -> new LogCosh();
            case BinaryCrossEntropy -> new BinaryCrossEntropy();
            case Focal -> new Focal();
            case FocalGamma1_5 -> new Focal(0.25, 1.5);
        };
    }

    /** The target for a random bit: -1 or 1 where the loss is of signs, otherwise 0 or 1. */
    int target(int bit) {
        return switch (this) {
            case Hinge, SquaredHinge, Perceptron, ZeroOne, Exponential, SoftMargin -> 2 * bit - 1;
            default -> bit;
        };
    }
}
