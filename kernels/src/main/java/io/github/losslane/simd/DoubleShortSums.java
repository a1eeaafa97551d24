// Derived from FloatShortSums.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd;

import io.github.losslane.DoubleMatrix;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The canonical sums of many rows of at most 64 terms that follow each other without gaps: every term is alone in its slot,
 * so that only folds are left. Their first are done for all rows by vectors, the last three by scalars, a row at a time.
 */
public final class DoubleShortSums {

    /** Columns of a row at most. */
    private static final int COLUMNS = DoubleSum.SLOTS;

    /** Terms of a row that are left to {@link #fold}, where it had more. */
    private static final int LEFT = 8;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleShortSums() {}

    /** Whether rows are as narrow and follow each other without gaps. */
    public static boolean flat(DoubleMatrix matrix) {
        return matrix.columns() > 0 && matrix.columns() <= COLUMNS && matrix.stride() == matrix.columns();
    }

    /** How many of some rows a scratch array takes, together with what vectors read and write behind the last one. */
    public static int rows(int rows, int columns) {
        int room = columns <= LEFT ? columns : Math.max(columns, DoubleSum.FEW);
        return Math.min(rows, (DoubleScratch.BLOCK - DoubleSum.SLOTS) / room);
    }

    /** The terms of a row that are left when all but the last three folds are done. */
    public static int width(int columns) {
        return Math.min(columns, LEFT);
    }

    /** Folds rows down to their width, in place; there is nothing to do for rows of at most 8 terms. */
    public static void shorten(double[] terms, int columns, int rows, double[] parts) {
        if (columns <= LEFT) {
            return;
        }
        if (columns <= 2 * DoubleSum.FEW) {
            two(terms, columns, rows, parts);
        } else {
            four(terms, columns, rows, parts);
        }
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < LEFT; k += LANES) {
                DoubleVector.fromArray(SPECIES, parts, i * DoubleSum.FEW + k)
                        .add(DoubleVector.fromArray(SPECIES, parts, i * DoubleSum.FEW + LEFT + k))
                        .intoArray(terms, i * LEFT + k);
            }
        }
    }

    /** Rows of at most 32 terms, folded to 16. */
    private static void two(double[] terms, int columns, int rows, double[] parts) {
        for (int k = 0; k < DoubleSum.FEW; k += LANES) {
            VectorMask<Double> first = SPECIES.indexInRange(k, columns);
            VectorMask<Double> second = SPECIES.indexInRange(k + DoubleSum.FEW, columns);
            for (int i = 0; i < rows; i++) {
                int t = i * columns + k;
                DoubleVector.fromArray(SPECIES, terms, t, first)
                        .add(DoubleVector.fromArray(SPECIES, terms, t + DoubleSum.FEW, second))
                        .intoArray(parts, i * DoubleSum.FEW + k);
            }
        }
    }

    /** Rows of at most 64 terms, folded to 16. */
    private static void four(double[] terms, int columns, int rows, double[] parts) {
        for (int k = 0; k < DoubleSum.FEW; k += LANES) {
            VectorMask<Double> third = SPECIES.indexInRange(k + 2 * DoubleSum.FEW, columns);
            VectorMask<Double> fourth = SPECIES.indexInRange(k + 3 * DoubleSum.FEW, columns);
            for (int i = 0; i < rows; i++) {
                int t = i * columns + k;
                DoubleVector even = DoubleVector.fromArray(SPECIES, terms, t)
                        .add(DoubleVector.fromArray(SPECIES, terms, t + 2 * DoubleSum.FEW, third));
                DoubleVector odd = DoubleVector.fromArray(SPECIES, terms, t + DoubleSum.FEW)
                        .add(DoubleVector.fromArray(SPECIES, terms, t + 3 * DoubleSum.FEW, fourth));
                even.add(odd).intoArray(parts, i * DoubleSum.FEW + k);
            }
        }
    }

    /** The sum of a row of at most 8 terms, as the folds of 64 slots have it: those of missing columns are +0. */
    public static double fold(double[] terms, int t, int columns) {
        if (columns == LEFT) {
            return terms[t] + terms[t + 4] + (terms[t + 2] + terms[t + 6])
                    + (terms[t + 1] + terms[t + 5] + (terms[t + 3] + terms[t + 7]));
        }
        double sum0 = terms[t];
        double sum1 = columns > 1 ? terms[t + 1] : 0;
        double sum2 = columns > 2 ? terms[t + 2] : 0;
        double sum3 = columns > 3 ? terms[t + 3] : 0;
        if (columns > 4) {
            sum0 += terms[t + 4];
            sum1 += columns > 5 ? terms[t + 5] : 0;
            sum2 += columns > 6 ? terms[t + 6] : 0;
            sum3 += 0;          // of an eighth column, which has a way of its own
        }
        return sum0 + sum2 + (sum1 + sum3);
    }
}
