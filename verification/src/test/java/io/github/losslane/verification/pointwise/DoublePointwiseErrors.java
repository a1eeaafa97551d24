// Derived from FloatPointwiseErrors.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.pointwise;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import io.github.losslane.verification.calls.LossCatalogue;
import io.github.losslane.verification.math.DoubleUlps;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Errors of the pointwise kernels: losses, gradients and second derivatives of the samples of every loss. */
public final class DoublePointwiseErrors {

    private static final String FAMILY = "Pointwise losses of predictions up to 110 and of edges up to the largest number"
            + " (20,000 for each set of parameters, and those of a million more that differ most from the record), in ulps of"
            + " the result; gradients of soft targets and second derivatives of `Focal` in ulps of their larger term";
    private static final int ROWS = 20_000;

    private DoublePointwiseErrors() {}

    /** Measures every loss. */
    public static void measure(Figures figures) {
        PointwiseCases.losses().forEach(loss -> measure(figures, loss));
    }

    private static void measure(Figures figures, PointwiseLoss loss) {
        measure(figures, loss, DoublePointwiseSample.of(loss, ROWS, 20261127), true);
        measure(figures, loss, DoublePointwiseSuspects.of(loss), false);
    }

    /** Rows that were picked for their errors count for the largest one alone. */
    private static void measure(Figures figures, PointwiseLoss loss, DoublePointwiseSample sample, boolean fair) {
        double[] losses = sample.losses(Kernels.simd(), loss);
        double[] gradient = sample.gradient(Kernels.simd(), loss, Reduction.SUM);
        double[] hessian = sample.hessian(Kernels.simd(), loss);
        Figure ofLoss = figure(figures, loss, "loss");
        Figure ofGradient = figure(figures, loss, "gradient");
        Figure ofHessian = figure(figures, loss, "hessian");
        IntStream.range(0, losses.length).parallel().forEach(i -> {
            double f = sample.predictions()[i];
            double y = sample.targets()[i];
            String where = "f = " + f + ", y = " + y;
            PointwiseOracle.Value exact = PointwiseOracle.at(loss, f, y, Double.MIN_NORMAL);
            see(ofLoss, fair, DoubleUlps.distance(losses[i], exact.loss(), exact.lossScale()), () -> where);
            see(ofGradient, fair, DoubleUlps.distance(gradient[i], exact.gradient(), exact.gradientScale()), () -> where);
            if (!PointwiseFacts.atKink(loss, f, y, Math.ulp(Math.max(Math.abs(f), Math.abs(y))))) {
                see(ofHessian, fair, DoubleUlps.distance(hessian[i], exact.hessian(), exact.hessianScale()), () -> where);
            }
        });
    }

    private static void see(Figure figure, boolean fair, double error, Supplier<String> where) {
        if (fair) {
            figure.see(error, where);
        } else {
            figure.seek(error, where);
        }
    }

    private static Figure figure(Figures figures, PointwiseLoss loss, String result) {
        return figures.of(new Figures.Result(FAMILY, "`" + loss.getClass().getSimpleName() + "`", result), double.class,
                bound(loss, result));
    }

    private static double bound(PointwiseLoss loss, String result) {
        try {
            return Class.forName(LossCatalogue.kernel(loss.getClass(), "Double"))
                    .getField("MAX_ULP_" + result.toUpperCase(Locale.ROOT)).getDouble(null);
        } catch (ReflectiveOperationException exception) {
            throw new IllegalStateException("no bound of " + loss, exception);
        }
    }
}
