package io.github.losslane.simd.center;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatShortSums;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatCenterLoss} of rows of at most 64 columns without gaps: their centers are gathered, so that a group of rows
 * is one flat array and vectors are full. The bits are those of a row alone.
 */
final class FloatNarrowCenters {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatNarrowCenters() {}

    /**
     * Losses of some rows, and scale times their gradients unless those are null.
     *
     * @param added whether gradients are added to what is there
     */
    static void rows(
            float scale, FloatMatrix features, int first, int rows, int[] labels, int y, FloatMatrix centers,
            FloatMatrix gradient, boolean added, float[] losses, int l, FloatScratch scratch) {
        int columns = features.columns();
        int width = FloatShortSums.width(columns);
        int size;
        for (int i = 0; i < rows; i += size) {
            size = FloatShortSums.rows(rows - i, columns);
            int length = size * columns;
            int x = features.rowOffset(first + i);
            if (columns <= FloatFewCenters.COLUMNS) {
                FloatFewCenters.losses(features.data(), x, size, labels, y + i, centers, scratch.values, losses, l + i);
            } else {
                gather(centers, labels, y + i, size, scratch.values);
                terms(features.data(), x, scratch.values, scratch.row, length);
                FloatShortSums.shorten(scratch.row, columns, size, scratch.shifts);
                for (int k = 0; k < size; k++) {
                    losses[l + i + k] = FloatShortSums.fold(scratch.row, k * width, width);
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
    private static void gather(FloatMatrix centers, int[] labels, int y, int rows, float[] out) {
        float[] data = centers.data();
        int columns = centers.columns();
        for (int i = 0; i < rows; i++) {
            int c = centers.offset() + labels[y + i] * centers.stride();
            int o = i * columns;
            int j = 0;
            for (; j < columns && FloatLanes.fits(data, c + j); j += LANES) {
                FloatVector.fromArray(SPECIES, data, c + j).intoArray(out, o + j);
            }
            for (; j < columns; j++) {
                out[o + j] = data[c + j];
            }
        }
    }

    /** The terms of the losses; differences take the place of the centers. */
    private static void terms(float[] x, int xo, float[] centers, float[] out, int length) {
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        int i = 0;
        for (; i < length && FloatLanes.fits(x, xo + i); i += LANES) {
            FloatVector d = FloatVector.fromArray(SPECIES, x, xo + i).sub(FloatVector.fromArray(SPECIES, centers, i));
            d.intoArray(centers, i);
            d.mul(half).mul(d).intoArray(out, i);
        }
        for (; i < length; i++) {
            float d = x[xo + i] - centers[i];
            centers[i] = d;
            out[i] = d * 0.5f * d;
        }
    }

    private static void write(float scale, float[] differences, float[] g, int go, int length) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(SPECIES, differences, i).mul(factor).intoArray(g, go + i);
        }
        for (int i = whole; i < length; i++) {
            g[go + i] = differences[i] * scale;
        }
    }

    private static void add(float scale, float[] differences, float[] g, int go, int length) {
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(SPECIES, differences, i)
                    .fma(factor, FloatVector.fromArray(SPECIES, g, go + i)).intoArray(g, go + i);
        }
        for (int i = whole; i < length; i++) {
            g[go + i] = Math.fma(differences[i], scale, g[go + i]);
        }
    }
}
