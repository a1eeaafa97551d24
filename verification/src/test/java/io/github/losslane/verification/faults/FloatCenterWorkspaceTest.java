package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.losslane.center.FloatCenterWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A workspace that no array can hold cannot be made, and says so before it allocates. */
class FloatCenterWorkspaceTest {

    @ParameterizedTest
    @CsvSource({
        "-1, 2, classes", "1, -2, dimension", "-2147483648, 1, classes", "2147483647, 2, 2147483647",
        "33554432, 64, 33554432", "1, 2147483647, 2147483647"
    })
    void sizesThatNoArrayHoldsAreRefused(int classes, int dimension, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FloatCenterWorkspace(classes, dimension))
                .withMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 5", "3, 500", "100, 64", "20, 65"})
    void bytesAreThoseOfItsArrays(int classes, int dimension) {
        FloatCenterWorkspace workspace = new FloatCenterWorkspace(classes, dimension);
        long floats = (long) workspace.sums().length + workspace.errors().length;
        long ints = (long) workspace.counts().length + workspace.added().length + workspace.first().length
                + workspace.next().length + workspace.rows().length;
        assertThat(FloatCenterWorkspace.bytes(classes, dimension)).isEqualTo(floats * Float.BYTES + ints * Integer.BYTES);
    }

    @Test
    void sumsHoldARowAndAStripeOfEveryClass() {
        assertThat(new FloatCenterWorkspace(3, 500).sums()).hasSize(500);
        assertThat(new FloatCenterWorkspace(100, 500).sums()).hasSize(100 * FloatCenterWorkspace.STRIPE);
        assertThat(new FloatCenterWorkspace(100, 5).sums()).hasSize(500);
    }

    @Test
    void largestSizesHaveTheirBytesTold() {
        long classes = Integer.MAX_VALUE;
        assertThat(FloatCenterWorkspace.bytes(Integer.MAX_VALUE, Integer.MAX_VALUE))
                .isEqualTo(2 * classes * FloatCenterWorkspace.STRIPE * Float.BYTES
                        + (3 * classes + 2 * FloatCenterWorkspace.BLOCK) * Integer.BYTES);
    }

    @Test
    void centersThatDoNotFitAreRefused() {
        FloatCenterWorkspace workspace = new FloatCenterWorkspace(7, 5);
        workspace.check(7, 5);
        workspace.check(0, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> workspace.check(8, 5))
                .withMessage("center workspace: classes is 8, not in [0, 7]");
        assertThatIllegalArgumentException().isThrownBy(() -> workspace.check(7, 6))
                .withMessage("center workspace: dimension is 6, not in [0, 5]");
    }
}
