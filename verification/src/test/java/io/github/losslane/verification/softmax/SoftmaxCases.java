package io.github.losslane.verification.softmax;

import io.github.losslane.Kernels;
import io.github.losslane.softmax.SoftmaxLoss;
import io.github.losslane.verification.calls.LossCatalogue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the laws of the family run over. */
final class SoftmaxCases {

    private SoftmaxCases() {}

    /** Sample instances of every loss of the family. */
    static Stream<SoftmaxLoss> losses() {
        return LossCatalogue.samples(SoftmaxLoss.class).stream().map(SoftmaxLoss.class::cast);
    }

    /** Every loss with every provider. */
    static Stream<Arguments> lossesAndProviders() {
        return losses().flatMap(loss -> Stream.of(Kernels.simd(), Kernels.reference())
                .map(provider -> Arguments.argumentSet(loss + " " + provider.name(), loss, provider)));
    }

    /** Numbers of classes around the widths of vectors, slots and blocks. */
    static IntStream widths() {
        return IntStream.of(1, 2, 3, 7, 10, 16, 17, 33, 64, 65, 100, 1000, 1001, 1024, 1025, 2500);
    }
}
