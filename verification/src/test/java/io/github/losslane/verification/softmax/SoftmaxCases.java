package io.github.losslane.verification.softmax;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.LossCatalogue;
import io.github.losslane.verification.calls.LossSample;
import java.util.List;
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

    /** Every loss with every provider, for labels. */
    static Stream<SoftmaxCase> labels() {
        return all().filter(each -> !each.dense());
    }

    /** Numbers of classes around the widths of vectors, slots and blocks. */
    static IntStream widths() {
        return IntStream.of(1, 2, 3, 7, 10, 16, 17, 33, 64, 65, 100, 1000, 1001, 1024, 1025, 2500);
    }
}
