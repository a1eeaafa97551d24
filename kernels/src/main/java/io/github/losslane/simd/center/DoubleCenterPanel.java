// Derived from FloatCenterPanel.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.center;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of many rows of few columns: those of a vector of columns stay in registers while the rows of a class run past. Rows
 * are read with what lies behind them; the bits are those of {@link DoubleCenterSum}, row after row.
 */
final class DoubleCenterPanel {

    /** Columns at most: longer rows are better read once. */
    static final int COLUMNS = 64;

    /** Rows at least: sums of fewer are faster added where they lie than brought into registers and back. */
    static final int ROWS = 4;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleCenterPanel() {}

    /** Adds rows, which start at the given places, to the sums of their class. */
    static void add(
            double power, double[] centers, int c, double[] features, int[] rows, int n,
            double[] sums, double[] errors, int s, int columns) {
        DoubleScratch scratch = DoubleScratch.get();
        for (int j = 0; j < columns; j += LANES) {
            int width = Math.min(LANES, columns - j);
            int fitting = n;            // rows go up, so only the last ones may be too near to the end of the array
            while (fitting > 0 && !DoubleLanes.fits(features, rows[fitting - 1] + j)) {
                fitting--;
            }
            System.arraycopy(centers, c + j, scratch.firstInput, 0, width);         // where whole vectors have room
            System.arraycopy(sums, s + j, scratch.firstOutput, 0, width);
            System.arraycopy(errors, s + j, scratch.secondOutput, 0, width);
            panel(power, scratch.firstInput, features, j, rows, fitting, scratch.firstOutput, scratch.secondOutput);
            System.arraycopy(scratch.firstOutput, 0, sums, s + j, width);
            System.arraycopy(scratch.secondOutput, 0, errors, s + j, width);
            for (int k = fitting; k < n; k++) {
                DoubleCenterSum.add(power, centers, c + j, features, rows[k] + j, sums, errors, s + j, width);
            }
        }
    }

    /** One vector of columns. */
    private static void panel(
            double power, double[] centers, double[] features, int x, int[] rows, int n, double[] sums, double[] errors) {
        DoubleVector minus = DoubleVector.broadcast(SPECIES, -power);
        DoubleVector center = DoubleVector.fromArray(SPECIES, centers, 0).mul(DoubleVector.broadcast(SPECIES, power));
        DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, 0);
        DoubleVector error = DoubleVector.fromArray(SPECIES, errors, 0);
        for (int k = 0; k < n; k++) {
            DoubleVector d = DoubleVector.fromArray(SPECIES, features, rows[k] + x).fma(minus, center);
            DoubleVector before = sum;
            sum = before.add(d);
            DoubleVector part = sum.sub(before);
            error = error.add(before.sub(sum.sub(part)).add(d.sub(part)));
        }
        sum.intoArray(sums, 0);
        error.intoArray(errors, 0);
    }
}
