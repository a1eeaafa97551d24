// Derived from FloatJointStepTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.DoubleCenterWorkspace;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.PlainSoftmax;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One step of joint training is the head's, center loss added to its loss and feature gradient, and centers moved. */
class DoubleJointStepTest {

    private static final PlainSoftmax HEAD = new PlainSoftmax();

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** What a step gives. */
    private record Step(double loss, double[] features, double[] weights, double[] bias, double[] centers) {}

    /** What a step takes; the bias may be null. */
    private record Batch(DoubleCenterSample sample, DoubleMatrix weights, double[] bias) {

        static Batch of(CenterShape shape, boolean withBias) {
            SplittableRandom random = new SplittableRandom(5);
            return new Batch(DoubleCenterSample.of(shape, 1),
                    DoubleCenterSample.matrix(shape.classes(), shape.dimension(), i -> random.nextDouble(-1, 1)),
                    withBias ? DoubleCenterSample.matrix(1, shape.classes(), i -> random.nextDouble(-1, 1)).data() : null);
        }

        Step joint(KernelProvider provider, CenterLoss loss, Reduction reduction) {
            Step step = blank();
            double value = bias == null
                    ? provider.center().jointStep(HEAD, loss, reduction, sample.features(), weights, sample.labels(), 0,
                            centers(step), features(step), weights(step), headWorkspace(), centerWorkspace())
                    : provider.center().jointStep(HEAD, loss, reduction, sample.features(), weights, bias, 0,
                            sample.labels(), 0, centers(step), features(step), weights(step), step.bias, 0,
                            headWorkspace(), centerWorkspace());
            return new Step(value, step.features, step.weights, step.bias, step.centers);
        }

        Step head(KernelProvider provider, Reduction reduction) {
            Step step = blank();
            double value = bias == null
                    ? provider.head().lossAndGradients(HEAD, reduction, sample.features(), weights, sample.labels(), 0,
                            features(step), weights(step), headWorkspace())
                    : provider.head().lossAndGradients(HEAD, reduction, sample.features(), weights, bias, 0,
                            sample.labels(), 0, features(step), weights(step), step.bias, 0, headWorkspace());
            return new Step(value, step.features, step.weights, step.bias, step.centers);
        }

        private Step blank() {
            return new Step(0, nans(sample.features().data().length), nans(weights.data().length),
                    bias == null ? new double[0] : nans(bias.length), sample.centers().data().clone());
        }

        DoubleMatrix features(Step step) {
            return DoubleMatrix.of(step.features, sample.features().rows(), sample.features().columns());
        }

        private DoubleMatrix weights(Step step) {
            return DoubleMatrix.of(step.weights, weights.rows(), weights.columns());
        }

        DoubleMatrix centers(Step step) {
            return DoubleMatrix.of(step.centers, weights.rows(), weights.columns());
        }

        private DoubleHeadWorkspace headWorkspace() {
            return new DoubleHeadWorkspace(sample.features().rows(), weights.columns(), weights.rows());
        }

        DoubleCenterWorkspace centerWorkspace() {
            return new DoubleCenterWorkspace(weights.rows(), weights.columns());
        }

        private static double[] nans(int length) {
            double[] nans = new double[length];
            Arrays.fill(nans, Double.NaN);
            return nans;
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void stepIsTheHeadThenTheWeightedCenterLossThenTheUpdate(KernelProvider provider) {
        CenterLoss loss = new CenterLoss(0.25, 0.75);
        CenterShape.odd().filter(shape -> shape.rows() <= 1024).forEach(shape -> Stream.of(true, false).forEach(bias -> {
            for (Reduction reduction : Reduction.values()) {
                Batch batch = Batch.of(shape, bias);
                Step step = batch.joint(provider, loss, reduction);
                Step head = batch.head(provider, reduction);
                DoubleCenterSample sample = batch.sample;
                double added = provider.center().lossAndAddGradient(loss, reduction, sample.features(), sample.labels(), 0,
                        sample.centers(), batch.features(head));
                assertThat(step.loss).isEqualTo(head.loss + added);
                assertThat(step.features).isEqualTo(head.features);
                assertThat(step.weights).isEqualTo(head.weights);
                assertThat(step.bias).isEqualTo(head.bias);
                assertThat(step.centers).isEqualTo(sample.moved(provider, loss).data());
            }
        }));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void weightZeroLeavesTheSoftmaxStepBitForBit(KernelProvider provider) {
        for (boolean bias : new boolean[] {true, false}) {
            for (double poison : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE}) {
                Batch batch = Batch.of(new CenterShape(9, 21, 4), bias);
                batch.sample.features().data()[30] = poison;
                batch.sample.centers().data()[batch.sample.labels()[3] * 21] = -poison;
                Arrays.fill(batch.weights.data(), 0, 21, -0.0);
                Step step = batch.joint(provider, new CenterLoss(0), Reduction.MEAN);
                Step head = batch.head(provider, Reduction.MEAN);
                assertThat(Double.doubleToLongBits(step.loss)).isEqualTo(Double.doubleToLongBits(head.loss));
                assertThat(step.features).isEqualTo(head.features);
                assertThat(step.weights).isEqualTo(head.weights);
                assertThat(step.bias).isEqualTo(head.bias);
                assertThat(step.centers).isEqualTo(batch.sample.moved(provider, new CenterLoss(0)).data());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void rateZeroLeavesTheCenters(KernelProvider provider) {
        Batch batch = Batch.of(new CenterShape(9, 21, 4), true);
        assertThat(batch.joint(provider, new CenterLoss(1, 0), Reduction.SUM).centers)
                .isEqualTo(batch.sample.centers().data());
    }
}
