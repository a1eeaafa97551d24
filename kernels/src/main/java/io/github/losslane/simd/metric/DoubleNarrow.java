// Derived from FloatNarrow.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleShortSums;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of few columns without gaps: a group of them is one flat array, so that vectors are full and only the last folds of
 * a row and its loss are scalar.
 *
 * <pre>{@code
 * 1. the term of each element in its row's sum           flat
 * 2. the first folds of its row                         all rows
 * 3. the last ones, loss and slope                       row by row; the slope goes to each element
 * 4. gradients                                           flat
 * }</pre>
 *
 * <p>The bits are those of a row alone. A group ends before a row out of the ordinary, which is left to the code for rows.
 */
final class DoubleNarrow {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleNarrow() {}

    /** The slope of a row for each of its elements; what is written after them belongs to the next row. */
    static void spread(double slope, double[] slopes, int s, int columns) {
        DoubleVector all = DoubleVector.broadcast(SPECIES, slope);
        for (int j = 0; j < columns; j += LANES) {
            all.intoArray(slopes, s + j);
        }
    }
}
