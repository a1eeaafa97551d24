package io.github.losslane.simd;

import io.github.losslane.FloatMatrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The canonical sums of many rows of at most 64 terms that follow each other without gaps: every term is alone in its slot,
 * so that only folds are left. Their first are done for all rows by vectors, the last three by scalars, a row at a time.
 */
public final class FloatShortSums {

    /** Columns of a row at most. */
    private static final int COLUMNS = FloatSum.SLOTS;

    /** Terms of a row that are left to {@link #fold}, where it had more. */
    private static final int LEFT = 8;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatShortSums() {}

    /** Whether rows are as narrow and follow each other without gaps. */
    public static boolean flat(FloatMatrix matrix) {
        return matrix.columns() > 0 && matrix.columns() <= COLUMNS && matrix.stride() == matrix.columns();
    }

    /** How many of some rows a scratch array takes, together with what vectors read and write behind the last one. */
    public static int rows(int rows, int columns) {
        int room = columns <= LEFT ? columns : Math.max(columns, FloatSum.FEW);
        return Math.min(rows, (FloatScratch.BLOCK - FloatSum.SLOTS) / room);
    }

    /** The terms of a row that are left when all but the last three folds are done. */
    public static int width(int columns) {
        return Math.min(columns, LEFT);
    }

    /** Folds rows down to their width, in place; there is nothing to do for rows of at most 8 terms. */
    public static void shorten(float[] terms, int columns, int rows, float[] parts) {
        if (columns <= LEFT) {
            return;
        }
        if (columns <= 2 * FloatSum.FEW) {
            two(terms, columns, rows, parts);
        } else {
            four(terms, columns, rows, parts);
        }
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < LEFT; k += LANES) {
                FloatVector.fromArray(SPECIES, parts, i * FloatSum.FEW + k)
                        .add(FloatVector.fromArray(SPECIES, parts, i * FloatSum.FEW + LEFT + k))
                        .intoArray(terms, i * LEFT + k);
            }
        }
    }

    /** Rows of at most 32 terms, folded to 16. */
    private static void two(float[] terms, int columns, int rows, float[] parts) {
        for (int k = 0; k < FloatSum.FEW; k += LANES) {
            VectorMask<Float> first = SPECIES.indexInRange(k, columns);
            VectorMask<Float> second = SPECIES.indexInRange(k + FloatSum.FEW, columns);
            for (int i = 0; i < rows; i++) {
                int t = i * columns + k;
                FloatVector.fromArray(SPECIES, terms, t, first)
                        .add(FloatVector.fromArray(SPECIES, terms, t + FloatSum.FEW, second))
                        .intoArray(parts, i * FloatSum.FEW + k);
            }
        }
    }

    /** Rows of at most 64 terms, folded to 16. */
    private static void four(float[] terms, int columns, int rows, float[] parts) {
        for (int k = 0; k < FloatSum.FEW; k += LANES) {
            VectorMask<Float> third = SPECIES.indexInRange(k + 2 * FloatSum.FEW, columns);
            VectorMask<Float> fourth = SPECIES.indexInRange(k + 3 * FloatSum.FEW, columns);
            for (int i = 0; i < rows; i++) {
                int t = i * columns + k;
                FloatVector even = FloatVector.fromArray(SPECIES, terms, t)
                        .add(FloatVector.fromArray(SPECIES, terms, t + 2 * FloatSum.FEW, third));
                FloatVector odd = FloatVector.fromArray(SPECIES, terms, t + FloatSum.FEW)
                        .add(FloatVector.fromArray(SPECIES, terms, t + 3 * FloatSum.FEW, fourth));
                even.add(odd).intoArray(parts, i * FloatSum.FEW + k);
            }
        }
    }

    /** The sum of a row of at most 8 terms, as the folds of 64 slots have it: those of missing columns are +0. */
    public static float fold(float[] terms, int t, int columns) {
        if (columns == LEFT) {
            return terms[t] + terms[t + 4] + (terms[t + 2] + terms[t + 6])
                    + (terms[t + 1] + terms[t + 5] + (terms[t + 3] + terms[t + 7]));
        }
        float sum0 = terms[t];
        float sum1 = columns > 1 ? terms[t + 1] : 0;
        float sum2 = columns > 2 ? terms[t + 2] : 0;
        float sum3 = columns > 3 ? terms[t + 3] : 0;
        if (columns > 4) {
            sum0 += terms[t + 4];
            sum1 += columns > 5 ? terms[t + 5] : 0;
            sum2 += columns > 6 ? terms[t + 6] : 0;
            sum3 += 0;          // of an eighth column, which has a way of its own
        }
        return sum0 + sum2 + (sum1 + sum3);
    }
}
