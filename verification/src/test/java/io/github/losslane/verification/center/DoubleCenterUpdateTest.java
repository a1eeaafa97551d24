// Derived from FloatCenterUpdateTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.center;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.DoubleCenterWorkspace;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How centers move: by the formula, within the stated error; and only those of the classes in the batch. */
class DoubleCenterUpdateTest {

    private static final double UNIT_ROUNDOFF = (Math.nextUp(1.0) - 1) / 2;
    private static final BigDecimal UNIT = new BigDecimal(UNIT_ROUNDOFF);
    private static final KernelProvider SIMD = Kernels.simd();

    /** Ordinary; differences that overflow, also in sums; differences that underflow. */
    private static final double[] SIZES = {1, Double.MAX_VALUE, 9 * Double.MIN_VALUE};

    private static final double[] RATES = {0.5, 1, 0.0123};

    static Stream<CenterShape> shapes() {
        return CenterShape.odd();
    }

    static Stream<KernelProvider> providers() {
        return Stream.of(SIMD, Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void centersMoveByTheFormulaWithinTheStatedError(CenterShape shape) {
        for (double size : SIZES) {
            for (double rate : RATES) {
                DoubleCenterSample sample = DoubleCenterSample.of(shape, size);
                DoubleMatrix moved = sample.moved(SIMD, new CenterLoss(1, rate));
                DoubleMatrix reference = sample.moved(Kernels.reference(), new CenterLoss(1, rate));
                for (int label = 0; label < Math.min(shape.classes(), 20); label++) {
                    int[] rows = sample.rowsOf(label);
                    for (int d = 0; d < shape.dimension(); d += 1 + shape.dimension() / 40) {
                        double c = sample.centers().get(label, d);
                        String what = size + ", rate " + rate + ", class " + label + ", column " + d;
                        double[] features = sample.column(rows, d);
                        check(what, moved.get(label, d), rate, c, features, 0);
                        check("reference, " + what, reference.get(label, d), rate, c, features, 3 * rows.length + 3);
                    }
                }
            }
        }
    }

    /** The reference rounds the center itself with every row: some roundings more, of numbers no larger than all these. */
    private static void check(String what, double moved, double rate, double center, double[] features, int more) {
        BigDecimal exact = CenterOracle.moved(rate, center, features);
        double largest = Math.max(Math.abs(center), Arrays.stream(features).map(Math::abs).max().orElse(0));
        BigDecimal allowed = DoubleCenterBound.moved(rate, center, features)
                .add(new BigDecimal(largest).multiply(UNIT).multiply(new BigDecimal(more * (1 + 8 * UNIT_ROUNDOFF))));
        assertThat(new BigDecimal(moved).subtract(exact).abs()).as(what).isLessThanOrEqualTo(allowed);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void absentClassesKeepTheirCentersBitForBit(CenterShape shape) {
        providers().forEach(provider -> {
            DoubleCenterSample sample = DoubleCenterSample.of(shape, 1).withGaps();
            DoubleMatrix centers = sample.centers();
            for (int label = 0; label < shape.classes(); label++) {
                if (sample.rowsOf(label).length == 0) {
                    Arrays.fill(centers.data(), centers.rowOffset(label), centers.rowOffset(label) + shape.dimension(),
                            label % 3 == 0 ? Double.NaN : label % 3 == 1 ? -0.0 : Double.NEGATIVE_INFINITY);
                }
            }
            double[] before = centers.data().clone();
            provider.center().updateCenters(new CenterLoss(1, 1), sample.features(), sample.labels(), 0, centers,
                    new DoubleCenterWorkspace(shape.classes(), shape.dimension()));
            for (int label = 0; label < shape.classes(); label++) {
                int[] rows = sample.rowsOf(label);
                for (int d = 0; d < shape.dimension(); d++) {
                    int i = centers.rowOffset(label) + d;
                    before[i] = rows.length == 0 ? before[i] : centers.data()[i];
                }
            }
            assertThat(centers.data()).isEqualTo(before);        // gaps as well; isEqualTo tells -0.0 from 0.0
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void rowsOfOneClassAreGatheredBeforeTheCenterMoves(KernelProvider provider) {
        DoubleMatrix features = DoubleMatrix.of(new double[] {1, 9, 3, 5}, 4, 1);
        DoubleMatrix centers = DoubleMatrix.of(new double[] {0, 7, 1}, 3, 1);
        DoubleCenterSample sample = new DoubleCenterSample(features, new int[] {0, 2, 0, 0}, centers);
        assertThat(sample.moved(provider, new CenterLoss(1, 0.5)).data()).containsExactly(0.5 * 9 / 4, 7, 1 + 0.5 * 8 / 2);
    }

    /** Neither columns nor rows share anything: a class moves as in a batch of its own, with gaps or without. */
    @ParameterizedTest
    @MethodSource("shapes")
    void classMovesAsIfItWereAlone(CenterShape shape) {
        DoubleCenterSample sample = DoubleCenterSample.of(shape, 1);
        CenterLoss loss = new CenterLoss(1, 0.7);
        DoubleMatrix together = sample.moved(SIMD, loss);
        assertThat(sample.withGaps().moved(SIMD, loss).data()).isEqualTo(together.data());
        for (int label = 0; label < Math.min(shape.classes(), 20); label++) {
            DoubleMatrix alone = sample.rows(sample.rowsOf(label)).moved(SIMD, loss);
            int start = label * shape.dimension();
            assertThat(Arrays.copyOfRange(alone.data(), start, start + shape.dimension()))
                    .isEqualTo(Arrays.copyOfRange(together.data(), start, start + shape.dimension()));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void workspaceServesOneBatchAfterAnother(KernelProvider provider) {
        DoubleCenterWorkspace workspace = new DoubleCenterWorkspace(1000, 1025);
        CenterLoss loss = new CenterLoss(1);
        CenterShape.odd().forEach(shape -> {
            DoubleCenterSample sample = DoubleCenterSample.of(shape, 1);
            for (int call = 0; call < 2; call++) {
                assertThat(sample.moved(provider, loss, workspace).data()).isEqualTo(sample.moved(provider, loss).data());
            }
        });
    }

    /** A sum in one number would lose every 1. */
    @Test
    void smallDifferencesAreNotLostBesideLargeOnesThatCancel() {
        double large = (8 / UNIT_ROUNDOFF);
        double[] column = {large, 1, 1, 1, -large, 1, 1};
        DoubleMatrix features = DoubleCenterSample.matrix(7, 40, i -> column[i / 40]);
        DoubleCenterSample sample = new DoubleCenterSample(features, new int[7], DoubleMatrix.of(new double[40], 1, 40));
        double[] expected = new double[40];
        Arrays.fill(expected, 5 / 8.0);
        assertThat(sample.moved(SIMD, new CenterLoss(1, 1)).data()).isEqualTo(expected);
    }
}
