package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.EQ;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Row weights: a row of weight 0 counts for exactly 0, whatever its value. */
final class FloatWeights {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private FloatWeights() {}

    /** values[i] *= weights[i]. */
    static void multiply(float[] values, int v, float[] weights, int w, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int whole = length - length % SPECIES.length();
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector weight = FloatVector.fromArray(SPECIES, weights, w + i);
            FloatVector.fromArray(SPECIES, values, v + i)
                    .mul(weight)
                    .blend(zero, weight.compare(EQ, zero))
                    .intoArray(values, v + i);
        }
        for (int i = whole; i < length; i++) {
            values[v + i] = weights[w + i] == 0 ? 0 : values[v + i] * weights[w + i];
        }
    }
}
