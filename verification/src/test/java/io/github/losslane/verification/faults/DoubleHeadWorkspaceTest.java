// Derived from FloatHeadWorkspaceTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.losslane.internal.DoublePanels;
import io.github.losslane.margin.DoubleHeadWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A workspace that no array can hold cannot be made, and says so before it allocates. */
class DoubleHeadWorkspaceTest {

    @ParameterizedTest
    @CsvSource({
        "-1, 2, 3, rows", "1, -2, 3, dimension", "1, 2, -3, classes", "-2147483648, 1, 1, rows",
        "2147483647, 1, 2, 2147483647", "1, 2147483647, 2147483647, 2147483647", "65536, 1, 32768, 65536"
    })
    void sizesThatNoArrayHoldsAreRefused(int rows, int dimension, int classes, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DoubleHeadWorkspace(rows, dimension, classes))
                .withMessageContaining(named);
    }

    @Test
    void bytesAreThoseOfItsArrays() {
        DoubleHeadWorkspace workspace = new DoubleHeadWorkspace(7, 5, 3);
        int elements = workspace.logits().length + workspace.transposedWeights().length + workspace.panels().length;
        assertThat(DoubleHeadWorkspace.bytes(7, 5, 3)).isEqualTo((long) elements * Double.BYTES);
    }

    @Test
    void emptyBatchesNeedNoMemory() {
        assertThat(DoubleHeadWorkspace.bytes(0, 0, 0)).isZero();
        new DoubleHeadWorkspace(0, 0, 0).check(0, 0, 0);
    }

    @Test
    void largestSizesHaveTheirBytesTold() {
        assertThat(DoubleHeadWorkspace.bytes(1 << 20, 1 << 9, 1 << 20))
                .isEqualTo((((1L << 20) + (1L << 9)) * (1L << 20) + DoublePanels.length(1 << 20, 1 << 9, 1 << 20)) * Double.BYTES);
    }
}
