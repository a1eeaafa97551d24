// Derived from FloatMatrix.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane;

import io.github.losslane.internal.Arguments;
import java.util.Objects;

/**
 * A view of a row-major matrix in an array: element (r, c) is {@code data[offset + r * stride + c]}. Nothing is copied.
 *
 * @param data the array that holds the elements
 * @param offset index of element (0, 0)
 * @param rows number of rows, may be 0
 * @param columns number of columns, may be 0
 * @param stride distance between the starts of two rows, at least {@code columns}
 */
public record DoubleMatrix(double[] data, int offset, int rows, int columns, int stride) {

    /**
     * Checks that every element lies inside the array.
     *
     * @throws NullPointerException if {@code data} is null
     * @throws IllegalArgumentException if rows or columns are negative or the stride is less than the columns
     * @throws IndexOutOfBoundsException if an element lies outside the array
     */
    public DoubleMatrix {
        Objects.requireNonNull(data, "data");
        Arguments.matrix(data.length, offset, rows, columns, stride);
    }

    /**
     * The whole of an array, or its beginning, as a matrix whose rows follow each other without gaps.
     *
     * @param data the array that holds the elements
     * @param rows number of rows
     * @param columns number of columns and stride
     * @return the view
     */
    public static DoubleMatrix of(double[] data, int rows, int columns) {
        return new DoubleMatrix(data, 0, rows, columns, columns);
    }

    /**
     * Where a row starts in the array.
     *
     * @param row index of the row
     * @return index of its first element
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public int rowOffset(int row) {
        Objects.checkIndex(row, rows);
        return offset + row * stride;
    }

    /**
     * One element.
     *
     * @param row index of the row
     * @param column index of the column
     * @return its value
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public double get(int row, int column) {
        return data[rowOffset(row) + Objects.checkIndex(column, columns)];
    }

    /** Two views are equal if they show the same array in the same way; contents are not compared. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DoubleMatrix that
                && data == that.data
                && offset == that.offset
                && rows == that.rows
                && columns == that.columns
                && stride == that.stride;
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(data), offset, rows, columns, stride);
    }

    @Override
    public String toString() {
        return "DoubleMatrix[" + rows + " x " + columns + ", offset " + offset + ", stride " + stride + "]";
    }
}
