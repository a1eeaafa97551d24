// Derived from FloatFlatRows.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import io.github.losslane.simd.DoubleLanes;

/** Rows that lie one after the other without gaps, so that the last vector of a row may reach into the next. */
final class DoubleFlatRows {

    private static final int LANES = DoubleLanes.LANES;

    private DoubleFlatRows() {}

    /** Whether rows lie without gaps, and a vector from the last one's last elements on ends within the array. */
    static boolean flat(double[] x, int o, int stride, int rows, int classes) {
        return (stride == classes || rows == 1)
                && DoubleLanes.fits(x, o + (rows - 1) * stride + (classes - 1) / LANES * LANES);
    }

    /** Copies rows so that they are flat; returns where. */
    static double[] copy(double[] x, int o, int stride, double[] out, int rows, int classes) {
        copy(x, o, stride, out, 0, classes, rows, classes);
        return out;
    }

    /** Copies rows, all at once if they are flat on both sides. */
    static void copy(double[] x, int o, int stride, double[] out, int to, int outStride, int rows, int classes) {
        if (stride == classes && outStride == classes) {
            System.arraycopy(x, o, out, to, rows * classes);
        } else {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(x, o + i * stride, out, to + i * outStride, classes);
            }
        }
    }

    /**
     * How many rows, from the first on, may be written by one vector each, as what lies behind such a row is written
     * after it; 0 if rows are longer.
     */
    static int loose(int classes, int stride, int rows) {
        if (classes == LANES) {
            return rows;
        }
        return classes < LANES && stride == classes ? Math.max(0, rows - (LANES - 1) / classes) : 0;
    }
}
