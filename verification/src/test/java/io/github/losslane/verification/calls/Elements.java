package io.github.losslane.verification.calls;

import java.lang.reflect.Array;

/** Arrays of float, double or int by their bits. */
final class Elements {

    /** A quiet NaN with a payload no arithmetic gives: what reads it is poisoned, what overwrites it is seen. */
    private static final int FLOAT_PATTERN = 0x7fc0beef;

    private static final long DOUBLE_PATTERN = 0x7ff80000deadbeefL;
    private static final int INT_PATTERN = 0xdeadbeef;

    private Elements() {}

    /** An array of a type, filled with the pattern. */
    static Object patterned(Class<?> type, int length) {
        Object array = Array.newInstance(type, length);
        for (int i = 0; i < length; i++) {
            if (array instanceof float[] floats) {
                floats[i] = Float.intBitsToFloat(FLOAT_PATTERN);
            } else if (array instanceof double[] doubles) {
                doubles[i] = Double.longBitsToDouble(DOUBLE_PATTERN);
            } else {
                ((int[]) array)[i] = INT_PATTERN;
            }
        }
        return array;
    }

    static int length(Object array) {
        return Array.getLength(array);
    }

    static Class<?> type(Object array) {
        return array.getClass().componentType();
    }

    static Object copy(Object array) {
        if (array instanceof float[] floats) {
            return floats.clone();
        }
        return array instanceof double[] doubles ? doubles.clone() : ((int[]) array).clone();
    }

    static void set(Object array, int index, double value) {
        if (array instanceof float[] floats) {
            floats[index] = (float) value;
        } else if (array instanceof double[] doubles) {
            doubles[index] = value;
        } else {
            ((int[]) array)[index] = (int) value;
        }
    }

    static double get(Object array, int index) {
        if (array instanceof float[] floats) {
            return floats[index];
        }
        return array instanceof double[] doubles ? doubles[index] : ((int[]) array)[index];
    }

    /** The bits as they are. */
    static long rawBits(Object array, int index) {
        if (array instanceof float[] floats) {
            return Float.floatToRawIntBits(floats[index]);
        }
        return array instanceof double[] doubles
                ? Double.doubleToRawLongBits(doubles[index])
                : ((int[]) array)[index];
    }

    /** The bits, the same for every NaN: which payload an operation passes on is not specified. */
    static long bits(Object array, int index) {
        if (array instanceof float[] floats) {
            return Float.floatToIntBits(floats[index]);
        }
        return array instanceof double[] doubles ? Double.doubleToLongBits(doubles[index]) : ((int[]) array)[index];
    }

    /** Whether an element still is the pattern. */
    static boolean isPattern(Object array, int index) {
        if (array instanceof float[]) {
            return rawBits(array, index) == FLOAT_PATTERN;
        }
        return rawBits(array, index) == (array instanceof double[] ? DOUBLE_PATTERN : INT_PATTERN);
    }
}
