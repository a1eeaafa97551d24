// Derived from FloatCenterErrors.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.center;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.simd.center.DoubleCenterLoss;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import io.github.losslane.verification.math.DoubleUlps;
import io.github.losslane.verification.math.DoubleUpwardRows;
import java.math.BigDecimal;
import java.math.MathContext;

/** Errors of center loss on ordinary numbers. */
public final class DoubleCenterErrors {

    private static final String FAMILY = "Center loss of 1 to 1,000 columns in [-1, 1], and of rows whose sums round upwards"
            + " again and again, in ulps";
    private static final CenterLoss LOSS = new CenterLoss(0.375);
    private static final int BLOCK = 1024;
    private static final int ROWS = 100;
    private static final int UPWARD_ROWS = 100;
    private static final double RATE = 0.0123;

    private DoubleCenterErrors() {}

    /** Measures losses, gradients and moved centers. */
    public static void measure(Figures figures) {
        CenterShape.odd().filter(shape -> shape.dimension() <= BLOCK)
                .forEach(shape -> measure(figures, DoubleCenterSample.of(shape, 1), false));
        measure(figures, DoubleCenterSample.of(DoubleUpwardRows.of(UPWARD_ROWS)), true);
        CenterShape.odd().forEach(shape -> moved(figures, shape));
    }

    private static void measure(Figures figures, DoubleCenterSample sample, boolean picked) {
        Figure ofLoss = figure(figures, "loss", DoubleCenterLoss.MAX_ULP_LOSS);
        Figure ofGradient = figure(figures, "gradient, MEAN", DoubleCenterLoss.MAX_ULP_GRADIENT);
        KernelProvider simd = Kernels.simd();
        double[] losses = sample.losses(simd, LOSS);
        DoubleMatrix gradient = sample.gradient(simd, LOSS, Reduction.MEAN);
        BigDecimal count = new BigDecimal(Math.max(1, losses.length));
        for (int i = 0; i < Math.min(losses.length, ROWS); i++) {
            double[] x = DoubleCenterSample.wide(sample.features(), i);
            double[] c = DoubleCenterSample.wide(sample.centers(), sample.labels()[i]);
            String where = x.length + " columns, row " + i;
            ofLoss.see(DoubleUlps.distance(losses[i], CenterOracle.loss(x, c)), picked, () -> where);
            for (int d = 0; d < x.length; d++) {
                BigDecimal exact = CenterOracle.difference(x[d], c[d]).divide(count, MathContext.DECIMAL128);
                ofGradient.see(DoubleUlps.distance(gradient.get(i, d), exact), picked, () -> where);
            }
        }
    }

    private static void moved(Figures figures, CenterShape shape) {
        Figure figure = figures.of(new Figures.Result("Center updates of ordinary numbers, of differences that overflow and"
                + " that underflow, as parts of the bound that stands at `ROUNDINGS`", "`CenterLoss`", "moved center"),
                double.class, 1);
        for (double size : new double[] {1, Double.MAX_VALUE, 9 * Double.MIN_VALUE}) {
            DoubleCenterSample sample = DoubleCenterSample.of(shape, size);
            DoubleMatrix moved = sample.moved(Kernels.simd(), new CenterLoss(1, RATE));
            for (int label = 0; label < Math.min(shape.classes(), 20); label++) {
                int[] rows = sample.rowsOf(label);
                for (int d = 0; d < shape.dimension(); d += 1 + shape.dimension() / 40) {
                    double center = sample.centers().get(label, d);
                    double[] features = sample.column(rows, d);
                    BigDecimal error = new BigDecimal(moved.get(label, d))
                            .subtract(CenterOracle.moved(RATE, center, features)).abs();
                    String where = rows.length + " rows, size " + size;
                    figure.see(error.divide(DoubleCenterBound.moved(RATE, center, features), MathContext.DECIMAL64)
                            .doubleValue(), () -> where);
                }
            }
        }
    }

    private static Figure figure(Figures figures, String result, double bound) {
        return figures.of(new Figures.Result(FAMILY, "`CenterLoss`", result), double.class, bound);
    }
}
