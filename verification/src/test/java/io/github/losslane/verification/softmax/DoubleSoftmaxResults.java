// Derived from FloatSoftmaxResults.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that the kernels say about a batch.
 *
 * @param losses row losses
 * @param reduced what each reduction makes of them, with its gradient
 */
record DoubleSoftmaxResults(double[] losses, List<Reduced> reduced) {

    /** The loss alone, the one that comes with the gradient, and that. */
    record Reduced(Reduction reduction, double alone, double loss, double[] gradient) {}

    static DoubleSoftmaxResults of(KernelProvider provider, SoftmaxLoss loss, DoubleSoftmaxSample sample) {
        List<Reduced> reduced = Arrays.stream(Reduction.values()).map(reduction -> {
            DoubleMatrix gradient = sample.empty();
            double together = sample.lossAndGradient(provider, loss, reduction, gradient);
            return new Reduced(reduction, sample.loss(provider, loss, reduction), together, gradient.data());
        }).toList();
        return new DoubleSoftmaxResults(sample.losses(provider, loss), reduced);
    }

    /** The same for the first rows only. */
    DoubleSoftmaxResults rows(int count, int classes) {
        List<Reduced> shorter = reduced.stream().map(each -> new Reduced(
                each.reduction, each.alone, each.loss, Arrays.copyOf(each.gradient, count * classes))).toList();
        return new DoubleSoftmaxResults(Arrays.copyOf(losses, count), shorter);
    }

    /** Bit for bit. */
    void assertSame(DoubleSoftmaxResults expected) {
        assertThat(losses).as("losses").isEqualTo(expected.losses);
        for (int i = 0; i < reduced.size(); i++) {
            Reduced mine = reduced.get(i);
            Reduced other = expected.reduced.get(i);
            assertThat(List.of(mine.alone, mine.loss)).as("%s", mine.reduction).isEqualTo(List.of(other.alone, other.loss));
            assertThat(mine.gradient).as("gradient of %s", mine.reduction).isEqualTo(other.gradient);
        }
    }

    /** Every loss and every gradient is 0. */
    void assertZero() {
        assertThat(zeros(losses)).as("row losses").isTrue();
        assertThat(reduced).allMatch(each -> each.alone == 0 && each.loss == 0 && zeros(each.gradient));
    }

    private static boolean zeros(double[] numbers) {
        return IntStream.range(0, numbers.length).allMatch(i -> numbers[i] == 0);
    }
}
