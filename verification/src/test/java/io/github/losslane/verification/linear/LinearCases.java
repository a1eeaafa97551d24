package io.github.losslane.verification.linear;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.verification.calls.LossCatalogue;
import io.github.losslane.verification.calls.Setup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the laws of linear models run over. */
final class LinearCases {

    static final List<Regularizer> REGULARIZERS = Setup.REGULARIZERS;

    private LinearCases() {}

    static Stream<KernelProvider> providers() {
        return Stream.of(Kernels.simd(), Kernels.reference());
    }

    /** Sample instances of every pointwise loss. */
    static Stream<PointwiseLoss> losses() {
        return LossCatalogue.samples(PointwiseLoss.class).stream().map(PointwiseLoss.class::cast);
    }

    /** Every loss with every provider. */
    static Stream<Arguments> lossesAndProviders() {
        return losses().flatMap(loss -> providers()
                .map(provider -> Arguments.argumentSet(loss + " " + provider.name(), loss, provider)));
    }
}
