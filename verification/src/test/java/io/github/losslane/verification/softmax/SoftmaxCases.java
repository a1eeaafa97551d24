package io.github.losslane.verification.softmax;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.LossCatalogue;
import io.github.losslane.verification.calls.LossSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the laws of the family run over. */
final class SoftmaxCases {

    /** Around the widths of vectors and slots; beyond a block. */
    static final List<Integer> FEW_WIDTHS = List.of(1, 2, 3, 7, 10, 17, 33, 64, 65, 130, 1025);

    private SoftmaxCases() {}

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** Samples of every loss of the family. */
    static List<LossSample> losses() {
        return LossCatalogue.samplesByClasses(SoftmaxLoss.class);
    }

    /** Every loss with every provider, for labels and for dense targets. */
    static Stream<SoftmaxCase> all() {
        return losses().stream().flatMap(sample -> providers().flatMap(provider ->
                Stream.of(false, true).map(dense -> new SoftmaxCase(sample, provider, dense))));
    }

    /** Every loss with SIMD kernels, for labels and for dense targets. */
    static Stream<SoftmaxCase> simd() {
        return all().filter(each -> each.provider() == Kernels.simd());
    }

    /** Every loss with every provider, for labels. */
    static Stream<SoftmaxCase> labels() {
        return all().filter(each -> !each.dense());
    }

    /** An order of the classes; the reverse one where the distance of classes counts. */
    static int[] order(SoftmaxLoss loss, int classes) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, classes).boxed().toList());
        if (loss instanceof InterclassDistance) {
            Collections.reverse(order);
        } else {
            Collections.shuffle(order, new Random(classes));
        }
        return order.stream().mapToInt(j -> j).toArray();
    }

    /** All classes in order, and masked ones, told by negative numbers, before, between and after them. */
    static int[] masking(int classes) {
        return IntStream.range(0, 2 * classes + 1).map(j -> j % 2 == 0 ? -1 : j / 2).toArray();
    }

    /** The loss for classes in another order: class j is class order[j] of the given one, or another if that is negative. */
    static SoftmaxLoss permuted(SoftmaxLoss loss, int... order) {
        if (!(loss instanceof CrossEntropy entropy)) {
            return loss;
        }
        OptionalInt ignored =
                IntStream.range(0, order.length).filter(j -> order[j] >= 0 && entropy.ignores(order[j])).findFirst();
        CrossEntropy moved = ignored.isPresent() ? entropy.withIgnoreLabel(ignored.getAsInt()) : entropy;
        double[] weights = Arrays.stream(order).mapToDouble(j -> j < 0 ? 3 : entropy.weight(j)).toArray();
        return entropy.classWeights().size() == 0 ? moved : moved.withClassWeights(weights);
    }

    /** Numbers of classes around the widths of vectors, slots and blocks. */
    static IntStream widths() {
        return IntStream.of(1, 2, 3, 7, 10, 16, 17, 33, 64, 65, 100, 1000, 1001, 1024, 1025, 2500);
    }
}
