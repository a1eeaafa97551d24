package io.github.losslane.verification;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * What other code in the JVM may do to the profiles of the JDK's masked loads and stores: vectors that reach beyond the end
 * of their arrays, so that every masked access compiled later has the path that checks it, although none of ours takes it.
 */
final class ForeignMasks {

    private static final int TURNS = 50_000;

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private ForeignMasks() {}

    static double run() {
        float[] floats = {1};
        double[] doubles = {1};
        for (int i = 0; i < TURNS; i++) {
            VectorMask<Float> one = FLOATS.indexInRange(0, floats.length);
            FloatVector.fromArray(FLOATS, floats, 0, one).add(1).intoArray(floats, 0, one);
            VectorMask<Double> first = DOUBLES.indexInRange(0, doubles.length);
            DoubleVector.fromArray(DOUBLES, doubles, 0, first).add(1).intoArray(doubles, 0, first);
        }
        return floats[0] + doubles[0];
    }
}
