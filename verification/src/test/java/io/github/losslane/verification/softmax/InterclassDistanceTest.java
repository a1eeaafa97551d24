package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cross-entropy weighted by the distance of the predicted class. */
class InterclassDistanceTest {

    private static final InterclassDistance LOSS = new InterclassDistance();

    static Stream<KernelProvider> providers() {
        return SoftmaxCases.providers();
    }

    @Test
    void distancesAreOutOfTheirSum() {
        int[] sums = {15, 12, 11, 12, 15};
        for (int label = 0; label < 5; label++) {
            for (int predicted = 0; predicted < 5; predicted++) {
                double expected = (Math.abs(predicted - label) + 1.0) / sums[label];
                assertThat(InterclassDistance.distance(predicted, label, 5)).isEqualTo(expected);
            }
        }
        for (int classes : new int[] {1, 2, 3, 40, 1001}) {
            int label = classes / 3;
            double all = IntStream.range(0, classes)
                    .mapToDouble(predicted -> InterclassDistance.distance(predicted, label, classes)).sum();
            assertThat(all).as("sum over what may be predicted of %s classes", classes).isCloseTo(1, within(1e-12));
        }
    }

    /** The sum of distances of 100,000 classes does not fit an int. */
    @Test
    void manyClassesDoNotOverflow() {
        double sum = 100_000.0 + 99_999.0 * 100_000 / 2;
        assertThat(InterclassDistance.distance(99_999, 0, 100_000)).isEqualTo(100_000 / sum);
    }

    /** Maxima far from the label, wherever the largest logit comes first: in every vector, slot and block. */
    @ParameterizedTest
    @MethodSource("providers")
    void tiesOfTheMaximumTakeTheLowestIndex(KernelProvider provider) {
        for (int classes : new int[] {2, 3, 9, 16, 17, 33, 70, 1030, 2100}) {
            for (int first : new int[] {0, 1, classes / 2, classes - 2, classes - 1}) {
                int label = classes / 4;
                float[] row = new float[classes];
                Arrays.fill(row, -200);
                Arrays.fill(row, first, classes, 1);
                double expected = InterclassDistance.distance(first, label, classes) * (label >= first ? 0 : 201)
                        + InterclassDistance.distance(first, label, classes) * StrictMath.log(classes - first);
                double loss = FloatSoftmaxSample.row(label, row).losses(provider, LOSS)[0];
                assertThat(loss).as("%s classes, maximum from %s", classes, first)
                        .isCloseTo(expected, within(20 * 0x1p-24 * expected));
            }
        }
    }

    /** A weight that its predicted class does not change: neither here nor in the gradient. */
    @ParameterizedTest
    @MethodSource("providers")
    void weightIsAConstantOfTheGradient(KernelProvider provider) {
        DoubleSoftmaxSample row = DoubleSoftmaxSample.row(1, 0.25, 1, -0.5, 2, 1.5);
        double weight = 3 / 12.0;
        double[] expected = row.gradient(provider, CrossEntropy.PLAIN, Reduction.SUM).data();
        double[] gradient = row.gradient(provider, LOSS, Reduction.SUM).data();
        for (int j = 0; j < 5; j++) {
            assertThat(gradient[j]).isCloseTo(weight * expected[j], within(1e-15));
        }
        assertThat(row.loss(provider, LOSS, Reduction.SUM))
                .isCloseTo(weight * row.loss(provider, CrossEntropy.PLAIN, Reduction.SUM), within(1e-14));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void zerosOfEitherSignAreATie(KernelProvider provider) {
        double loss = DoubleSoftmaxSample.row(2, -0.0, -3, 0).loss(provider, LOSS, Reduction.SUM);
        double probability = 1 / (2 + StrictMath.exp(-3));
        assertThat(loss).isCloseTo(-StrictMath.log(probability) * 3 / 6, within(1e-15));
        double other = DoubleSoftmaxSample.row(2, 0, -3, -0.0).loss(provider, LOSS, Reduction.SUM);
        assertThat(other).isEqualTo(loss);
    }
}
