// Derived from FloatWeights.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.EQ;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Row weights: a row of weight 0 counts for exactly 0, whatever its value. */
final class DoubleWeights {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private DoubleWeights() {}

    /** values[i] *= weights[i]. */
    static void multiply(double[] values, int v, double[] weights, int w, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        int whole = length - length % SPECIES.length();
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, w + i);
            DoubleVector.fromArray(SPECIES, values, v + i)
                    .mul(weight)
                    .blend(zero, weight.compare(EQ, zero))
                    .intoArray(values, v + i);
        }
        for (int i = whole; i < length; i++) {
            values[v + i] = weights[w + i] == 0 ? 0 : values[v + i] * weights[w + i];
        }
    }
}
