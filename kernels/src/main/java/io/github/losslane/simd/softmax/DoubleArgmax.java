// Derived from FloatArgmax.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import static jdk.incubator.vector.VectorOperators.GT;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The largest logit of each of some rows, and the first class that has it. */
final class DoubleArgmax {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private static final VectorShuffle<Double> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Double> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Double> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorShuffle<Double> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    private DoubleArgmax() {}

    /** Passes over NaN; -Inf and class 0 where there is no other number. */
    static void find(double[] logits, int z, int stride, int rows, int classes, double[] maxima, int[] largest) {
        if (classes <= LANES && DoubleLanes.fits(logits, z + (rows - 1) * stride)) {
            narrow(logits, z, stride, rows, classes, maxima, largest);
        } else if (classes > LANES && classes <= 2 * LANES) {
            wider(logits, z, stride, rows, classes, maxima, largest);
        } else {
            for (int i = 0; i < rows; i++) {
                maxima[i] = DoubleRow.maximum(logits, z + i * stride, classes);
                largest[i] = DoubleRow.indexOf(maxima[i], logits, z + i * stride, classes);
            }
        }
    }

    /** Rows of a vector, which end within the array even where they are shorter. */
    private static void narrow(
            double[] logits, int z, int stride, int rows, int classes, double[] maxima, int[] largest) {
        VectorMask<Double> outside = SPECIES.indexInRange(0, classes).not();
        DoubleVector lowest = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < rows; i++) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, logits, z + i * stride).blend(lowest, outside);
            DoubleVector m = lowest.blend(v, v.compare(GT, lowest));
            if (LANES > 8) {
                DoubleVector w = m.rearrange(BY_8);
                m = m.blend(w, w.compare(GT, m));
            }
            if (LANES > 4) {
                DoubleVector w = m.rearrange(BY_4);
                m = m.blend(w, w.compare(GT, m));
            }
            if (LANES > 2) {
                DoubleVector w = m.rearrange(BY_2);
                m = m.blend(w, w.compare(GT, m));
            }
            DoubleVector w = m.rearrange(BY_1);
            m = m.blend(w, w.compare(GT, m));
            maxima[i] = m.lane(0);
            int first = v.eq(m).firstTrue();
            largest[i] = first < classes ? first : 0;
        }
    }

    /** Rows of two vectors, the second of which starts so that it ends with the row. */
    private static void wider(
            double[] logits, int z, int stride, int rows, int classes, double[] maxima, int[] largest) {
        DoubleVector lowest = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        int last = classes - LANES;
        for (int i = 0; i < rows; i++) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, logits, z + i * stride);
            DoubleVector u = DoubleVector.fromArray(SPECIES, logits, z + i * stride + last);
            DoubleVector m = lowest.blend(v, v.compare(GT, lowest));
            m = m.blend(u, u.compare(GT, m));
            if (LANES > 8) {
                DoubleVector w = m.rearrange(BY_8);
                m = m.blend(w, w.compare(GT, m));
            }
            if (LANES > 4) {
                DoubleVector w = m.rearrange(BY_4);
                m = m.blend(w, w.compare(GT, m));
            }
            if (LANES > 2) {
                DoubleVector w = m.rearrange(BY_2);
                m = m.blend(w, w.compare(GT, m));
            }
            DoubleVector w = m.rearrange(BY_1);
            m = m.blend(w, w.compare(GT, m));
            maxima[i] = m.lane(0);
            int first = v.eq(m).firstTrue();
            largest[i] = first < LANES ? first : (last + u.eq(m).firstTrue()) % classes;
        }
    }
}
