package io.github.losslane.simd.linear;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Weight gradient of a tile of rows: dw += X^T g, each element one chain of fma over the rows. A panel of columns stays in
 * registers while the rows of the tile, which are in cache, run past it: it is loaded and stored once a tile.
 */
final class FloatWeightGradient {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatWeightGradient() {}

    /** gradient[g + j] += slopes[s + i] x[first + i][j] over the rows i, in order. */
    static void add(FloatMatrix x, int first, int rows, float[] slopes, int s, float[] gradient, int g, float[] slots) {
        int start = x.offset() + first * x.stride();
        int columns = x.columns();
        int j = 0;
        for (; j <= columns - 4 * LANES; j += 4 * LANES) {
            panel(x.data(), start + j, x.stride(), slopes, s, rows, gradient, g + j);
        }
        for (; columns - j > 0; j += 2 * LANES) {
            lastPanel(
                    Math.min(columns - j, 2 * LANES), x.data(), start + j, x.stride(), slopes, s, rows, gradient, g + j, slots);
        }
    }

    /** Four vectors of columns. */
    private static void panel(float[] x, int start, int stride, float[] slopes, int s, int rows, float[] gradient, int g) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, gradient, g);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, gradient, g + LANES);
        FloatVector sum2 = FloatVector.fromArray(SPECIES, gradient, g + 2 * LANES);
        FloatVector sum3 = FloatVector.fromArray(SPECIES, gradient, g + 3 * LANES);
        for (int i = 0; i < rows; i++) {
            FloatVector slope = FloatVector.broadcast(SPECIES, slopes[s + i]);
            int row = start + i * stride;
            sum0 = slope.fma(FloatVector.fromArray(SPECIES, x, row), sum0);
            sum1 = slope.fma(FloatVector.fromArray(SPECIES, x, row + LANES), sum1);
            sum2 = slope.fma(FloatVector.fromArray(SPECIES, x, row + 2 * LANES), sum2);
            sum3 = slope.fma(FloatVector.fromArray(SPECIES, x, row + 3 * LANES), sum3);
        }
        sum0.intoArray(gradient, g);
        sum1.intoArray(gradient, g + LANES);
        sum2.intoArray(gradient, g + 2 * LANES);
        sum3.intoArray(gradient, g + 3 * LANES);
    }

    /**
     * Up to two vectors of columns, with what lies behind them: their sums are taken from the gradient to where whole vectors
     * have room, and back. Rows so near to the end of the array that they have none are added one by one.
     */
    private static void lastPanel(
            int columns, float[] x, int start, int stride, float[] slopes, int s, int rows, float[] gradient, int g,
            float[] slots) {
        int fitting = FloatLanes.fitting(x, start, stride, 2 * LANES, rows);
        System.arraycopy(gradient, g, slots, 0, columns);
        FloatVector sum0 = FloatVector.fromArray(SPECIES, slots, 0);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, slots, LANES);
        for (int i = 0; i < fitting; i++) {
            FloatVector slope = FloatVector.broadcast(SPECIES, slopes[s + i]);
            int row = start + i * stride;
            sum0 = slope.fma(FloatVector.fromArray(SPECIES, x, row), sum0);
            sum1 = slope.fma(FloatVector.fromArray(SPECIES, x, row + LANES), sum1);
        }
        sum0.intoArray(slots, 0);
        sum1.intoArray(slots, LANES);
        for (int i = fitting; i < rows; i++) {
            int row = start + i * stride;
            for (int j = 0; j < columns; j++) {
                slots[j] = Math.fma(slopes[s + i], x[row + j], slots[j]);
            }
        }
        System.arraycopy(slots, 0, gradient, g, columns);
    }
}
