package io.github.losslane.simd.center;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of many rows of few columns: those of a vector of columns stay in registers while the rows of a class run past. Rows
 * are read with what lies behind them; the bits are those of {@link FloatCenterSum}, row after row.
 */
final class FloatCenterPanel {

    /** Columns at most: longer rows are better read once. */
    static final int COLUMNS = 64;

    /** Rows at least: sums of fewer are faster added where they lie than brought into registers and back. */
    static final int ROWS = 4;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatCenterPanel() {}

    /** Adds rows, which start at the given places, to the sums of their class. */
    static void add(
            float power, float[] centers, int c, float[] features, int[] rows, int n,
            float[] sums, float[] errors, int s, int columns) {
        FloatScratch scratch = FloatScratch.get();
        for (int j = 0; j < columns; j += LANES) {
            int width = Math.min(LANES, columns - j);
            int fitting = n;            // rows go up, so only the last ones may be too near to the end of the array
            while (fitting > 0 && !FloatLanes.fits(features, rows[fitting - 1] + j)) {
                fitting--;
            }
            System.arraycopy(centers, c + j, scratch.firstInput, 0, width);         // where whole vectors have room
            System.arraycopy(sums, s + j, scratch.firstOutput, 0, width);
            System.arraycopy(errors, s + j, scratch.secondOutput, 0, width);
            panel(power, scratch.firstInput, features, j, rows, fitting, scratch.firstOutput, scratch.secondOutput);
            System.arraycopy(scratch.firstOutput, 0, sums, s + j, width);
            System.arraycopy(scratch.secondOutput, 0, errors, s + j, width);
            for (int k = fitting; k < n; k++) {
                FloatCenterSum.add(power, centers, c + j, features, rows[k] + j, sums, errors, s + j, width);
            }
        }
    }

    /** One vector of columns. */
    private static void panel(
            float power, float[] centers, float[] features, int x, int[] rows, int n, float[] sums, float[] errors) {
        FloatVector minus = FloatVector.broadcast(SPECIES, -power);
        FloatVector center = FloatVector.fromArray(SPECIES, centers, 0).mul(FloatVector.broadcast(SPECIES, power));
        FloatVector sum = FloatVector.fromArray(SPECIES, sums, 0);
        FloatVector error = FloatVector.fromArray(SPECIES, errors, 0);
        for (int k = 0; k < n; k++) {
            FloatVector d = FloatVector.fromArray(SPECIES, features, rows[k] + x).fma(minus, center);
            FloatVector before = sum;
            sum = before.add(d);
            FloatVector part = sum.sub(before);
            error = error.add(before.sub(sum.sub(part)).add(d.sub(part)));
        }
        sum.intoArray(sums, 0);
        error.intoArray(errors, 0);
    }
}
