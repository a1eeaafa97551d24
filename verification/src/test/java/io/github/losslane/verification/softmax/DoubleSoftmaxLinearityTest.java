// Derived from FloatSoftmaxLinearityTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.DoubleSoftmaxBounds.assertNear;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss of the family is linear in dense targets. */
class DoubleSoftmaxLinearityTest {

    static Stream<SoftmaxCase> cases() {
        return SoftmaxCases.all().filter(SoftmaxCase::dense);
    }

    /** L(t + u / 2) = L(t) + L(u) / 2, targets on a grid so that the sum is exact; three results, each within its bound. */
    @ParameterizedTest
    @MethodSource("cases")
    void lossesAreLinearInDenseTargets(SoftmaxCase each) {
        KernelProvider provider = each.provider();
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            SoftmaxLoss loss = each.loss(classes);
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(each, 6, classes, 12);
            DoubleMatrix t = sample.empty();
            DoubleMatrix u = sample.empty();
            DoubleMatrix both = sample.empty();
            for (int i = 0; i < t.data().length; i++) {
                t.data()[i] = i * 7 % 5;
                u.data()[i] = i * 5 % 7 % 3;
                both.data()[i] = t.data()[i] + 0.5 * u.data()[i];
            }
            double[] lossOfT = sample.with(t).losses(provider, loss);
            double[] lossOfU = sample.with(u).losses(provider, loss);
            double[] lossOfBoth = sample.with(both).losses(provider, loss);
            DoubleMatrix gradientOfT = sample.with(t).gradient(provider, loss, Reduction.SUM);
            DoubleMatrix gradientOfU = sample.with(u).gradient(provider, loss, Reduction.SUM);
            DoubleMatrix gradientOfBoth = sample.with(both).gradient(provider, loss, Reduction.SUM);
            double bound = 3 * DoubleSoftmaxBounds.loss(provider, loss, classes);
            for (int i = 0; i < sample.rows(); i++) {
                double expected = lossOfT[i] + lossOfU[i] / 2.0;
                assertNear("loss", i, classes, lossOfBoth[i], expected, bound * Math.ulp(expected));
                double slopes = DoubleSoftmaxBounds.slopes(loss, sample.with(both), i);
                for (int j = 0; j < classes; j++) {
                    double sum = gradientOfT.get(i, j) + gradientOfU.get(i, j) / 2.0;
                    double allowed = 1.5 * DoubleSoftmaxBounds.difference(each, loss, classes, slopes, 0);
                    assertNear(classes, i, j, gradientOfBoth.get(i, j), sum, allowed);
                }
            }
        }
    }
}
