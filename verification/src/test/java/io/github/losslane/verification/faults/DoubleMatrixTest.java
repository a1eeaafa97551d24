// Derived from FloatMatrixTest.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.losslane.DoubleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A view that could reach outside its array cannot be made. */
class DoubleMatrixTest {

    private static final int LENGTH = 20;

    @Test
    void arrayIsNamedWhereItIsNull() {
        assertThatNullPointerException().isThrownBy(() -> new DoubleMatrix(null, 0, 1, 1, 1)).withMessage("data");
        assertThatNullPointerException().isThrownBy(() -> DoubleMatrix.of(null, 1, 1)).withMessage("data");
    }

    @ParameterizedTest
    @CsvSource({
        "0, -1, 4, 4", "0, 4, -1, 4", "0, -2147483648, 1, 1", "0, 1, -2147483648, 1", "0, 2, 4, 3", "0, 0, 4, 3",
        "0, 2, 2, -2147483648", "0, 2, 0, -1"
    })
    void shapesThatAreNoneAreRefused(int offset, int rows, int columns, int stride) {
        assertThatIllegalArgumentException().isThrownBy(() -> view(offset, rows, columns, stride));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, 1, 1", "-1, 0, 0, 0", "-2147483648, 1, 1, 1", "1, 4, 5, 5", "0, 5, 4, 5", "21, 0, 0, 0", "20, 1, 1, 1",
        "2147483647, 1, 1, 1", "2147483647, 0, 4, 4", "0, 2147483647, 2147483647, 2147483647", "0, 2, 1, 2147483647",
        "0, 65536, 65536, 65536", "0, 2147483647, 2, 2", "2147483647, 2, 1, 2147483647", "1, 2147483647, 0, 1"
    })
    void elementsOutsideTheArrayAreRefused(int offset, int rows, int columns, int stride) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> view(offset, rows, columns, stride))
                .withMessageContaining(String.valueOf(LENGTH));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4, 5, 5", "0, 5, 3, 4", "20, 0, 7, 7", "19, 1, 1, 2147483647", "0, 0, 2147483647, 2147483647", "20, 3, 0, 0"
    })
    void viewsUpToTheLastElementAreMade(int offset, int rows, int columns, int stride) {
        DoubleMatrix view = view(offset, rows, columns, stride);
        if (rows > 0) {
            assertThat(view.rowOffset(rows - 1)).isEqualTo(offset + (rows - 1) * stride);
        }
    }

    @Test
    void rowsAndElementsThatAreNoneAreRefused() {
        DoubleMatrix view = view(2, 3, 4, 5);
        for (int row : new int[] {-1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> view.rowOffset(row));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> view.get(row, 0));
        }
        for (int column : new int[] {-1, 4, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> view.get(0, column));
        }
    }

    @Test
    void elementIsAtItsRowAndColumn() {
        double[] data = new double[LENGTH];
        data[2 + 2 * 5 + 3] = 7;
        assertThat(new DoubleMatrix(data, 2, 3, 4, 5).get(2, 3)).isEqualTo(7);
    }

    @Test
    void namesItsShapeAndPlace() {
        assertThat(view(2, 3, 4, 5)).hasToString("DoubleMatrix[3 x 4, offset 2, stride 5]");
    }

    @Test
    void viewsAreEqualIfTheyShowTheSameMemoryAlike() {
        double[] data = new double[LENGTH];
        DoubleMatrix view = new DoubleMatrix(data, 2, 3, 4, 5);
        assertThat(new DoubleMatrix(data, 2, 3, 4, 5))
                .isEqualTo(view)
                .hasSameHashCodeAs(view)
                .hasToString(view.toString());
        assertThat(new DoubleMatrix(data.clone(), 2, 3, 4, 5)).isNotEqualTo(view);
        assertThat(new DoubleMatrix(data, 1, 3, 4, 5)).isNotEqualTo(view);
        assertThat(new DoubleMatrix(data, 2, 2, 4, 5)).isNotEqualTo(view);
        assertThat(new DoubleMatrix(data, 2, 3, 3, 5)).isNotEqualTo(view);
        assertThat(new DoubleMatrix(data, 2, 3, 4, 6)).isNotEqualTo(view);
        assertThat(view.equals((Object) "a view")).isFalse();
        assertThat(DoubleMatrix.of(data, 4, 5)).isEqualTo(new DoubleMatrix(data, 0, 4, 5, 5));
    }

    private static DoubleMatrix view(int offset, int rows, int columns, int stride) {
        return new DoubleMatrix(new double[LENGTH], offset, rows, columns, stride);
    }
}
