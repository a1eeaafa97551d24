package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.internal.Overlap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Ranges and matrices share memory exactly if their sets of elements meet: every small case there is. */
class OverlapTest {

    private static final int SIZE = 9;
    private static final float[] FLOATS = new float[SIZE];
    private static final double[] DOUBLES = new double[SIZE];

    @Test
    void rangesShareMemoryIfTheirElementsMeet() {
        int shared = 0;
        for (int[] one : ranges()) {
            for (int[] other : ranges()) {
                boolean meet = meet(row(one), row(other));
                shared += meet ? 1 : 0;
                check(meet, () -> Overlap.none("a", FLOATS, one[0], one[1], "b", FLOATS, other[0], other[1]));
                check(false, () -> Overlap.none("a", FLOATS, one[0], one[1], "b", new float[SIZE], other[0], other[1]));
                if (one[1] == other[1]) {
                    check(meet, () -> Overlap.none("a", FLOATS, one[0], "b", FLOATS, other[0], one[1]));
                    check(meet && one[0] != other[0],
                            () -> Overlap.noneOrSame("a", FLOATS, one[0], "b", FLOATS, other[0], one[1]));
                }
            }
        }
        assertThat(shared).isGreaterThan(100);
    }

    @Test
    void matricesShareMemoryIfTheirElementsMeet() {
        int shared = 0;
        for (int[] one : matrices()) {
            for (int[] other : matrices()) {
                boolean meet = meet(elements(one), elements(other));
                shared += meet ? 1 : 0;
                check(meet, () -> Overlap.none("a", floats(one), "b", floats(other)));
                check(meet, () -> Overlap.none("a", doubles(one), "b", doubles(other)));
                if (one[1] == other[1] && one[2] == other[2]) {
                    boolean same = one[0] == other[0] && one[3] == other[3];
                    check(meet && !same, () -> Overlap.noneOrSame("a", floats(one), "b", floats(other)));
                    check(meet && !same, () -> Overlap.noneOrSame("a", doubles(one), "b", doubles(other)));
                }
            }
        }
        assertThat(shared).isGreaterThan(1000);
    }

    @Test
    void matricesAndRangesShareMemoryIfTheirElementsMeet() {
        for (int[] one : matrices()) {
            for (int[] other : ranges()) {
                boolean meet = meet(elements(one), row(other));
                check(meet, () -> Overlap.none("a", floats(one), "b", FLOATS, other[0], other[1]));
                check(meet, () -> Overlap.none("a", doubles(one), "b", DOUBLES, other[0], other[1]));
                check(false, () -> Overlap.none("a", floats(one), "b", new float[SIZE], other[0], other[1]));
                check(false, () -> Overlap.none("a", doubles(one), "b", new double[SIZE], other[0], other[1]));
            }
        }
    }

    @Test
    void otherMemoryIsNeverShared() {
        FloatMatrix floats = FloatMatrix.of(FLOATS, 3, 3);
        DoubleMatrix doubles = DoubleMatrix.of(DOUBLES, 3, 3);
        check(false, () -> Overlap.none("a", floats, "b", FloatMatrix.of(new float[SIZE], 3, 3)));
        check(false, () -> Overlap.none("a", doubles, "b", DoubleMatrix.of(new double[SIZE], 3, 3)));
    }

    /** Sums of offset and length beyond the largest int. */
    @Test
    void rangesNearTheLargestIntDoNotOverflow() {
        check(true, () -> Overlap.none("a", FLOATS, Integer.MAX_VALUE - 3, 3, "b", FLOATS, Integer.MAX_VALUE - 1, 5));
        check(false, () -> Overlap.none("a", FLOATS, Integer.MAX_VALUE - 3, 5, "b", FLOATS, 0, 3));
    }

    private static void check(boolean meet, ThrowingCallable call) {
        if (meet) {
            assertThatIllegalArgumentException().isThrownBy(call).withMessage("a shares memory with b");
        } else {
            assertThatNoException().isThrownBy(call);
        }
    }

    private static boolean meet(Set<Integer> one, Set<Integer> other) {
        return one.stream().anyMatch(other::contains);
    }

    /** Offset and length. */
    private static List<int[]> ranges() {
        List<int[]> ranges = new ArrayList<>();
        for (int offset = 0; offset <= SIZE; offset++) {
            for (int length = 0; offset + length <= SIZE; length++) {
                ranges.add(new int[] {offset, length});
            }
        }
        return ranges;
    }

    /** Offset, rows, columns, stride. */
    private static List<int[]> matrices() {
        List<int[]> matrices = new ArrayList<>();
        for (int offset = 0; offset < 5; offset++) {
            for (int rows = 0; rows <= 3; rows++) {
                for (int columns = 0; columns <= 3; columns++) {
                    for (int stride = columns; stride < 5; stride++) {
                        if (offset + Math.max(rows - 1, 0) * stride + columns <= SIZE) {
                            matrices.add(new int[] {offset, rows, columns, stride});
                        }
                    }
                }
            }
        }
        return matrices;
    }

    private static FloatMatrix floats(int... matrix) {
        return new FloatMatrix(FLOATS, matrix[0], matrix[1], matrix[2], matrix[3]);
    }

    private static DoubleMatrix doubles(int... matrix) {
        return new DoubleMatrix(DOUBLES, matrix[0], matrix[1], matrix[2], matrix[3]);
    }

    private static Set<Integer> row(int... range) {
        return elements(range[0], 1, range[1], range[1]);
    }

    private static Set<Integer> elements(int... matrix) {
        Set<Integer> elements = new HashSet<>();
        for (int row = 0; row < matrix[1]; row++) {
            for (int column = 0; column < matrix[2]; column++) {
                elements.add(matrix[0] + row * matrix[3] + column);
            }
        }
        return elements;
    }
}
