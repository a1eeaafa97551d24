package io.github.losslane.internal;

import java.util.Objects;

/** Checks of arguments, all of them made before anything is written. */
public final class Arguments {

    private Arguments() {}

    /** Checks {@code length >= 0} and that the range lies inside the array; safe near the largest int. */
    public static void range(String name, float[] array, int offset, int length) {
        range(name, Objects.requireNonNull(array, name).length, offset, length);
    }

    /** As for float. */
    public static void range(String name, double[] array, int offset, int length) {
        range(name, Objects.requireNonNull(array, name).length, offset, length);
    }

    /** As for float. */
    public static void range(String name, int[] array, int offset, int length) {
        range(name, Objects.requireNonNull(array, name).length, offset, length);
    }

    private static void range(String name, int arrayLength, int offset, int length) {
        if (length < 0 || offset < 0 || offset > arrayLength - length) {
            throw new IndexOutOfBoundsException(name + ": " + length + " elements from offset " + offset
                    + " do not lie in an array of " + arrayLength);
        }
    }

    /** Checks shape, stride and bounds of a matrix view. */
    public static void matrix(int arrayLength, int offset, int rows, int columns, int stride) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("a matrix of " + rows + " rows and " + columns + " columns");
        }
        if (stride < columns) {
            throw new IllegalArgumentException("stride " + stride + " is less than columns " + columns);
        }
        long end = rows == 0 || columns == 0 ? 0 : (rows - 1L) * stride + columns;
        if (offset < 0 || offset + Math.max(end, (Math.max(rows, 1) - 1L) * stride) > arrayLength) {
            throw new IndexOutOfBoundsException("matrix of " + rows + " x " + columns + ", offset " + offset + ", stride "
                    + stride + " does not lie in an array of " + arrayLength);
        }
    }

    /** Checks that two sizes that must agree do. */
    public static void equal(String name, int value, String otherName, int other) {
        if (value != other) {
            throw new IllegalArgumentException(name + " is " + value + " but " + otherName + " is " + other);
        }
    }

    /** Checks that two matrices that must have one shape do. */
    public static void sameShape(String name, int rows, int columns, String otherName, int otherRows, int otherColumns) {
        if (rows != otherRows || columns != otherColumns) {
            throw new IllegalArgumentException(name + " is " + rows + " x " + columns + " but " + otherName + " is "
                    + otherRows + " x " + otherColumns);
        }
    }

    /** Checks an int parameter against closed limits. */
    public static void inRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", not in [" + least + ", " + most + "]");
        }
    }

    /** Checks a parameter against closed limits; NaN is outside. */
    public static void inRange(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " is " + value + ", not in [" + least + ", " + most + "]");
        }
    }

    /** Checks that a parameter is finite and not negative. */
    public static void notNegative(String name, double value) {
        if (!(value >= 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " is " + value + ", not finite and at least 0");
        }
    }

    /** Checks that a parameter is finite and positive. */
    public static void positive(String name, double value) {
        if (!(value > 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " is " + value + ", not finite and more than 0");
        }
    }

    /** Checks that every label names a class; without a way out the compiler makes vectors of the loop. */
    public static void labels(int[] labels, int labelsOffset, int rows, int classes) {
        range("labels", labels, labelsOffset, rows);
        int least = 0;
        int most = 0;
        for (int row = 0; row < rows; row++) {
            least = Math.min(least, labels[labelsOffset + row]);
            most = Math.max(most, labels[labelsOffset + row]);
        }
        for (int row = 0; (least < 0 || most >= classes) && row < rows; row++) {
            int label = labels[labelsOffset + row];
            if (label < 0 || label >= classes) {
                throw label(row, label, classes);
            }
        }
    }

    static IndexOutOfBoundsException label(int row, int label, int classes) {
        return new IndexOutOfBoundsException("row " + row + " has label " + label + " but there are " + classes + " classes");
    }

    /** Checks that every flag says yes or no. */
    public static void flags(String name, int[] flags, int flagsOffset, int rows) {
        range(name, flags, flagsOffset, rows);
        int least = 0;
        int most = 0;
        for (int row = 0; row < rows; row++) {
            least = Math.min(least, flags[flagsOffset + row]);
            most = Math.max(most, flags[flagsOffset + row]);
        }
        for (int row = 0; (least < 0 || most > 1) && row < rows; row++) {
            int flag = flags[flagsOffset + row];
            if (flag < 0 || flag > 1) {
                throw new IndexOutOfBoundsException("row " + row + " has " + name + " " + flag + ", not 1 or 0");
            }
        }
    }

    /** Checks that every label says object, background or neither; without a way out the compiler makes vectors of it. */
    public static void objectLabels(int[] labels, int labelsOffset, int rows) {
        range("labels", labels, labelsOffset, rows);
        int least = -1;
        int most = 1;
        for (int row = 0; row < rows; row++) {
            least = Math.min(least, labels[labelsOffset + row]);
            most = Math.max(most, labels[labelsOffset + row]);
        }
        for (int row = 0; (least < -1 || most > 1) && row < rows; row++) {
            int label = labels[labelsOffset + row];
            if (label < -1 || label > 1) {
                throw new IndexOutOfBoundsException("row " + row + " has label " + label + ", not 1, 0 or -1");
            }
        }
    }
}
