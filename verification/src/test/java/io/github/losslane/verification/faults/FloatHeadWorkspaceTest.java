package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.losslane.internal.FloatPanels;
import io.github.losslane.margin.FloatHeadWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A workspace that no array can hold cannot be made, and says so before it allocates. */
class FloatHeadWorkspaceTest {

    @ParameterizedTest
    @CsvSource({
        "-1, 2, 3, rows", "1, -2, 3, dimension", "1, 2, -3, classes", "-2147483648, 1, 1, rows",
        "2147483647, 1, 2, 2147483647", "1, 2147483647, 2147483647, 2147483647", "65536, 1, 32768, 65536"
    })
    void sizesThatNoArrayHoldsAreRefused(int rows, int dimension, int classes, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FloatHeadWorkspace(rows, dimension, classes))
                .withMessageContaining(named);
    }

    @Test
    void bytesAreThoseOfItsArrays() {
        FloatHeadWorkspace workspace = new FloatHeadWorkspace(7, 5, 3);
        int elements = workspace.logits().length + workspace.transposedWeights().length + workspace.panels().length;
        assertThat(FloatHeadWorkspace.bytes(7, 5, 3)).isEqualTo((long) elements * Float.BYTES);
    }

    @Test
    void emptyBatchesNeedNoMemory() {
        assertThat(FloatHeadWorkspace.bytes(0, 0, 0)).isZero();
        new FloatHeadWorkspace(0, 0, 0).check(0, 0, 0);
    }

    @Test
    void largestSizesHaveTheirBytesTold() {
        assertThat(FloatHeadWorkspace.bytes(1 << 20, 1 << 9, 1 << 20))
                .isEqualTo((((1L << 20) + (1L << 9)) * (1L << 20) + FloatPanels.length(1 << 20, 1 << 9, 1 << 20)) * Float.BYTES);
    }
}
