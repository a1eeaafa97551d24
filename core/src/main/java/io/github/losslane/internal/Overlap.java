package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;

/** Outputs share no element with an input or another output, unless they are the very same memory where that is allowed. */
public final class Overlap {

    private Overlap() {}

    /** Two ranges of one length that must not share an element. */
    public static void none(
            String name, Object array, int offset, String otherName, Object other, int otherOffset, int length) {
        none(name, array, offset, length, otherName, other, otherOffset, length);
    }

    /** Two ranges, each of its own length, that must not share an element. */
    public static void none(
            String name, Object array, int offset, int length, String otherName, Object other, int otherOffset, int otherLength) {
        if (array == other && length > 0 && otherLength > 0
                && (long) offset < (long) otherOffset + otherLength && (long) otherOffset < (long) offset + length) {
            throw failure(name, otherName);
        }
    }

    /** Two ranges of one length that may be the same range, but must not share only a part. */
    public static void noneOrSame(
            String name, Object array, int offset, String otherName, Object other, int otherOffset, int length) {
        if (offset != otherOffset) {
            none(name, array, offset, otherName, other, otherOffset, length);
        }
    }

    /** A matrix and another that must not share an element; element types other than the same never do. */
    public static void none(String name, FloatMatrix matrix, String otherName, FloatMatrix other) {
        if (matrix.data() == other.data()
                && share(matrix.offset(), matrix.rows(), matrix.columns(), matrix.stride(),
                        other.offset(), other.rows(), other.columns(), other.stride())) {
            throw failure(name, otherName);
        }
    }

    /** As for float. */
    public static void none(String name, DoubleMatrix matrix, String otherName, DoubleMatrix other) {
        if (matrix.data() == other.data()
                && share(matrix.offset(), matrix.rows(), matrix.columns(), matrix.stride(),
                        other.offset(), other.rows(), other.columns(), other.stride())) {
            throw failure(name, otherName);
        }
    }

    /** Two matrices of one shape that may be the same memory element by element, but must not share elements otherwise. */
    public static void noneOrSame(String name, FloatMatrix matrix, String otherName, FloatMatrix other) {
        if (matrix.offset() != other.offset() || matrix.stride() != other.stride()) {
            none(name, matrix, otherName, other);
        }
    }

    /** As for float. */
    public static void noneOrSame(String name, DoubleMatrix matrix, String otherName, DoubleMatrix other) {
        if (matrix.offset() != other.offset() || matrix.stride() != other.stride()) {
            none(name, matrix, otherName, other);
        }
    }

    /** A matrix and an array's range that must not share an element. */
    public static void none(String name, FloatMatrix matrix, String otherName, float[] array, int offset, int length) {
        if (matrix.data() == array
                && share(matrix.offset(), matrix.rows(), matrix.columns(), matrix.stride(), offset, 1, length, length)) {
            throw failure(name, otherName);
        }
    }

    /** As for float. */
    public static void none(String name, DoubleMatrix matrix, String otherName, double[] array, int offset, int length) {
        if (matrix.data() == array
                && share(matrix.offset(), matrix.rows(), matrix.columns(), matrix.stride(), offset, 1, length, length)) {
            throw failure(name, otherName);
        }
    }

    /** Whether two sets of equally spaced row intervals in one array meet: one walk over both, in order. */
    private static boolean share(
            int offset, int rows, int columns, int stride, int otherOffset, int otherRows, int otherColumns, int otherStride) {
        if (columns == 0 || otherColumns == 0) {
            return false;
        }
        int row = 0;
        int otherRow = 0;
        while (row < rows && otherRow < otherRows) {
            long start = offset + (long) row * stride;
            long otherStart = otherOffset + (long) otherRow * otherStride;
            if (start + columns <= otherStart) {
                row++;
            } else if (otherStart + otherColumns <= start) {
                otherRow++;
            } else {
                return true;
            }
        }
        return false;
    }

    private static IllegalArgumentException failure(String name, String otherName) {
        return new IllegalArgumentException(name + " shares memory with " + otherName);
    }
}
