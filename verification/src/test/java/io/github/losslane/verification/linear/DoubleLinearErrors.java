// Derived from FloatLinearErrors.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.linear;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.linear.None;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import java.math.BigDecimal;

/** Errors of linear models, in parts of what the additions of their sums may be off. */
public final class DoubleLinearErrors {

    private static final String FAMILY = "Linear models of up to 2,500 rows and up to 2,100 columns in [-1, 1], as parts of the"
            + " bound that counts every rounding of their sums (the gradient that of `HalfSquaredError`, from its slopes)";
    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;
    private static final int CHAINS = 16;

    private DoubleLinearErrors() {}

    /** Measures scores and gradients. */
    public static void measure(Figures figures) {
        LinearShape.odd().forEach(shape -> {
            scores(figures, DoubleLinearSample.of(shape));
            gradient(figures, DoubleLinearSample.of(shape));
        });
    }

    /** A chain of fma, four folds, the bias. */
    private static void scores(Figures figures, DoubleLinearSample sample) {
        Figure figure = figure(figures, "score");
        double[] scores = sample.scores(Kernels.simd());
        int columns = sample.x().columns();
        int roundings = (columns + CHAINS - 1) / CHAINS + 5;
        for (int i = 0; i < scores.length; i++) {
            BigDecimal exact = new BigDecimal(sample.bias());
            BigDecimal size = exact.abs();
            for (int j = 0; j < columns; j++) {
                BigDecimal product = product(sample.x().get(i, j), sample.weights()[j]);
                exact = exact.add(product);
                size = size.add(product.abs());
            }
            see(figure, scores[i], exact, size, roundings, columns + " columns");
        }
    }

    /** A chain of one fma a row; the slopes are scores less targets, rounded. */
    private static void gradient(Figures figures, DoubleLinearSample sample) {
        Figure figure = figure(figures, "gradient of weights");
        double[] scores = sample.scores(Kernels.simd());
        sample.lossAndGradient(Kernels.simd(), new HalfSquaredError(), new None(), Reduction.SUM);
        for (int j = 0; j < sample.weights().length; j++) {
            BigDecimal exact = BigDecimal.ZERO;
            BigDecimal size = BigDecimal.ZERO;
            for (int i = 0; i < scores.length; i++) {
                BigDecimal product = product(scores[i] - sample.targets()[i], sample.x().get(i, j));
                exact = exact.add(product);
                size = size.add(product.abs());
            }
            see(figure, sample.weightGradient()[j], exact, size, scores.length, scores.length + " rows");
        }
    }

    private static void see(Figure figure, double got, BigDecimal exact, BigDecimal size, int roundings, String where) {
        if (size.signum() > 0) {
            double error = new BigDecimal(got).subtract(exact).abs().doubleValue();
            double n = roundings * UNIT_ROUNDOFF;
            figure.see(error / (n / (1 - n) * size.doubleValue()), () -> where);
        }
    }

    private static BigDecimal product(double a, double b) {
        return new BigDecimal(a).multiply(new BigDecimal(b));
    }

    private static Figure figure(Figures figures, String result) {
        return figures.of(new Figures.Result(FAMILY, "linear model", result), double.class, 1);
    }
}
