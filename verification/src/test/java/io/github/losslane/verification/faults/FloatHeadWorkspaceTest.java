package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.losslane.margin.FloatHeadWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A workspace that no array can hold cannot be made, and says so before it allocates. */
class FloatHeadWorkspaceTest {

    @ParameterizedTest
    @CsvSource({
        "-1, 2, 3, rows", "1, -2, 3, dimension", "1, 2, -3, classes", "-2147483648, 1, 1, rows",
        "2147483647, 1, 2, 2147483647", "1, 2147483647, 2147483647, 2147483647", "1, 1, 2147483647, 2147483647",
        "256, 10000000, 1, 10000000", "1, 40000000, 64, 40000000"
    })
    void sizesThatNoArrayHoldsAreRefused(int rows, int dimension, int classes, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FloatHeadWorkspace(rows, dimension, classes))
                .withMessageContaining(named);
    }

    @Test
    void bytesAreThoseOfItsArrays() {
        FloatHeadWorkspace workspace = new FloatHeadWorkspace(7, 5, 3);
        int elements = workspace.logits().length + workspace.features().length + workspace.directions().length
                + workspace.classNorms().length + workspace.losses().length + workspace.panels().length;
        assertThat(FloatHeadWorkspace.bytes(7, 5, 3)).isEqualTo((long) elements * Float.BYTES);
    }

    @Test
    void emptyBatchesNeedNoMemory() {
        assertThat(FloatHeadWorkspace.bytes(0, 0, 0)).isZero();
        new FloatHeadWorkspace(0, 0, 0).check(0, 0, 0);
    }

    /** 256 x 512 features. */
    @Test
    void manyClassesTakeNoMoreThanTilesOfThem() {
        assertThat(FloatHeadWorkspace.bytes(256, 512, 100_000)).isLessThan(4_000_000L * Float.BYTES);
        assertThat(FloatHeadWorkspace.bytes(100_000, 512, 1000) - FloatHeadWorkspace.bytes(256, 512, 1000))
                .isEqualTo((100_000L - 256) * Float.BYTES);
    }

    @ParameterizedTest
    @CsvSource({"8, 5, 3, rows", "7, 6, 3, dimension", "7, 5, 4, classes", "-1, 5, 3, rows", "0, -1, 0, dimension"})
    void batchesThatDoNotFitAreNamed(int rows, int dimension, int classes, String named) {
        FloatHeadWorkspace workspace = new FloatHeadWorkspace(7, 5, 3);
        workspace.check(7, 5, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> workspace.check(rows, dimension, classes)).withMessageContaining(named);
    }
}
