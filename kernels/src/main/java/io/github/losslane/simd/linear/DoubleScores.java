// Derived from FloatScores.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.linear;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Scores of rows: 16 chains of fma for each row, folded by 8, 4, 2 and 1. Fewer chains than the 64 slots of the canonical
 * sum, as rows of a linear model are often short, and then the fold is what costs.
 *
 * <p>Four rows go together, so that their chains overlap and share the weights; they fill the 64 slots of the scratch. Where
 * fewer than four are left, the last one is computed again in place of the missing.
 */
final class DoubleScores {

    private static final int CHAINS = 16;
    private static final int ROWS = 4;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleScores() {}

    /** scores[s + i] = row (first + i) of x times weights, plus bias. */
    static void of(
            DoubleMatrix x, int first, int rows, double[] weights, int w, double bias, double[] scores, int s, double[] slots) {
        int start = x.offset() + first * x.stride();
        int last = rows - 1;
        for (int i = 0; rows - i > 0; i += ROWS) {
            fourRows(x.data(), start + i * x.stride(), start + Math.min(i + 1, last) * x.stride(),
                    start + Math.min(i + 2, last) * x.stride(), start + Math.min(i + 3, last) * x.stride(),
                    weights, w, x.columns(), slots);
            int count = Math.min(rows - i, ROWS);
            for (int k = 0; k < count; k++) {
                scores[s + i + k] = fold(slots, k * CHAINS) + bias;
            }
        }
    }

    /** The chains of the rows that start at a, b, c and d. */
    private static void fourRows(
            double[] x, int a, int b, int c, int d, double[] weights, int w, int columns, double[] slots) {
        int whole = columns & -CHAINS;
        for (int k = 0; k < CHAINS; k += LANES) {
            DoubleVector sumA = DoubleVector.zero(SPECIES);
            DoubleVector sumB = DoubleVector.zero(SPECIES);
            DoubleVector sumC = DoubleVector.zero(SPECIES);
            DoubleVector sumD = DoubleVector.zero(SPECIES);
            for (int j = k; j < whole; j += CHAINS) {
                DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, w + j);
                sumA = DoubleVector.fromArray(SPECIES, x, a + j).fma(weight, sumA);
                sumB = DoubleVector.fromArray(SPECIES, x, b + j).fma(weight, sumB);
                sumC = DoubleVector.fromArray(SPECIES, x, c + j).fma(weight, sumC);
                sumD = DoubleVector.fromArray(SPECIES, x, d + j).fma(weight, sumD);
            }
            if (whole < columns) {
                int j = whole + k;
                VectorMask<Double> inside = SPECIES.indexInRange(j, columns);
                DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, w + j, inside);
                sumA = DoubleVector.fromArray(SPECIES, x, a + j, inside).fma(weight, sumA);
                sumB = DoubleVector.fromArray(SPECIES, x, b + j, inside).fma(weight, sumB);
                sumC = DoubleVector.fromArray(SPECIES, x, c + j, inside).fma(weight, sumC);
                sumD = DoubleVector.fromArray(SPECIES, x, d + j, inside).fma(weight, sumD);
            }
            sumA.intoArray(slots, k);
            sumB.intoArray(slots, k + CHAINS);
            sumC.intoArray(slots, k + 2 * CHAINS);
            sumD.intoArray(slots, k + 3 * CHAINS);
        }
    }

    private static double fold(double[] slots, int k) {
        double sum0 = slots[k] + slots[k + 8];
        double sum1 = slots[k + 1] + slots[k + 9];
        double sum2 = slots[k + 2] + slots[k + 10];
        double sum3 = slots[k + 3] + slots[k + 11];
        double sum4 = slots[k + 4] + slots[k + 12];
        double sum5 = slots[k + 5] + slots[k + 13];
        double sum6 = slots[k + 6] + slots[k + 14];
        double sum7 = slots[k + 7] + slots[k + 15];
        return sum0 + sum4 + (sum2 + sum6) + (sum1 + sum5 + (sum3 + sum7));
    }
}
