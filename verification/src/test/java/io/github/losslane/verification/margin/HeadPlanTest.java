package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.internal.HeadPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pieces of a head fit into the scratch that is planned for them. */
class HeadPlanTest {

    private static final int[] CLASSES = {1, 2, 63, 64, 65, 1023, 1024, 1025, 9_999, 10_000, 10_001, 10_240, 100_000, 2_560_000,
            2_560_001, Integer.MAX_VALUE};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100, 255, 256, 257, 100_000})
    void logitsAreKeptWholeExactlyWhereTheyFit(int rows) {
        for (int classes : CLASSES) {
            long all = (long) Math.min(rows, 256) * classes;
            assertThat(HeadPlan.whole(rows, classes)).as("%s classes", classes)
                    .isEqualTo(HeadPlan.logits(rows, classes) == all);
        }
        assertThat(HeadPlan.whole(256, 10_000)).isTrue();
        assertThat(HeadPlan.whole(256, 10_001)).isFalse();
    }

    /** A tile's weight rows take 2^19 elements, or 64 rows where those are more, and never more than 1,024 rows. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 511, 512, 513, 600, 8191, 8192, 8193, 1_000_000})
    void tilesFitTheirScratch(int dimension) {
        for (int classes : CLASSES) {
            int tile = HeadPlan.tile(dimension, classes);
            assertThat((long) tile * dimension).isLessThanOrEqualTo(HeadPlan.directions(dimension, classes));
            assertThat(tile).isBetween(Math.min(classes, 64), Math.min(classes, 1024));
            boolean larger = tile == classes || tile == 1024 || (tile + 1L) * dimension > Math.max(1 << 19, 64L * dimension);
            assertThat(larger).as("%s classes: no larger tile fits", classes).isTrue();
        }
    }
}
