// Derived from FloatHeadSizesTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.L2Softmax;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.margin.NormFace;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIMD cuts a batch into chunks of 256 rows, weights into tiles of 1,024 classes or fewer, and keeps no more than 2,560,000
 * logits: batches across each of these borders.
 */
class DoubleHeadSizesTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;

    static Stream<HeadShape> shapes() {
        return Stream.of(new HeadShape(1, 5, 10), new HeadShape(255, 5, 10), new HeadShape(256, 5, 10),
                new HeadShape(257, 5, 10), new HeadShape(600, 20, 7), new HeadShape(3, 4, 1023), new HeadShape(3, 4, 1025),
                new HeadShape(5, 1030, 520), new HeadShape(300, 3, 2100));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void agreesWithTheReference(HeadShape shape) {
        for (MarginLoss loss : new MarginLoss[] {new ArcFace(8, 0.5), new LSoftmax(3, 1), new L2Softmax(5), new NormFace(9)}) {
            assertReference(loss, DoubleHeadAngles.of(loss, shape, 0.05, 0.6, 1.2, 2, 3), Reduction.MEAN);
        }
    }

    static void assertReference(MarginLoss loss, DoubleHeadSample simd, Reduction reduction) {
        DoubleHeadSample reference = DoubleHeadSample.of(loss, simd.features(), simd.weights(), simd.labels());
        int rows = simd.features().rows();
        double rowCount = reduction == Reduction.SUM ? 1 : rows;
        HeadErrors errors = new HeadErrors(loss, DoubleHeadSample.wide(simd.features()), DoubleHeadSample.wide(simd.weights()),
                simd.wideBias(), simd.labels(), UNIT_ROUNDOFF, Double.MIN_NORMAL);
        double got = simd.lossAndGradients(Kernels.simd(), loss, reduction);
        double expected = reference.lossAndGradients(Kernels.reference(), loss, reduction);
        double allowed = IntStream.range(0, rows).mapToDouble(errors::loss).sum();
        assertThat(got).as("%s", loss).isCloseTo(expected, within(2 * allowed / rowCount));
        for (int i = 0; i < rows; i++) {
            near(simd.featureGradient(), reference.featureGradient(), i, 2 * errors.feature(i) / rowCount);
        }
        for (int j = 0; j < simd.weights().rows(); j++) {
            near(simd.weightGradient(), reference.weightGradient(), j, 2 * errors.weight(j) / rowCount);
        }
        assertThat(simd.loss(Kernels.simd(), loss, reduction)).isEqualTo(got);
    }

    private static void near(DoubleMatrix got, DoubleMatrix expected, int row, double allowed) {
        for (int d = 0; d < got.columns(); d++) {
            double element = got.get(row, d);
            double difference = Math.abs(element - expected.get(row, d));
            if (!(difference <= allowed)) {
                assertThat(difference).as("row %s, column %s, %s", row, d, expected.get(row, d)).isLessThanOrEqualTo(allowed);
            }
        }
    }

    /** The bits of a row do not depend on the chunk it comes in, nor those of a batch on what else a workspace has room for. */
    @Test
    void chunksAndWorkspacesChangeNoBits() {
        for (MarginLoss loss : MarginCases.few()) {
            DoubleHeadSample whole = DoubleHeadAngles.of(loss, new HeadShape(530, 6, 11), 0.02, 1, 2.5);
            whole.lossAndGradients(Kernels.simd(), loss, Reduction.SUM);
            DoubleHeadSample part = DoubleHeadSample.of(loss, new DoubleMatrix(whole.features().data(), 6 * 250, 20, 6, 6),
                    whole.weights(), Arrays.copyOfRange(whole.labels(), 250, 270));
            double value = part.lossAndGradients(Kernels.simd(), loss, Reduction.SUM);
            assertThat(part.featureGradient().data())
                    .isEqualTo(Arrays.copyOfRange(whole.featureGradient().data(), 6 * 250, 6 * 270));
            if (part.bias() == null) {
                DoubleHeadSample roomy = DoubleHeadSample.of(loss, part.features(), part.weights(), part.labels());
                assertThat(Kernels.simd().head().lossAndGradients(loss, Reduction.SUM, roomy.features(), roomy.weights(),
                        roomy.labels(), 0, roomy.featureGradient(), roomy.weightGradient(),
                        new DoubleHeadWorkspace(700, 90, 40))).isEqualTo(value);
                assertThat(roomy.featureGradient().data()).isEqualTo(part.featureGradient().data());
                assertThat(roomy.weightGradient().data()).isEqualTo(part.weightGradient().data());
            }
        }
    }
}
