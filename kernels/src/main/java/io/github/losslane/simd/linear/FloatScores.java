package io.github.losslane.simd.linear;

import io.github.losslane.FloatMatrix;
import io.github.losslane.simd.FloatLanes;
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
            FloatMatrix x, int first, int rows, float[] weights, int w, float bias, float[] scores, int s, float[] slots) {
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
            float[] x, int a, int b, int c, int d, float[] weights, int w, int columns, float[] slots) {
        int whole = columns & -CHAINS;
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
            if (whole < columns) {
                int j = whole + k;
                VectorMask<Float> inside = SPECIES.indexInRange(j, columns);
                FloatVector weight = FloatVector.fromArray(SPECIES, weights, w + j, inside);
                sumA = FloatVector.fromArray(SPECIES, x, a + j, inside).fma(weight, sumA);
                sumB = FloatVector.fromArray(SPECIES, x, b + j, inside).fma(weight, sumB);
                sumC = FloatVector.fromArray(SPECIES, x, c + j, inside).fma(weight, sumC);
                sumD = FloatVector.fromArray(SPECIES, x, d + j, inside).fma(weight, sumD);
            }
            sumA.intoArray(slots, k);
            sumB.intoArray(slots, k + CHAINS);
            sumC.intoArray(slots, k + 2 * CHAINS);
            sumD.intoArray(slots, k + 3 * CHAINS);
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
