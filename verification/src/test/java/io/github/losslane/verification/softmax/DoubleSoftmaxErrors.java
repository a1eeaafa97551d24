// Derived from FloatSoftmaxErrors.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import io.github.losslane.verification.calls.LossSample;
import io.github.losslane.verification.math.DoubleUlps;
import java.math.BigDecimal;

/** Errors of the softmax kernels on rows of every spread and of many widths, one block at most. */
public final class DoubleSoftmaxErrors {

    private static final String FAMILY = "Softmax of 1 to 1,024 classes, spreads of logits from 1e-6 to 700, offsets up to 1e30,"
            + " and of few different logits, in ulps; `logSumExp` in ulps of |max| + log sum, several shares in ulps of their terms";

    /** Rows of so few classes are tried with more numbers, as an exponential to 50 digits takes long. */
    private static final int NARROW = 17;

    private static final int REPEATS = 20;
    private static final KernelProvider SIMD = Kernels.simd();

    private DoubleSoftmaxErrors() {}

    /** Measures functions and losses. */
    public static void measure(Figures figures) {
        SoftmaxCases.widths().filter(classes -> classes <= 1024).forEach(classes -> {
            for (int k = 0; k < (classes <= NARROW ? REPEATS : 1); k++) {
                measure(figures, DoubleSoftmaxTerrain.of(classes, classes + 100_000L * k));
            }
            measure(figures, DoubleSoftmaxTerrain.flat(classes, classes));
        });
    }

    private static void measure(Figures figures, DoubleSoftmaxTerrain terrain) {
        functions(figures, terrain);
        for (LossSample each : SoftmaxCases.losses()) {
            SoftmaxLoss loss = (SoftmaxLoss) each.of(terrain.labelled().classes());
            losses(figures, loss, terrain, terrain.labelled(), "labels");
            losses(figures, loss, terrain, terrain.dense(), "dense");
        }
    }

    private static void functions(Figures figures, DoubleSoftmaxTerrain terrain) {
        DoubleSoftmaxSample sample = terrain.labelled();
        double[] logSumExp = new double[sample.rows()];
        DoubleMatrix softmax = sample.empty();
        DoubleMatrix logSoftmax = sample.empty();
        SIMD.softmax().logSumExp(sample.logits(), logSumExp, 0);
        SIMD.softmax().softmax(sample.logits(), softmax);
        SIMD.softmax().logSoftmax(sample.logits(), logSoftmax);
        Figure ofSum = figure(figures, "`logSumExp`", "value", DoubleSoftmaxBounds.logSumExp(SIMD, 1));
        Figure ofSoftmax = figure(figures, "`softmax`", "value", DoubleSoftmaxBounds.softmax(SIMD, 1));
        Figure ofLog = figure(figures, "`logSoftmax`", "value", DoubleSoftmaxBounds.logSoftmax(SIMD, 1));
        for (int i = 0; i < sample.rows(); i++) {
            SoftmaxOracle exact = terrain.exact().get(i);
            BigDecimal magnitude = exact.maximum().abs().add(exact.logSum());
            String where = sample.classes() + " classes, row " + i;
            ofSum.see(DoubleUlps.distance(logSumExp[i], exact.logSumExp(), magnitude), () -> where);
            for (int j : terrain.columns(i)) {
                ofSoftmax.see(DoubleUlps.distance(softmax.get(i, j), exact.probability(j)), () -> where);
                ofLog.see(DoubleUlps.distance(logSoftmax.get(i, j), exact.logProbability(j)), () -> where);
            }
        }
    }

    private static void losses(
            Figures figures, SoftmaxLoss loss, DoubleSoftmaxTerrain terrain, DoubleSoftmaxSample sample, String targets) {
        double[] losses = sample.losses(SIMD, loss);
        DoubleMatrix gradient = sample.gradient(SIMD, loss, Reduction.SUM);
        String gamma = loss instanceof SoftmaxFocal focal ? ", gamma " + focal.gamma() : "";
        String name = "`" + loss.getClass().getSimpleName() + "`" + gamma;
        Figure ofLoss = figure(figures, name, "loss, " + targets, DoubleSoftmaxBounds.loss(SIMD, loss, 1));
        Figure ofGradient =
                figure(figures, name, "gradient, " + targets, DoubleSoftmaxBounds.gradient(SIMD, loss, 1));
        for (int i = 0; i < sample.rows(); i++) {
            if (sample.labels() == null || !loss.ignores(sample.labels()[i])) {
                SoftmaxValue exact = terrain.exact().get(i).value(loss, sample.targets(i));
                String where = sample.classes() + " classes, row " + i;
                ofLoss.see(DoubleUlps.distance(losses[i], exact.loss(), exact.lossMagnitude()), () -> where);
                for (int j : terrain.columns(i)) {
                    BigDecimal magnitude = exact.gradientMagnitude(j, Double.MIN_NORMAL);
                    ofGradient.see(DoubleUlps.distance(gradient.get(i, j), exact.gradient(j), magnitude), () -> where);
                }
            }
        }
    }

    /** Bounds for one class hold for a block, but for a fraction; in halves. */
    private static Figure figure(Figures figures, String kernel, String result, double bound) {
        return figures.of(new Figures.Result(FAMILY, kernel, result), double.class, Math.floor(2 * bound) / 2);
    }
}
