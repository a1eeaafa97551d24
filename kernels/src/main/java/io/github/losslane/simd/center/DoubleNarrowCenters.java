// Derived from FloatNarrowCenters.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.center;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleShortSums;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DoubleCenterLoss} of rows of at most 64 columns without gaps: their centers are gathered, so that a group of rows
 * is one flat array and vectors are full. The bits are those of a row alone.
 */
final class DoubleNarrowCenters {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleNarrowCenters() {}

    /**
     * Losses of some rows, and scale times their gradients unless those are null.
     *
     * @param added whether gradients are added to what is there
     */
    static void rows(
            double scale, DoubleMatrix features, int first, int rows, int[] labels, int y, DoubleMatrix centers,
            DoubleMatrix gradient, boolean added, double[] losses, int l, DoubleScratch scratch) {
        int columns = features.columns();
        int width = DoubleShortSums.width(columns);
        int size;
        for (int i = 0; i < rows; i += size) {
            size = DoubleShortSums.rows(rows - i, columns);
            int length = size * columns;
            int x = features.rowOffset(first + i);
            if (columns <= DoubleFewCenters.COLUMNS) {
                DoubleFewCenters.losses(features.data(), x, size, labels, y + i, centers, scratch.values, losses, l + i);
            } else {
                gather(centers, labels, y + i, size, scratch.values);
                terms(features.data(), x, scratch.values, scratch.row, length);
                DoubleShortSums.shorten(scratch.row, columns, size, scratch.shifts);
                for (int k = 0; k < size; k++) {
                    losses[l + i + k] = DoubleShortSums.fold(scratch.row, k * width, width);
                }
            }
            if (gradient != null && added) {
                add(scale, scratch.values, gradient.data(), gradient.rowOffset(first + i), length);
            } else if (gradient != null) {
                write(scale, scratch.values, gradient.data(), gradient.rowOffset(first + i), length);
            }
        }
    }

    /** The center of each row; what whole vectors write after it belongs to the next row. */
    private static void gather(DoubleMatrix centers, int[] labels, int y, int rows, double[] out) {
        double[] data = centers.data();
        int columns = centers.columns();
        for (int i = 0; i < rows; i++) {
            int c = centers.offset() + labels[y + i] * centers.stride();
            int o = i * columns;
            int j = 0;
            for (; j < columns && DoubleLanes.fits(data, c + j); j += LANES) {
                DoubleVector.fromArray(SPECIES, data, c + j).intoArray(out, o + j);
            }
            for (; j < columns; j++) {
                out[o + j] = data[c + j];
            }
        }
    }

    /** The terms of the losses; differences take the place of the centers. */
    private static void terms(double[] x, int xo, double[] centers, double[] out, int length) {
        DoubleVector half = DoubleVector.broadcast(SPECIES, 0.5);
        int i = 0;
        for (; i < length && DoubleLanes.fits(x, xo + i); i += LANES) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, x, xo + i).sub(DoubleVector.fromArray(SPECIES, centers, i));
            d.intoArray(centers, i);
            d.mul(half).mul(d).intoArray(out, i);
        }
        for (; i < length; i++) {
            double d = x[xo + i] - centers[i];
            centers[i] = d;
            out[i] = d * 0.5 * d;
        }
    }

    private static void write(double scale, double[] differences, double[] g, int go, int length) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector.fromArray(SPECIES, differences, i).mul(factor).intoArray(g, go + i);
        }
        for (int i = whole; i < length; i++) {
            g[go + i] = differences[i] * scale;
        }
    }

    private static void add(double scale, double[] differences, double[] g, int go, int length) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector.fromArray(SPECIES, differences, i)
                    .fma(factor, DoubleVector.fromArray(SPECIES, g, go + i)).intoArray(g, go + i);
        }
        for (int i = whole; i < length; i++) {
            g[go + i] = Math.fma(differences[i], scale, g[go + i]);
        }
    }
}
