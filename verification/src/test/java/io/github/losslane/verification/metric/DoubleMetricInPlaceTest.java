// Derived from FloatMetricInPlaceTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some gradients are written over their inputs and others are not; rows whose squares overflow are read once more. */
class DoubleMetricInPlaceTest {

    static IntStream widths() {
        return DoubleMetricLayoutTest.upToAHundred();
    }

    @ParameterizedTest
    @MethodSource("widths")
    void someMatricesOfATripletAreInPlace(int columns) {
        DoubleTriplets triplets = DoubleTriplets.around(0, 1, DoubleMetricLayoutTest.ROWS, columns)
                .each(m -> DoubleMetricLayoutTest.prepared(m, true));
        List<DoubleMatrix> expected = triplets.gradients(Kernels.simd(), new Triplet(), Reduction.SUM).matrices();
        for (int places = 0; places < 8; places++) {
            DoubleTriplets inputs = triplets.each(DoubleMetricLayoutTest::withGaps);
            DoubleTriplets others = triplets.each(DoubleMetricLayoutTest::withGaps);
            DoubleTriplets outputs = new DoubleTriplets((places & 1) > 0 ? inputs.anchors() : others.anchors(),
                    (places & 2) > 0 ? inputs.positives() : others.positives(),
                    (places & 4) > 0 ? inputs.negatives() : others.negatives());
            inputs.lossAndGradients(Kernels.simd(), new Triplet(), Reduction.SUM, outputs);
            DoubleMetricLayoutTest.assertSame(outputs.matrices(), expected);
        }
    }

    @ParameterizedTest
    @MethodSource("widths")
    void oneMatrixOfAPairIsInPlace(int columns) {
        DoublePairs pairs = DoublePairs.around(0, 1, DoubleMetricLayoutTest.ROWS, columns)
                .each(m -> DoubleMetricLayoutTest.prepared(m, true));
        Contrastive loss = new Contrastive(1.5 * Math.sqrt(columns));
        List<DoubleMatrix> expected = pairs.gradients(Kernels.simd(), loss, Reduction.SUM).matrices();
        for (boolean first : new boolean[] {true, false}) {
            DoublePairs inputs = pairs.each(DoubleMetricLayoutTest::withGaps);
            DoublePairs others = pairs.each(DoubleMetricLayoutTest::withGaps);
            DoublePairs outputs = new DoublePairs(first ? inputs.left() : others.left(),
                    first ? others.right() : inputs.right(), pairs.similar());
            inputs.lossAndGradients(Kernels.simd(), loss, Reduction.SUM, outputs);
            DoubleMetricLayoutTest.assertSame(outputs.matrices(), expected);
        }
    }
}
