// Derived from FloatBoostingErrors.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.boosting;

import io.github.losslane.Kernels;
import io.github.losslane.simd.boosting.DoubleBoosting;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import io.github.losslane.verification.math.DoubleUlps;
import io.github.losslane.verification.math.DoubleUpwardRows;
import io.github.losslane.verification.math.Oracle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Errors of the weights of examples, from scores and classifiers on a grid, where differences of exponents are exact. */
public final class DoubleBoostingErrors {

    private static final String FAMILY = "Boosting, 1 to 2,500 examples, scores and predictions in [-10, 10], and examples"
            + " whose sum rounds upwards again and again, in ulps";
    private static final int UPWARD = 20;
    private static final int[] LENGTHS = {1, 7, 16, 33, 64, 1000, 1024, 1025, 2500};

    private DoubleBoostingErrors() {}

    /** Measures weights of few and of many examples, as they begin and after another classifier. */
    public static void measure(Figures figures) {
        weights(figures);
        reweight(figures);
    }

    private static void weights(Figures figures) {
        IntStream.of(LENGTHS).forEach(length -> {
            SplittableRandom random = new SplittableRandom(length);
            double[] scores = new double[length];
            double[] targets = new double[length];
            for (int i = 0; i < length; i++) {
                scores[i] = 0.125 * random.nextInt(-80, 81);
                targets[i] = random.nextBoolean() ? 1 : -1;
            }
            weights(figures, scores, targets, false);
        });
        for (int seed = 0; seed < UPWARD; seed++) {
            double[] exponents = DoubleUpwardRows.exponents(new Random(seed));
            weights(figures, exponents, targets(exponents.length), true);
        }
    }

    private static void weights(Figures figures, double[] scores, double[] targets, boolean picked) {
        Figure figure = figure(figures, "`weights`", "value");
        int length = scores.length;
        double[] weights = new double[length];
        Kernels.simd().boosting().weights(scores, 0, targets, 0, weights, 0, length);
        BigDecimal[] exact = IntStream.range(0, length)
                .mapToObj(i -> Oracle.exp(new BigDecimal(-targets[i] * scores[i]))).toArray(BigDecimal[]::new);
        BigDecimal sum = Arrays.stream(exact).reduce(BigDecimal.ZERO, BigDecimal::add);
        for (int i = 0; i < length; i++) {
            String where = length + " examples, score " + scores[i];
            figure.see(DoubleUlps.distance(weights[i], exact[i].divide(sum, MathContext.DECIMAL128)), picked, () -> where);
        }
    }

    private static void reweight(Figures figures) {
        IntStream.of(LENGTHS).forEach(length -> {
            SplittableRandom random = new SplittableRandom(length);
            double[] predictions = new double[length];
            double[] targets = new double[length];
            double[] weights = new double[length];
            for (int i = 0; i < length; i++) {
                predictions[i] = 0.125 * random.nextInt(-80, 81);
                targets[i] = random.nextBoolean() ? 1 : -1;
                weights[i] = random.nextDouble(0.1, 1);
            }
            reweight(figures, 0.75, predictions, targets, weights, false);
        });
        for (int seed = 0; seed < UPWARD; seed++) {
            double[] exponents = DoubleUpwardRows.exponents(new Random(seed));
            double[] ones = new double[exponents.length];
            Arrays.fill(ones, 1);
            reweight(figures, 1, exponents, targets(exponents.length), ones, true);
        }
    }

    /** Targets that make exponents of scores or predictions. */
    private static double[] targets(int length) {
        double[] targets = new double[length];
        Arrays.fill(targets, -1);
        return targets;
    }

    private static void reweight(
            Figures figures, double theta, double[] predictions, double[] targets, double[] weights, boolean picked) {
        Figure figure = figure(figures, "`reweight`", "weight");
        Figure ofTotal = figure(figures, "`reweight`", "total, in ulps of the type");
        int length = weights.length;
        BigDecimal[] exact = new BigDecimal[length];
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < length; i++) {
            BigDecimal weight = new BigDecimal(weights[i]);
            exact[i] = Oracle.exp(new BigDecimal(-theta * targets[i] * predictions[i])).multiply(weight);
            total = total.add(weight);
        }
        BigDecimal sum = Arrays.stream(exact).reduce(BigDecimal.ZERO, BigDecimal::add);
        double z = Kernels.simd().boosting().reweight(theta, predictions, 0, targets, 0, weights, 0, length);
        BigDecimal exactTotal = sum.divide(total, MathContext.DECIMAL128);
        ofTotal.see(DoubleUlps.distance(z, exactTotal), picked, () -> length + " examples");
        for (int i = 0; i < length; i++) {
            String where = length + " examples, prediction " + predictions[i];
            figure.see(DoubleUlps.distance(weights[i], exact[i].divide(sum, MathContext.DECIMAL128)), picked, () -> where);
        }
    }

    private static Figure figure(Figures figures, String kernel, String result) {
        return figures.of(new Figures.Result(FAMILY, kernel, result), double.class, DoubleBoosting.MAX_ULP);
    }
}
