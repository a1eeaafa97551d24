package io.github.losslane.simd.detection;

import static jdk.incubator.vector.VectorOperators.GE;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Which anchors count: of 20,000 a mini-batch samples 256, so whole vectors of labels are passed over at once. */
final class Anchors {

    /** As many bits as the vectors of numbers: shapes of two sizes would make the JDK's own profiles bimorphic. */
    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;

    private Anchors() {}

    /**
     * Finds labels of at least some value.
     *
     * @param positions where they are, counted from y; up to a vector of them more than asked for
     * @param most where the search may end
     * @return how many were found: fewer than most only where there are no more
     */
    static int find(int least, int[] labels, int y, int length, int[] positions, int most) {
        int count = 0;
        int i = 0;
        for (; i <= length - SPECIES.length() && count < most; i += SPECIES.length()) {
            long bits = IntVector.fromArray(SPECIES, labels, y + i).compare(GE, least).toLong();
            for (; bits != 0; bits &= bits - 1) {
                positions[count++] = i + Long.numberOfTrailingZeros(bits);
            }
        }
        for (; i < length && count < most; i++) {
            if (labels[y + i] >= least) {
                positions[count++] = i;
            }
        }
        return count;
    }
}
