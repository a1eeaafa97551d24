package io.github.losslane.verification.softmax;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import io.github.losslane.verification.calls.LossSample;
import io.github.losslane.verification.math.FloatUlps;
import java.math.BigDecimal;

/** Errors of the softmax kernels on rows of every spread and of many widths, one block at most. */
public final class FloatSoftmaxErrors {

    private static final String FAMILY = "Softmax of 1 to 1,024 classes, spreads of logits from 1e-6 to 700, offsets up to 1e30,"
            + " and of few different logits, in ulps; `logSumExp` in ulps of |max| + log sum, several shares in ulps of their terms";

    /** Rows of so few classes are tried with more numbers, as an exponential to 50 digits takes long. */
    private static final int NARROW = 17;

    private static final int REPEATS = 20;
    private static final KernelProvider SIMD = Kernels.simd();

    private FloatSoftmaxErrors() {}

    /** Measures functions and losses. */
    public static void measure(Figures figures) {
        SoftmaxCases.widths().filter(classes -> classes <= 1024).forEach(classes -> {
            for (int k = 0; k < (classes <= NARROW ? REPEATS : 1); k++) {
                measure(figures, FloatSoftmaxTerrain.of(classes, classes + 100_000L * k));
            }
            measure(figures, FloatSoftmaxTerrain.flat(classes, classes));
        });
    }

    private static void measure(Figures figures, FloatSoftmaxTerrain terrain) {
        functions(figures, terrain);
        for (LossSample each : SoftmaxCases.losses()) {
            SoftmaxLoss loss = (SoftmaxLoss) each.of(terrain.labelled().classes());
            losses(figures, loss, terrain, terrain.labelled(), "labels");
            losses(figures, loss, terrain, terrain.dense(), "dense");
        }
    }

    private static void functions(Figures figures, FloatSoftmaxTerrain terrain) {
        FloatSoftmaxSample sample = terrain.labelled();
        float[] logSumExp = new float[sample.rows()];
        FloatMatrix softmax = sample.empty();
        FloatMatrix logSoftmax = sample.empty();
        SIMD.softmax().logSumExp(sample.logits(), logSumExp, 0);
        SIMD.softmax().softmax(sample.logits(), softmax);
        SIMD.softmax().logSoftmax(sample.logits(), logSoftmax);
        Figure ofSum = figure(figures, "`logSumExp`", "value", FloatSoftmaxBounds.logSumExp(SIMD, 1));
        Figure ofSoftmax = figure(figures, "`softmax`", "value", FloatSoftmaxBounds.softmax(SIMD, 1));
        Figure ofLog = figure(figures, "`logSoftmax`", "value", FloatSoftmaxBounds.logSoftmax(SIMD, 1));
        for (int i = 0; i < sample.rows(); i++) {
            SoftmaxOracle exact = terrain.exact().get(i);
            BigDecimal magnitude = exact.maximum().abs().add(exact.logSum());
            String where = sample.classes() + " classes, row " + i;
            ofSum.see(FloatUlps.distance(logSumExp[i], exact.logSumExp(), magnitude), () -> where);
            for (int j : terrain.columns(i)) {
                ofSoftmax.see(FloatUlps.distance(softmax.get(i, j), exact.probability(j)), () -> where);
                ofLog.see(FloatUlps.distance(logSoftmax.get(i, j), exact.logProbability(j)), () -> where);
            }
        }
    }

    private static void losses(
            Figures figures, SoftmaxLoss loss, FloatSoftmaxTerrain terrain, FloatSoftmaxSample sample, String targets) {
        float[] losses = sample.losses(SIMD, loss);
        FloatMatrix gradient = sample.gradient(SIMD, loss, Reduction.SUM);
        String gamma = loss instanceof SoftmaxFocal focal ? ", gamma " + focal.gamma() : "";
        String name = "`" + loss.getClass().getSimpleName() + "`" + gamma;
        Figure ofLoss = figure(figures, name, "loss, " + targets, FloatSoftmaxBounds.loss(SIMD, loss, 1));
        Figure ofGradient =
                figure(figures, name, "gradient, " + targets, FloatSoftmaxBounds.gradient(SIMD, loss, 1));
        for (int i = 0; i < sample.rows(); i++) {
            if (sample.labels() == null || !loss.ignores(sample.labels()[i])) {
                SoftmaxValue exact = terrain.exact().get(i).value(loss, sample.targets(i));
                String where = sample.classes() + " classes, row " + i;
                ofLoss.see(FloatUlps.distance(losses[i], exact.loss(), exact.lossMagnitude()), () -> where);
                for (int j : terrain.columns(i)) {
                    BigDecimal magnitude = exact.gradientMagnitude(j, Float.MIN_NORMAL);
                    ofGradient.see(FloatUlps.distance(gradient.get(i, j), exact.gradient(j), magnitude), () -> where);
                }
            }
        }
    }

    /** Bounds for one class hold for a block, but for a fraction; in halves. */
    private static Figure figure(Figures figures, String kernel, String result, double bound) {
        return figures.of(new Figures.Result(FAMILY, kernel, result), float.class, Math.floor(2 * bound) / 2);
    }
}
