// Derived from FloatScores.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.linear;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
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
            DoubleMatrix x, int first, int rows, double[] weights, int w, double bias, double[] scores, int s,
            DoubleScratch scratch) {
        int start = x.offset() + first * x.stride();
        if (x.columns() <= DoubleFewScores.COLUMNS) {
            DoubleFewScores.of(x.data(), start, x.stride(), x.columns(), rows, weights, w, bias, scores, s);
            return;
        }
        double[] slots = scratch.slots;
        int last = rows - 1;
        int columns = x.columns();
        int whole = columns & -CHAINS;
        double[] lastWeights = scratch.values;       // whole vectors can be read from here, unlike the user's array
        System.arraycopy(weights, w + whole, lastWeights, 0, columns - whole);
        for (int i = 0; rows - i > 0; i += ROWS) {
            int a = start + i * x.stride();
            int b = start + Math.min(i + 1, last) * x.stride();
            int c = start + Math.min(i + 2, last) * x.stride();
            int d = start + Math.min(i + 3, last) * x.stride();
            boolean fits = d + whole <= x.data().length - CHAINS;
            fourRows(x.data(), a, b, c, d, weights, w, whole, lastWeights, fits ? columns - whole : 0, slots);
            if (!fits) {
                lastColumns(x.data(), a + whole, lastWeights, columns - whole, slots, 0);
                lastColumns(x.data(), b + whole, lastWeights, columns - whole, slots, CHAINS);
                lastColumns(x.data(), c + whole, lastWeights, columns - whole, slots, 2 * CHAINS);
                lastColumns(x.data(), d + whole, lastWeights, columns - whole, slots, 3 * CHAINS);
            }
            int count = Math.min(rows - i, ROWS);
            for (int k = 0; k < count; k++) {
                scores[s + i + k] = fold(slots, k * CHAINS) + bias;
            }
        }
    }

    /** The chains of the rows that start at a, b, c and d; the last columns are read with what lies behind them. */
    private static void fourRows(
            double[] x, int a, int b, int c, int d, double[] weights, int w, int whole,
            double[] lastWeights, int lastColumns, double[] slots) {
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
            if (k < lastColumns) {
                int j = whole + k;
                VectorMask<Double> inside = SPECIES.indexInRange(k, lastColumns);
                DoubleVector weight = DoubleVector.fromArray(SPECIES, lastWeights, k);
                sumA = sumA.blend(DoubleVector.fromArray(SPECIES, x, a + j).fma(weight, sumA), inside);
                sumB = sumB.blend(DoubleVector.fromArray(SPECIES, x, b + j).fma(weight, sumB), inside);
                sumC = sumC.blend(DoubleVector.fromArray(SPECIES, x, c + j).fma(weight, sumC), inside);
                sumD = sumD.blend(DoubleVector.fromArray(SPECIES, x, d + j).fma(weight, sumD), inside);
            }
            sumA.intoArray(slots, k);
            sumB.intoArray(slots, k + CHAINS);
            sumC.intoArray(slots, k + 2 * CHAINS);
            sumD.intoArray(slots, k + 3 * CHAINS);
        }
    }

    /** The same for rows behind which the array ends. */
    private static void lastColumns(double[] x, int row, double[] lastWeights, int columns, double[] slots, int chains) {
        for (int j = 0; j < columns; j++) {
            slots[chains + j] = Math.fma(x[row + j], lastWeights[j], slots[chains + j]);
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
