package io.github.losslane.verification.linear;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.linear.ElasticNet;
import io.github.losslane.linear.L1;
import io.github.losslane.linear.L2;
import io.github.losslane.linear.None;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.verification.calls.LossCatalogue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the laws of linear models run over. */
final class LinearCases {

    static final List<Regularizer> REGULARIZERS =
            List.of(new None(), new L1(0.25), new L2(0.375), new ElasticNet(0.5, 0.125));

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
