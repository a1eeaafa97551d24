package io.github.losslane.jmh.peers;

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

/**
 * Mean pointwise losses in TorchScript, of tensors f and y: libtorch's own loss where it has one, otherwise what its users
 * write, in as few operators as they get along with.
 */
final class PointwiseScript {

    private static final int NO_REDUCTION = 0;
    private static final int MEAN = 1;

    private PointwiseScript() {}

    static String of(PointwiseLoss loss) {
        return switch (loss) {
            case SquaredError _ -> "torch.mse_loss(f, y)";
            case HalfSquaredError _ -> "torch.mul(torch.mse_loss(f, y), 0.5)";
            case AbsoluteError _ -> "torch.l1_loss(f, y)";
            case SmoothL1(double beta) -> "torch.smooth_l1_loss(f, y, " + MEAN + ", " + beta + ")";
            case Huber(double delta) -> "torch.huber_loss(f, y, " + MEAN + ", " + delta + ")";
            case Quantile(double q) -> """
                    d = torch.sub(y, f)
                    torch.mean(torch.maximum(torch.mul(d, %s), torch.mul(d, %s)))""".formatted(q, q - 1);
            case Hinge _ -> "torch.mean(torch.relu(torch.rsub(torch.mul(f, y), 1.)))";
            case SquaredHinge _ -> "torch.mean(torch.pow(torch.relu(torch.rsub(torch.mul(f, y), 1.)), 2))";
            case Perceptron _ -> "torch.mean(torch.relu(torch.neg(torch.mul(f, y))))";
            // libtorch has no gradient for a comparison: the product with 0 gives that of zeros, in one pass
            case ZeroOne _ -> """
                    m = torch.mul(f, y)
                    torch.mean(torch.add(torch.mul(m, 0.), torch.lt(m, 0.)))""";
            case Exponential _ -> "torch.mean(torch.exp(torch.neg(torch.mul(f, y))))";
            case Logistic _ -> "torch.binary_cross_entropy_with_logits(f, y)";
            case WeightedLogistic(double positive, double negative) -> """
                    ratio = torch.full([1], %s)
                    torch.mul(torch.binary_cross_entropy_with_logits(f, y, None, ratio), %s)"""
                    .formatted(positive / negative, negative);
            case SoftMargin _ -> "torch.soft_margin_loss(f, y)";
            // libtorch takes softplus(x) for x from 20 on unless told otherwise, which is no double precision
            case LogCosh _ -> """
                    d = torch.sub(f, y)
                    l = torch.add(d, torch.softplus(torch.mul(d, -2.), 1, 40))
                    torch.mean(torch.sub(l, %s))""".formatted(Math.log(2));
            case BinaryCrossEntropy _ -> "torch.binary_cross_entropy(f, y)";
            case Focal(double alpha, double gamma) -> """
                    p = torch.sigmoid(f)
                    l = torch.binary_cross_entropy_with_logits(f, y, None, None, %s)
                    other = torch.rsub(y, 1.)
                    q = torch.rsub(torch.add(torch.mul(p, y), torch.mul(torch.rsub(p, 1.), other)), 1.)
                    a = torch.add(torch.mul(y, %s), torch.mul(other, %s))
                    torch.mean(torch.mul(a, torch.mul(l, torch.pow(q, %s))))"""
                    .formatted(NO_REDUCTION, alpha, 1 - alpha, gamma);
        };
    }
}
