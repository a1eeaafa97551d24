package io.github.losslane.verification.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.Huber;
import io.github.losslane.pointwise.LogCosh;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseKernels;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.Quantile;
import io.github.losslane.pointwise.SmoothL1;
import io.github.losslane.pointwise.SoftMargin;
import io.github.losslane.pointwise.SquaredHinge;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values that others printed for the losses of this family.
 *
 * <p>Rows are from the table of {@code test_loss_on_specific_values} in scikit-learn's
 * {@code sklearn/_loss/tests/test_loss.py}, which holds them to 1e-15. Batches are from the examples of the documentation of
 * Keras ({@code keras.losses}) and MindSpore ({@code mindspore.ops.SmoothL1Loss}), to the digits printed there, and from
 * section 6 of FORMULAS in this project's plan, which names no source for them. At 232.8 scikit-learn prints 1.8 times the
 * derivative, within its tolerance; {@code LogisticTest} has the right one. Of Keras only the squared hinge was looked
 * up; its other values stand as remembered.
 */
class PointwisePublishedTest {

    private static final double SCIKIT = 1e-15;
    private static final double NONE = Double.NaN;

    /** One row: loss and derivatives, NaN where none is printed. */
    record Row(PointwiseLoss loss, double target, double prediction, double value, double gradient, double hessian) {}

    /** A batch and the mean of its losses, to half a unit of the last digit. */
    record Batch(String source, PointwiseLoss loss, double[] targets, double[] predictions, double mean, double half) {}

    static Stream<Row> rows() {
        Logistic logistic = new Logistic();
        return Stream.of(
                new Row(new HalfSquaredError(), 1, 5, 8, 4, 1),
                new Row(new AbsoluteError(), 1, 5, 4, 1, NONE),
                new Row(new Quantile(0.5), 1, 5, 2, 0.5, NONE),
                new Row(new Quantile(0.25), 1, 5, 4 * (1 - 0.25), 1 - 0.25, NONE),
                new Row(new Quantile(0.25), 5, 1, 4 * 0.25, -0.25, NONE),
                new Row(new Huber(3), 1, 5, 3 * (4 - 3 / 2.0), NONE, NONE),
                new Row(new Huber(3), 1, 3, 0.5 * 4, NONE, NONE),
                new Row(logistic, 0.25, StrictMath.log(4), StrictMath.log1p(4) - 0.25 * StrictMath.log(4), NONE, NONE),
                new Row(logistic, 0, -1e20, 0, 0, 0),
                new Row(logistic, 1, -1e20, 1e20, -1, 0),
                new Row(logistic, 0, -1e3, 0, 0, 0),
                new Row(logistic, 1, -1e3, 1e3, -1, 0),
                new Row(logistic, 1, -37.5, 37.5, -1, 0),
                new Row(logistic, 1, -37, 37, 1e-16 - 1, 8.533047625744065e-17),
                new Row(logistic, 0, -37, 8.533047625744065e-17, 8.533047625744065e-17, 8.533047625744065e-17),
                new Row(logistic, 1, -36.9, 36.9, 1e-16 - 1, 9.430476078526806e-17),
                new Row(logistic, 0, -36.9, 9.430476078526806e-17, 9.430476078526806e-17, 9.430476078526806e-17),
                new Row(logistic, 0, 37, 37, 1 - 1e-16, 8.533047625744065e-17),
                new Row(logistic, 1, 37, 8.533047625744066e-17, -8.533047625744066e-17, 8.533047625744066e-17),
                new Row(logistic, 0, 37.5, 37.5, 1, 5.175555005801868e-17),
                new Row(logistic, 0, 232.8, 232.8, 1, 1.4287342391028437e-101),
                new Row(logistic, 1, 1e20, 0, 0, 0),
                new Row(logistic, 0, 1e20, 1e20, 1, 0),
                new Row(logistic, 1, 232.8, 0, -1.4287342391028437e-101, 1.4287342391028437e-101),
                new Row(logistic, 1, 232.9, 0, 0, 0),
                new Row(logistic, 1, 1e3, 0, 0, 0),
                new Row(logistic, 0, 1e3, 1e3, 1, 0));
    }

    static Stream<Batch> batches() {
        double[] bits = {0, 1, 0, 0};
        double[] signs = {-1, 1, -1, -1};       // what Keras makes of them
        double[] probabilities = {0.6, 0.4, 0.4, 0.6};
        double[] logits = {-18.6, 0.51, 2.94, -12.8};
        return Stream.of(
                new Batch("keras.losses.BinaryCrossentropy", new BinaryCrossEntropy(), bits, probabilities, 0.815, 0.0005),
                new Batch("keras.losses.BinaryCrossentropy, from_logits", new Logistic(), bits, logits, 0.865, 0.0005),
                new Batch("keras.losses.BinaryFocalCrossentropy, from_logits, without alpha, halved",
                        new Focal(0.5, 2), bits, logits, 0.691 / 2, 0.0005 / 2),
                new Batch("keras.losses.Hinge", new Hinge(), signs, probabilities, 1.3, 0.05),
                new Batch("keras.losses.SquaredHinge", new SquaredHinge(), signs, probabilities, 1.86, 0.005),
                new Batch("keras.losses.Huber", new Huber(1), bits, probabilities, 0.155, 0.0005),
                new Batch("keras.losses.LogCosh", new LogCosh(), bits, new double[] {1, 1, 0, 0}, 0.108, 0.0005),
                new Batch("mindspore.ops.SmoothL1Loss", new SmoothL1(1),
                        new double[] {1, 2, 2}, new double[] {1, 2, 3}, 0.5 / 3, 1e-7),
                new Batch("FORMULAS: SmoothL1", new SmoothL1(1),
                        new double[] {0, 1, 5}, new double[] {0.1, 1.2, 4.7}, (0.005 + 0.02 + 0.045) / 3, 1e-15),
                new Batch("FORMULAS: SoftMargin", new SoftMargin(), new double[] {-1, 1, 1, -1}, new double[] {2, 4, 1, 3},
                        (2.1269281 + 0.01814993 + 0.3132617 + 3.0485873) / 4, 0.5e-7));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rowsOfScikitLearn(Row row) {
        for (PointwiseKernels kernels : kernels()) {
            double[] f = {row.prediction};
            double[] y = {row.target};
            double[] losses = new double[1];
            double[] gradient = new double[1];
            double[] hessian = new double[1];
            kernels.losses(row.loss, f, 0, y, 0, losses, 0, 1);
            kernels.gradientAndHessian(row.loss, f, 0, y, 0, gradient, 0, hessian, 0, 1);
            check(losses[0], row.value);
            check(gradient[0], row.gradient);
            check(hessian[0], row.hessian);
        }
    }

    /** As there: relative or absolute. */
    private static void check(double got, double printed) {
        if (!Double.isNaN(printed)) {
            assertThat(got).isCloseTo(printed, within(Math.max(SCIKIT, SCIKIT * Math.abs(printed))));
        }
    }

    @ParameterizedTest
    @MethodSource("batches")
    void meansOfExamples(Batch batch) {
        int length = batch.targets.length;
        for (PointwiseKernels kernels : kernels()) {
            double mean = kernels.loss(batch.loss, Reduction.MEAN, batch.predictions, 0, batch.targets, 0, length);
            assertThat(mean).as(batch.source).isCloseTo(batch.mean, within(batch.half));
        }
    }

    private static List<PointwiseKernels> kernels() {
        return List.of(Kernels.simd().pointwise(), Kernels.reference().pointwise());
    }
}
