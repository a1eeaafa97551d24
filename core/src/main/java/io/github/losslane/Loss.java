package io.github.losslane;

import io.github.losslane.center.CenterLoss;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.metric.MetricLoss;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.softmax.SoftmaxLoss;

/**
 * A loss: a record of its parameters that defines the formula in scalar double arithmetic.
 *
 * <p>Records are immutable and may be shared between threads. The kernels of a {@link KernelProvider} compute the same
 * formula over arrays.
 */
public sealed interface Loss permits CenterLoss, MarginLoss, MetricLoss, PointwiseLoss, RpnLoss, SoftmaxLoss {}
