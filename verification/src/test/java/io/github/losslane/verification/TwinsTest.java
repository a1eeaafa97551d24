package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The double twins are what their float masters give. */
class TwinsTest {

    @Test
    void noTwinIsStale() throws IOException {
        assertThat(Twins.derive(SourceTree.ROOT)).isNotEmpty();
        assertThat(Twins.stale(SourceTree.ROOT)).isEmpty();
    }
}
