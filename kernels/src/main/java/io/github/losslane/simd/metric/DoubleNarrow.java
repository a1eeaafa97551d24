// Derived from FloatNarrow.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of few columns without gaps: a group of them is one flat array, so that vectors are full and only the fold of a
 * row and its loss are scalar.
 *
 * <pre>{@code
 * 1. the term of each element in its row's sum           flat
 * 2. their sum in the canonical order, loss and slope    row by row; the slope goes to each element
 * 3. gradients                                           flat
 * }</pre>
 *
 * <p>The bits are those of a row alone. A group with a row out of the ordinary is left to the code for rows.
 */
final class DoubleNarrow {

    private static final int COLUMNS = 8;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleNarrow() {}

    /** Whether rows are narrow and follow each other without gaps. */
    static boolean flat(DoubleMatrix matrix) {
        return matrix.columns() > 0 && matrix.columns() <= COLUMNS && matrix.stride() == matrix.columns();
    }

    /** How many of some rows fill vectors and leave room in the scratch for the last store of a slope; may be 0. */
    static int group(int rows, int columns) {
        return Math.min(rows, (DoubleScratch.BLOCK - LANES) / columns) & -LANES;
    }

    /** The sum of a row of at most 8 terms, as the folds of 64 slots have it: those of missing columns are +0. */
    static double fold(double[] terms, int t, int columns) {
        double sum0 = terms[t];
        double sum1 = columns > 1 ? terms[t + 1] : 0;
        double sum2 = columns > 2 ? terms[t + 2] : 0;
        double sum3 = columns > 3 ? terms[t + 3] : 0;
        if (columns > 4) {
            sum0 += terms[t + 4];
            sum1 += columns > 5 ? terms[t + 5] : 0;
            sum2 += columns > 6 ? terms[t + 6] : 0;
            sum3 += columns > 7 ? terms[t + 7] : 0;
        }
        return sum0 + sum2 + (sum1 + sum3);
    }

    /** The slope of a row for each of its elements; what is written after them belongs to the next row. */
    static void spread(double slope, double[] slopes, int s, int columns) {
        DoubleVector all = DoubleVector.broadcast(SPECIES, slope);
        for (int j = 0; j < columns; j += LANES) {
            all.intoArray(slopes, s + j);
        }
    }
}
