// Derived from FloatBoostingErrors.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.boosting;

import io.github.losslane.Kernels;
import io.github.losslane.simd.boosting.DoubleBoosting;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import io.github.losslane.verification.math.DoubleUlps;
import io.github.losslane.verification.math.Oracle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Errors of the weights of examples, from scores on a grid, whose differences are exact. */
public final class DoubleBoostingErrors {

    private DoubleBoostingErrors() {}

    /** Measures weights of few and of many examples. */
    public static void measure(Figures figures) {
        Figure figure = figures.of(
                new Figures.Result("Boosting, 1 to 2,500 examples, scores in [-10, 10], in ulps", "`weights`", "value"),
                double.class, DoubleBoosting.MAX_ULP);
        IntStream.of(1, 7, 16, 33, 64, 1000, 1024, 1025, 2500).forEach(length -> {
            SplittableRandom random = new SplittableRandom(length);
            double[] scores = new double[length];
            double[] targets = new double[length];
            double[] weights = new double[length];
            for (int i = 0; i < length; i++) {
                scores[i] = 0.125 * random.nextInt(-80, 81);
                targets[i] = random.nextBoolean() ? 1 : -1;
            }
            Kernels.simd().boosting().weights(scores, 0, targets, 0, weights, 0, length);
            BigDecimal[] exact = IntStream.range(0, length)
                    .mapToObj(i -> Oracle.exp(new BigDecimal(-targets[i] * scores[i]))).toArray(BigDecimal[]::new);
            BigDecimal sum = IntStream.range(0, length).mapToObj(i -> exact[i]).reduce(BigDecimal.ZERO, BigDecimal::add);
            for (int i = 0; i < length; i++) {
                String where = length + " examples, score " + scores[i];
                figure.see(DoubleUlps.distance(weights[i], exact[i].divide(sum, MathContext.DECIMAL128)), () -> where);
            }
        });
    }
}
