// Derived from FloatMetricErrors.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import io.github.losslane.simd.metric.DoubleContrastive;
import io.github.losslane.simd.metric.DoubleTriplet;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import io.github.losslane.verification.math.DoubleUlps;
import io.github.losslane.verification.math.DoubleUpwardRows;
import java.math.BigDecimal;

/** Errors of the metric kernels on rows around a centre, near each other and far. */
public final class DoubleMetricErrors {

    private static final String FAMILY = "Metric losses of rows of 1 to 2,500 columns around 0, 100 and -3, and of rows"
            + " whose sums round upwards again and again, in ulps; of a dissimilar pair in ulps of margin^2 / 2 and of"
            + " (margin / d) (a - b), of a triplet's loss in ulps of its terms";
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final double[][] CENTRES_AND_SPREADS = {{0, 1}, {100, 1}, {-3, 0.01}, {0, 1000}};
    private static final int ROWS = 40;
    private static final int UPWARD_ROWS = 100;

    private DoubleMetricErrors() {}

    /** Measures both losses. */
    public static void measure(Figures figures) {
        DoubleRows.widths().forEach(columns -> {
            for (double[] terrain : CENTRES_AND_SPREADS) {
                triplets(figures, DoubleTriplets.around(terrain[0], terrain[1], ROWS, columns), new Triplet(0.2), false);
                double margin = 1.5 * terrain[1] * Math.sqrt(columns);       // distances are about sqrt(2 columns) spread
                pairs(figures, DoublePairs.around(terrain[0], terrain[1], ROWS, columns), new Contrastive(margin), false);
            }
        });
        DoubleUpwardRows upward = DoubleUpwardRows.of(UPWARD_ROWS);
        triplets(figures, new DoubleTriplets(upward.less(), upward.more(), upward.less()), new Triplet(0), true);
        for (double margin : new double[] {2.82, 15.9}) {        // for the loss, and for the gradient; their distance is 1
            pairs(figures, DoublePairs.of(upward.more(), upward.less()), new Contrastive(margin), true);
        }
    }

    private static void triplets(Figures figures, DoubleTriplets triplets, Triplet loss, boolean picked) {
        Figure ofLoss = figure(figures, "`Triplet`", "loss", DoubleTriplet.MAX_ULP_LOSS);
        Figure ofGradient = figure(figures, "`Triplet`", "gradient", DoubleTriplet.MAX_ULP_GRADIENT);
        double[] losses = triplets.losses(Kernels.simd(), loss);
        DoubleTriplets gradients = triplets.gradients(Kernels.simd(), loss, Reduction.SUM);
        for (int row = 0; row < losses.length; row++) {
            double[] a = DoubleRows.wide(triplets.anchors(), row);
            double[] p = DoubleRows.wide(triplets.positives(), row);
            double[] n = DoubleRows.wide(triplets.negatives(), row);
            BigDecimal margin = new BigDecimal(loss.margin());
            BigDecimal exact = MetricOracle.squareDifference(a, p, n).add(margin).max(BigDecimal.ZERO);
            String where = a.length + " columns, row " + row;
            BigDecimal terms = MetricOracle.terms(a, p, n).add(margin);
            ofLoss.see(DoubleUlps.distance(losses[row], exact, terms), picked, () -> where);
            BigDecimal two = new BigDecimal(losses[row] > 0 ? 2 : 0);
            for (int j = 0; j < a.length; j++) {
                BigDecimal slope = MetricOracle.difference(n[j], p[j]).multiply(two);
                ofGradient.see(DoubleUlps.distance(gradients.anchors().get(row, j), slope), picked, () -> where);
            }
        }
    }

    private static void pairs(Figures figures, DoublePairs pairs, Contrastive loss, boolean picked) {
        double[] losses = pairs.losses(Kernels.simd(), loss);
        DoublePairs gradients = pairs.gradients(Kernels.simd(), loss, Reduction.SUM);
        BigDecimal margin = new BigDecimal(loss.margin());
        for (int row = 0; row < losses.length; row++) {
            double[] a = DoubleRows.wide(pairs.left(), row);
            double[] b = DoubleRows.wide(pairs.right(), row);
            boolean similar = pairs.similar()[row] == 1;
            BigDecimal distance = MetricOracle.distance(a, b);
            BigDecimal gap = margin.subtract(distance).max(BigDecimal.ZERO);
            BigDecimal exact = similar ? MetricOracle.square(a, b).multiply(HALF) : gap.pow(2).multiply(HALF);
            BigDecimal scale = similar ? exact : margin.pow(2).multiply(HALF);
            String where = a.length + " columns, row " + row;
            loss(figures, similar).see(DoubleUlps.distance(losses[row], exact, scale), picked, () -> where);
            BigDecimal slope = similar ? BigDecimal.ONE : gap.negate().divide(distance, MetricOracle.DIGITS);
            BigDecimal steepest = similar ? BigDecimal.ONE : margin.divide(distance, MetricOracle.DIGITS);
            Figure ofGradient = gradient(figures, similar);
            for (int j = 0; j < a.length; j++) {
                BigDecimal difference = MetricOracle.difference(a[j], b[j]);
                ofGradient.see(DoubleUlps.distance(gradients.left().get(row, j), difference.multiply(slope),
                        difference.multiply(steepest)), picked, () -> where);
            }
        }
    }

    private static Figure loss(Figures figures, boolean similar) {
        return similar
                ? figure(figures, "`Contrastive`, similar", "loss", DoubleContrastive.MAX_ULP_LOSS)
                : figure(figures, "`Contrastive`, dissimilar", "loss", DoubleContrastive.MAX_ULP_LOSS_DISSIMILAR);
    }

    private static Figure gradient(Figures figures, boolean similar) {
        return similar
                ? figure(figures, "`Contrastive`, similar", "gradient", DoubleContrastive.MAX_ULP_GRADIENT)
                : figure(figures, "`Contrastive`, dissimilar", "gradient", DoubleContrastive.MAX_ULP_GRADIENT_DISSIMILAR);
    }

    private static Figure figure(Figures figures, String kernel, String result, double bound) {
        return figures.of(new Figures.Result(FAMILY, kernel, result), double.class, bound);
    }
}
