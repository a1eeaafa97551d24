package io.github.losslane.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The one species of double vectors in the library: a second one makes the JDK's own profiles bimorphic and boxes. */
public final class DoubleLanes {

    public static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    /** The bits of those vectors as longs. */
    public static final VectorSpecies<Long> BITS = SPECIES.withLanes(long.class);

    /** Lanes of one vector; kernels work on lengths that are multiples of it. */
    public static final int LANES = SPECIES.length();

    private DoubleLanes() {}
}
