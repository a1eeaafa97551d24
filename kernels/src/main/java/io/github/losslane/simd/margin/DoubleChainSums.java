// Derived from FloatChainSums.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.simd.DoubleLanes;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Sums of eight chains, one after the other, for many elements at once. */
final class DoubleChainSums {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;
    private static final int CHAINS = DoubleDots.CHAINS;

    /** Elements of four vectors of chains. */
    static final int GROUP = 4 * Math.max(1, LANES / CHAINS);

    private static final VectorShuffle<Double> SWAP_1 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 1) & (LANES - 1));
    private static final VectorShuffle<Double> SWAP_2 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 2) & (LANES - 1));
    private static final VectorShuffle<Double> SWAP_4 = VectorShuffle.fromOp(SPECIES, lane -> (lane ^ 4) & (LANES - 1));
    private static final VectorMask<Double> ODD = VectorMask.fromLong(SPECIES, 0xAAAA);
    private static final VectorMask<Double> ODD_PAIRS = VectorMask.fromLong(SPECIES, 0xCCCC);

    /** Where the elements of a group are while they are summed: sixteen lanes hold two of each vector, eight apart. */
    private static final VectorShuffle<Double> IN =
            VectorShuffle.fromOp(SPECIES, lane -> LANES > 8 ? 2 * (lane & 3) + (lane >> 3) : lane);

    private static final VectorShuffle<Double> OUT =
            VectorShuffle.fromOp(SPECIES, lane -> LANES > 8 ? (lane >> 1 & 3) + 8 * (lane & 1) : lane);

    private static final VectorMask<Double> OWN = SPECIES.indexInRange(0, GROUP);

    private DoubleChainSums() {}

    /**
     * Adds chains to sums.
     *
     * @param n elements; those that fill up the last group are overwritten
     * @param chains eight an element
     * @param ii where they start
     * @param sums what each element starts from, overwritten by its sum
     * @param oi where they start
     */
    static void add(int n, double[] chains, int ii, double[] sums, int oi) {
        if (LANES < CHAINS) {
            for (int i = 0; i < n; i++) {
                for (int q = 0; q < CHAINS; q++) {
                    sums[oi + i] += chains[ii + i * CHAINS + q];
                }
            }
        } else {
            for (int i = 0; i < n; i += GROUP) {
                group(chains, ii + i * CHAINS, sums, oi + i);
            }
        }
    }

    /** Elements without a sum start from negative zero, which changes none. */
    static void start(int n, double[] sums, int oi) {
        Arrays.fill(sums, oi, oi + n, -0.0);
    }

    private static void group(double[] chains, int ii, double[] sums, int oi) {
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, chains, ii);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, chains, ii + LANES);
        DoubleVector v2 = DoubleVector.fromArray(SPECIES, chains, ii + 2 * LANES);
        DoubleVector v3 = DoubleVector.fromArray(SPECIES, chains, ii + 3 * LANES);
        DoubleVector u0 = v0.blend(v1.rearrange(SWAP_1), ODD);
        DoubleVector u1 = v0.rearrange(SWAP_1).blend(v1, ODD);
        DoubleVector u2 = v2.blend(v3.rearrange(SWAP_1), ODD);
        DoubleVector u3 = v2.rearrange(SWAP_1).blend(v3, ODD);
        DoubleVector w0 = u0.blend(u2.rearrange(SWAP_2), ODD_PAIRS);
        DoubleVector w1 = u1.blend(u3.rearrange(SWAP_2), ODD_PAIRS);
        DoubleVector w2 = u0.rearrange(SWAP_2).blend(u2, ODD_PAIRS);
        DoubleVector w3 = u1.rearrange(SWAP_2).blend(u3, ODD_PAIRS);
        DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, oi).rearrange(IN).add(w0).add(w1).add(w2).add(w3);
        sum = sum.add(w0.rearrange(SWAP_4)).add(w1.rearrange(SWAP_4)).add(w2.rearrange(SWAP_4)).add(w3.rearrange(SWAP_4));
        sum.rearrange(OUT).intoArray(sums, oi, OWN);
    }
}
