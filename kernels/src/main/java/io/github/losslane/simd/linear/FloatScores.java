package io.github.losslane.simd.linear;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Scores of rows: 16 chains of fma for each row, folded by 8, 4, 2 and 1. Fewer chains than the 64 slots of the canonical
 * sum, as rows of a linear model are often short, and then the fold is what costs.
 *
 * <p>Four rows go together, so that their chains overlap and share the weights; they fill the 64 slots of the scratch. Where
 * fewer than four are left, the last one is computed again in place of the missing.
 */
final class FloatScores {

    private static final int CHAINS = 16;
    private static final int ROWS = 4;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatScores() {}

    /** scores[s + i] = row (first + i) of x times weights, plus bias. */
    static void of(
            FloatMatrix x, int first, int rows, float[] weights, int w, float bias, float[] scores, int s,
            FloatScratch scratch) {
        int start = x.offset() + first * x.stride();
        if (x.columns() <= FloatFewScores.COLUMNS) {
            FloatFewScores.of(x.data(), start, x.stride(), x.columns(), rows, weights, w, bias, scores, s);
            return;
        }
        float[] slots = scratch.slots;
        int last = rows - 1;
        int columns = x.columns();
        int whole = columns & -CHAINS;
        float[] lastWeights = scratch.values;       // whole vectors can be read from here, unlike the user's array
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
            float[] x, int a, int b, int c, int d, float[] weights, int w, int whole,
            float[] lastWeights, int lastColumns, float[] slots) {
        for (int k = 0; k < CHAINS; k += LANES) {
            FloatVector sumA = FloatVector.zero(SPECIES);
            FloatVector sumB = FloatVector.zero(SPECIES);
            FloatVector sumC = FloatVector.zero(SPECIES);
            FloatVector sumD = FloatVector.zero(SPECIES);
            for (int j = k; j < whole; j += CHAINS) {
                FloatVector weight = FloatVector.fromArray(SPECIES, weights, w + j);
                sumA = FloatVector.fromArray(SPECIES, x, a + j).fma(weight, sumA);
                sumB = FloatVector.fromArray(SPECIES, x, b + j).fma(weight, sumB);
                sumC = FloatVector.fromArray(SPECIES, x, c + j).fma(weight, sumC);
                sumD = FloatVector.fromArray(SPECIES, x, d + j).fma(weight, sumD);
            }
            if (k < lastColumns) {
                int j = whole + k;
                VectorMask<Float> inside = SPECIES.indexInRange(k, lastColumns);
                FloatVector weight = FloatVector.fromArray(SPECIES, lastWeights, k);
                sumA = sumA.blend(FloatVector.fromArray(SPECIES, x, a + j).fma(weight, sumA), inside);
                sumB = sumB.blend(FloatVector.fromArray(SPECIES, x, b + j).fma(weight, sumB), inside);
                sumC = sumC.blend(FloatVector.fromArray(SPECIES, x, c + j).fma(weight, sumC), inside);
                sumD = sumD.blend(FloatVector.fromArray(SPECIES, x, d + j).fma(weight, sumD), inside);
            }
            sumA.intoArray(slots, k);
            sumB.intoArray(slots, k + CHAINS);
            sumC.intoArray(slots, k + 2 * CHAINS);
            sumD.intoArray(slots, k + 3 * CHAINS);
        }
    }

    /** The same for rows behind which the array ends. */
    private static void lastColumns(float[] x, int row, float[] lastWeights, int columns, float[] slots, int chains) {
        for (int j = 0; j < columns; j++) {
            slots[chains + j] = Math.fma(x[row + j], lastWeights[j], slots[chains + j]);
        }
    }

    private static float fold(float[] slots, int k) {
        float sum0 = slots[k] + slots[k + 8];
        float sum1 = slots[k + 1] + slots[k + 9];
        float sum2 = slots[k + 2] + slots[k + 10];
        float sum3 = slots[k + 3] + slots[k + 11];
        float sum4 = slots[k + 4] + slots[k + 12];
        float sum5 = slots[k + 5] + slots[k + 13];
        float sum6 = slots[k + 6] + slots[k + 14];
        float sum7 = slots[k + 7] + slots[k + 15];
        return sum0 + sum4 + (sum2 + sum6) + (sum1 + sum5 + (sum3 + sum7));
    }
}
