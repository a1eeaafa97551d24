// Derived from FloatSoftmaxFunctionsTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static io.github.losslane.verification.softmax.DoubleSoftmaxBounds.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.softmax.CrossEntropy;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** logSumExp, softmax and logSoftmax are one function seen from three sides; their bounds add up. */
class DoubleSoftmaxFunctionsTest {

    private static final double ULP = 2 * DoubleSoftmaxBounds.ROUNDOFF;

    static Stream<KernelProvider> providers() {
        return SoftmaxCases.providers();
    }

    /** The functions of rows of a width, and what all three together may be off. */
    private record Functions(
            DoubleMatrix logits, double[] logSumExp, DoubleMatrix softmax, DoubleMatrix logSoftmax, double ulps) {

        static Functions of(KernelProvider provider, int classes, double size) {
            SoftmaxCase any = new SoftmaxCase(SoftmaxCases.losses().getFirst(), provider, false);
            DoubleSoftmaxSample sample = DoubleSoftmaxSample.of(any, 6, classes, size);
            Functions functions = new Functions(sample.logits(), new double[6], sample.empty(), sample.empty(),
                    DoubleSoftmaxBounds.logSumExp(provider, classes) + DoubleSoftmaxBounds.softmax(provider, classes)
                            + DoubleSoftmaxBounds.logSoftmax(provider, classes));
            provider.softmax().logSumExp(functions.logits, functions.logSumExp, 0);
            provider.softmax().softmax(functions.logits, functions.softmax);
            provider.softmax().logSoftmax(functions.logits, functions.logSoftmax);
            return functions;
        }
    }

    /** Whether the array of the logits, or that of the result, goes on behind the last row. */
    @ParameterizedTest
    @MethodSource("providers")
    void endsOfArraysChangeNoBits(KernelProvider provider) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            Functions functions = Functions.of(provider, classes, 10);
            DoubleMatrix roomy = DoubleMatrix.of(Arrays.copyOf(functions.logits.data(), 6 * classes + 64), 6, classes);
            double[] exact = new double[6 * classes];
            provider.softmax().logSoftmax(roomy, DoubleMatrix.of(exact, 6, classes));
            assertThat(exact).isEqualTo(functions.logSoftmax.data());
            double[] longer = new double[6 * classes + 64];
            provider.softmax().logSoftmax(functions.logits, DoubleMatrix.of(longer, 6, classes));
            assertThat(Arrays.copyOf(longer, exact.length)).isEqualTo(exact);
            assertThat(Arrays.copyOfRange(longer, exact.length, longer.length)).containsOnly(0);
        }
    }

    /** Without classes there is nothing to write. */
    @ParameterizedTest
    @MethodSource("providers")
    void rowsWithoutClasses(KernelProvider provider) {
        double[] data = {7, 8, 9};
        DoubleMatrix none = new DoubleMatrix(data, 0, 3, 0, 1);
        provider.softmax().softmax(none, none);
        provider.softmax().logSoftmax(none, none);
        assertThat(data).containsExactly(7, 8, 9);
        provider.softmax().logSumExp(none, data, 0);
        assertThat(data).containsOnly(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void softmaxRowsSumToOne(KernelProvider provider) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            Functions functions = Functions.of(provider, classes, 10);
            for (int i = 0; i < 6; i++) {
                int row = i;
                double sum = IntStream.range(0, classes).mapToDouble(j -> functions.softmax.get(row, j)).sum();
                assertThat(sum).as("row %s of %s classes", i, classes).isCloseTo(1, within(functions.ulps * ULP));
            }
        }
    }

    /** An error of the logarithm is an error relative to the exponential. */
    @ParameterizedTest
    @MethodSource("providers")
    void exponentialOfLogSoftmaxIsSoftmax(KernelProvider provider) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            Functions functions = Functions.of(provider, classes, 60);
            for (int i = 0; i < 6 * classes; i++) {
                double logarithm = functions.logSoftmax.data()[i];
                double p = functions.softmax.data()[i];
                double allowed = functions.ulps * (ULP * Math.abs(logarithm) + ULP) * p + functions.ulps * Double.MIN_VALUE;
                assertThat(logarithm).isLessThanOrEqualTo(0);
                assertThat(p).as("element %s of %s classes", i, classes)
                        .isCloseTo(StrictMath.exp(logarithm), within(allowed));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void logSoftmaxIsTheLogitLessLogSumExp(KernelProvider provider) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            Functions functions = Functions.of(provider, classes, 60);
            for (int i = 0; i < 6 * classes; i++) {
                double logSumExp = functions.logSumExp[i / classes];
                double logit = functions.logits.data()[i];
                double ulp = Math.ulp(Math.max(60, Math.abs(logSumExp))) + Math.ulp(functions.logSoftmax.data()[i]);
                assertNear(classes, i / classes, i % classes,
                        functions.logSoftmax.data()[i], logit - logSumExp, functions.ulps * ulp);
            }
        }
    }

    /** -log softmax is the loss of the label; both take the same numbers. */
    @ParameterizedTest
    @MethodSource("providers")
    void crossEntropyOfALabelIsTheNegativeLogSoftmax(KernelProvider provider) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            Functions functions = Functions.of(provider, classes, 60);
            int[] labels = IntStream.range(0, 6).map(i -> i % classes).toArray();
            double[] losses = DoubleSoftmaxSample.labelled(functions.logits, labels).losses(provider, CrossEntropy.PLAIN);
            double bound = functions.ulps + DoubleSoftmaxBounds.loss(provider, CrossEntropy.PLAIN, classes);
            for (int i = 0; i < 6; i++) {
                double allowed = bound * Math.ulp(Math.nextUp(losses[i]));
                assertNear(classes, i, labels[i], losses[i], -functions.logSoftmax.get(i, labels[i]), allowed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void inPlaceIsTheSameAsApart(KernelProvider provider) {
        for (int classes : SoftmaxCases.FEW_WIDTHS) {
            Functions functions = Functions.of(provider, classes, 20);
            DoubleMatrix place = DoubleMatrix.of(functions.logits.data().clone(), 6, classes);
            provider.softmax().softmax(place, place);
            assertThat(place.data()).isEqualTo(functions.softmax.data());
            DoubleMatrix other = DoubleMatrix.of(functions.logits.data().clone(), 6, classes);
            provider.softmax().logSoftmax(other, other);
            assertThat(other.data()).isEqualTo(functions.logSoftmax.data());
        }
    }
}
