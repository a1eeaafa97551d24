package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.margin.MarginLoss;
import java.math.BigDecimal;
import java.util.stream.IntStream;

/** The results of both providers against the oracle, at some of the coordinates of every gradient. */
final class FloatHeadCheck {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;
    private static final double DOUBLE = 0x1p-53;
    private static final int COORDINATES = 3;

    private final MarginLoss loss;
    private final FloatHeadSample sample;
    private final HeadOracle[] rows;
    private final HeadErrors simd;
    private final HeadErrors reference;

    private FloatHeadCheck(MarginLoss loss, FloatHeadSample sample) {
        this.loss = loss;
        this.sample = sample;
        double[][] x = FloatHeadSample.wide(sample.features());
        double[][] w = FloatHeadSample.wide(sample.weights());
        double[] b = sample.wideBias();
        this.rows = new HeadOracle[x.length];
        for (int i = 0; i < x.length; i++) {
            rows[i] = new HeadOracle(loss, x[i], w, b, sample.labels()[i]);
        }
        this.simd = new HeadErrors(loss, x, w, b, sample.labels(), UNIT_ROUNDOFF, Float.MIN_NORMAL);
        this.reference = new HeadErrors(loss, x, w, b, sample.labels(), DOUBLE, Double.MIN_NORMAL);
    }

    /** Checks both providers. */
    static void check(MarginLoss loss, FloatHeadSample sample, Reduction reduction) {
        FloatHeadCheck check = new FloatHeadCheck(loss, sample);
        check.results(Kernels.reference(), check.reference, reduction);
        check.results(Kernels.simd(), check.simd, reduction);
    }

    private void results(KernelProvider provider, HeadErrors errors, Reduction reduction) {
        double rowCount = reduction == Reduction.SUM ? 1 : rows.length;
        double allowed = IntStream.range(0, rows.length).mapToDouble(errors::loss).sum();
        near("loss", sample.lossAndGradients(provider, loss, reduction) * rowCount, sum(HeadOracle::loss), allowed);
        for (int i = 0; i < rows.length; i++) {
            for (int d : coordinates(sample.features().columns(), i)) {
                near("dx_" + i + "," + d, sample.featureGradient().get(i, d) * rowCount,
                        rows[i].featureGradient(d), errors.feature(i));
            }
        }
        for (int j : classes()) {
            for (int d : coordinates(sample.features().columns(), j)) {
                near("dW_" + j + "," + d, sample.weightGradient().get(j, d) * rowCount,
                        sum(row -> row.weightGradient(j, d)), errors.weight(j));
            }
            if (loss.hasBias()) {
                near("db_" + j, sample.biasGradient()[j] * rowCount, sum(row -> row.biasGradient(j)), errors.bias(j));
            }
        }
        if (loss.unitFeatures() && sample.bias() == null) {
            near("dL/dscale", sample.scaleGradient(provider, loss, reduction) * loss.scale() * rowCount,
                    sum(HeadOracle::scaleGradient), errors.scale());
        }
    }

    /** The result of the reference is rounded once more, SIMD's bound holds that already. */
    private void near(String what, double got, BigDecimal exact, double allowed) {
        double rounding = 2 * UNIT_ROUNDOFF * Math.abs(exact.doubleValue()) + Float.MIN_NORMAL;
        double error = new BigDecimal(got).subtract(exact).abs().doubleValue();
        assertThat(error).as("%s of %s is %s, exactly %s", what, loss, got, exact.doubleValue())
                .isLessThanOrEqualTo(allowed + rounding);
    }

    private interface Derivative {
        BigDecimal of(HeadOracle row);
    }

    private BigDecimal sum(Derivative derivative) {
        BigDecimal sum = BigDecimal.ZERO;
        for (HeadOracle row : rows) {
            sum = sum.add(derivative.of(row));
        }
        return sum;
    }

    /** The label of the first row and the classes at both ends. */
    private int[] classes() {
        int classes = sample.weights().rows();
        return IntStream.of(sample.labels()[0], 0, classes - 1).distinct().toArray();
    }

    /** All if they are few, otherwise some from a first. */
    private static int[] coordinates(int dimension, int first) {
        int step = Math.max(1, dimension / COORDINATES);
        return IntStream.range(0, Math.min(dimension, COORDINATES)).map(k -> (first + k * step) % dimension).toArray();
    }
}
