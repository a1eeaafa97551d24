// Derived from FloatWeightGradient.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.linear;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Weight gradient of a tile of rows: dw += X^T g, each element one chain of fma over the rows. A panel of columns stays in
 * registers while the rows of the tile, which are in cache, run past it: it is loaded and stored once a tile.
 */
final class DoubleWeightGradient {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleWeightGradient() {}

    /** gradient[g + j] += slopes[s + i] x[first + i][j] over the rows i, in order. */
    static void add(DoubleMatrix x, int first, int rows, double[] slopes, int s, double[] gradient, int g, double[] slots) {
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
    private static void panel(double[] x, int start, int stride, double[] slopes, int s, int rows, double[] gradient, int g) {
        DoubleVector sum0 = DoubleVector.fromArray(SPECIES, gradient, g);
        DoubleVector sum1 = DoubleVector.fromArray(SPECIES, gradient, g + LANES);
        DoubleVector sum2 = DoubleVector.fromArray(SPECIES, gradient, g + 2 * LANES);
        DoubleVector sum3 = DoubleVector.fromArray(SPECIES, gradient, g + 3 * LANES);
        for (int i = 0; i < rows; i++) {
            DoubleVector slope = DoubleVector.broadcast(SPECIES, slopes[s + i]);
            int row = start + i * stride;
            sum0 = slope.fma(DoubleVector.fromArray(SPECIES, x, row), sum0);
            sum1 = slope.fma(DoubleVector.fromArray(SPECIES, x, row + LANES), sum1);
            sum2 = slope.fma(DoubleVector.fromArray(SPECIES, x, row + 2 * LANES), sum2);
            sum3 = slope.fma(DoubleVector.fromArray(SPECIES, x, row + 3 * LANES), sum3);
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
            int columns, double[] x, int start, int stride, double[] slopes, int s, int rows, double[] gradient, int g,
            double[] slots) {
        int fitting = DoubleLanes.fitting(x, start, stride, 2 * LANES, rows);
        System.arraycopy(gradient, g, slots, 0, columns);
        DoubleVector sum0 = DoubleVector.fromArray(SPECIES, slots, 0);
        DoubleVector sum1 = DoubleVector.fromArray(SPECIES, slots, LANES);
        for (int i = 0; i < fitting; i++) {
            DoubleVector slope = DoubleVector.broadcast(SPECIES, slopes[s + i]);
            int row = start + i * stride;
            sum0 = slope.fma(DoubleVector.fromArray(SPECIES, x, row), sum0);
            sum1 = slope.fma(DoubleVector.fromArray(SPECIES, x, row + LANES), sum1);
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
