package io.github.losslane.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The one species of float vectors in the library: a second one makes the JDK's own profiles bimorphic and boxes. */
public final class FloatLanes {

    public static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Lanes of one vector; kernels work on lengths that are multiples of it. */
    public static final int LANES = SPECIES.length();

    private FloatLanes() {}
}
