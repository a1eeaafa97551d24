package io.github.losslane.verification.metric;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some gradients are written over their inputs and others are not; rows whose squares overflow are read once more. */
class FloatMetricInPlaceTest {

    static IntStream widths() {
        return FloatMetricLayoutTest.upToAHundred();
    }

    @ParameterizedTest
    @MethodSource("widths")
    void someMatricesOfATripletAreInPlace(int columns) {
        FloatTriplets triplets = FloatTriplets.around(0, 1, FloatMetricLayoutTest.ROWS, columns)
                .each(m -> FloatMetricLayoutTest.prepared(m, true));
        List<FloatMatrix> expected = triplets.gradients(Kernels.simd(), new Triplet(), Reduction.SUM).matrices();
        for (int places = 0; places < 8; places++) {
            FloatTriplets inputs = triplets.each(FloatMetricLayoutTest::withGaps);
            FloatTriplets others = triplets.each(FloatMetricLayoutTest::withGaps);
            FloatTriplets outputs = new FloatTriplets((places & 1) > 0 ? inputs.anchors() : others.anchors(),
                    (places & 2) > 0 ? inputs.positives() : others.positives(),
                    (places & 4) > 0 ? inputs.negatives() : others.negatives());
            inputs.lossAndGradients(Kernels.simd(), new Triplet(), Reduction.SUM, outputs);
            FloatMetricLayoutTest.assertSame(outputs.matrices(), expected);
        }
    }

    @ParameterizedTest
    @MethodSource("widths")
    void oneMatrixOfAPairIsInPlace(int columns) {
        FloatPairs pairs = FloatPairs.around(0, 1, FloatMetricLayoutTest.ROWS, columns)
                .each(m -> FloatMetricLayoutTest.prepared(m, true));
        Contrastive loss = new Contrastive(1.5 * Math.sqrt(columns));
        List<FloatMatrix> expected = pairs.gradients(Kernels.simd(), loss, Reduction.SUM).matrices();
        for (boolean first : new boolean[] {true, false}) {
            FloatPairs inputs = pairs.each(FloatMetricLayoutTest::withGaps);
            FloatPairs others = pairs.each(FloatMetricLayoutTest::withGaps);
            FloatPairs outputs = new FloatPairs(first ? inputs.left() : others.left(),
                    first ? others.right() : inputs.right(), pairs.similar());
            inputs.lossAndGradients(Kernels.simd(), loss, Reduction.SUM, outputs);
            FloatMetricLayoutTest.assertSame(outputs.matrices(), expected);
        }
    }
}
