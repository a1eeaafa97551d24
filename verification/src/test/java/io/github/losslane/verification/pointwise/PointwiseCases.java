package io.github.losslane.verification.pointwise;

import io.github.losslane.Kernels;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.verification.calls.LossCatalogue;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the laws of the family run over. */
final class PointwiseCases {

    private PointwiseCases() {}

    /** Sample instances of every loss of the family. */
    static Stream<PointwiseLoss> losses() {
        return LossCatalogue.samples(PointwiseLoss.class).stream().map(PointwiseLoss.class::cast);
    }

    /** Every loss with every provider. */
    static Stream<Arguments> lossesAndProviders() {
        return losses().flatMap(loss -> Stream.of(Kernels.simd(), Kernels.reference())
                .map(provider -> Arguments.argumentSet(loss + " " + provider.name(), loss, provider)));
    }
}
