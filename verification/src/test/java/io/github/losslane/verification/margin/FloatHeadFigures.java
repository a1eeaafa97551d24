package io.github.losslane.verification.margin;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Supplier;

/** Errors of the heads, in parts of the bounds that are carried through their steps for each number ({@link HeadErrors}). */
public final class FloatHeadFigures {

    private static final String FAMILY = "Heads of 2 to 40 classes and 1 to 130 dimensions, angles to the label from 0.1"
            + " to 3, as parts of the bound that is derived for each number (`HeadErrors`)";

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;
    private static final List<HeadShape> SHAPES = List.of(
            new HeadShape(3, 2, 3), new HeadShape(2, 7, 10), new HeadShape(1, 130, 40), new HeadShape(4, 16, 5),
            new HeadShape(6, 1, 26), new HeadShape(2, 4, 19));

    private FloatHeadFigures() {}

    /** Measures losses and gradients of every record, with parameters that take every branch. */
    public static void measure(Figures figures) {
        for (MarginLoss loss : MarginCases.few()) {      // their order in the table
            List.of("loss", "gradient of features", "gradient of weights").forEach(result -> figure(figures, loss, result));
        }
        MarginCases.few().stream().parallel().forEach(loss -> {
            for (HeadShape shape : SHAPES) {
                for (int k = 0; k < 4; k++) {
                    measure(figures, loss, FloatHeadAngles.of(loss, shape, 0.1 + 0.7 * k, 1.3, 2.2, 3.0));
                }
            }
        });
    }

    private static void measure(Figures figures, MarginLoss loss, FloatHeadSample sample) {
        double[][] x = FloatHeadSample.wide(sample.features());
        double[][] w = FloatHeadSample.wide(sample.weights());
        double[] b = sample.wideBias();
        HeadErrors bounds = new HeadErrors(loss, x, w, b, sample.labels(), UNIT_ROUNDOFF, Float.MIN_NORMAL);
        HeadOracle[] rows = new HeadOracle[x.length];
        double value = sample.lossAndGradients(Kernels.simd(), loss, Reduction.SUM);
        BigDecimal exact = BigDecimal.ZERO;
        double allowed = 0;
        Supplier<String> where = () -> loss + ", " + x[0].length + " dimensions";
        for (int i = 0; i < x.length; i++) {
            rows[i] = new HeadOracle(loss, x[i], w, b, sample.labels()[i]);
            exact = exact.add(rows[i].loss());
            allowed += bounds.loss(i);
            Figure ofFeatures = figure(figures, loss, "gradient of features");
            for (int d = 0; d < Math.min(3, x[i].length); d++) {
                BigDecimal derivative = rows[i].featureGradient(d);
                ofFeatures.see(part(sample.featureGradient().get(i, d), derivative, bounds.feature(i)), where);
            }
        }
        figure(figures, loss, "loss").see(part(value, exact, allowed), where);
        int label = sample.labels()[0];
        for (int d = 0; d < Math.min(3, x[0].length); d++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (HeadOracle row : rows) {
                sum = sum.add(row.weightGradient(label, d));
            }
            figure(figures, loss, "gradient of weights")
                    .see(part(sample.weightGradient().get(label, d), sum, bounds.weight(label)), where);
        }
    }

    /** As {@link FloatHeadCheck}: the bound, and the rounding of the result. */
    private static double part(double got, BigDecimal exact, double allowed) {
        double rounding = 2 * UNIT_ROUNDOFF * Math.abs(exact.doubleValue()) + Float.MIN_NORMAL;
        return new BigDecimal(got).subtract(exact).abs().doubleValue() / (allowed + rounding);
    }

    private static Figure figure(Figures figures, MarginLoss loss, String result) {
        return figures.of(new Figures.Result(FAMILY, "`" + loss.getClass().getSimpleName() + "`", result), float.class, 1);
    }
}
