// Derived from FloatLanes.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The one species of double vectors in the library: a second one makes the JDK's own profiles bimorphic and boxes. */
public final class DoubleLanes {

    public static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    /** Lanes of one vector; kernels work on lengths that are multiples of it. */
    public static final int LANES = SPECIES.length();

    private DoubleLanes() {}

    /**
     * Whether a vector from there ends within the array. Masked loads and stores that do not are right, but their check may
     * box the mask where the compiler has much to inline; so the last row of a matrix that ends with its array goes element
     * by element.
     */
    public static boolean fits(double[] array, int offset) {
        return offset <= array.length - LANES;
    }

    /** How many rows, from the first on, have so much room between their start and the end of the array. */
    public static int fitting(double[] array, int offset, int stride, int room, int rows) {
        int left = array.length - room - offset;
        return left < 0 ? 0 : Math.min(left / Math.max(stride, 1) + 1, rows);
    }
}
