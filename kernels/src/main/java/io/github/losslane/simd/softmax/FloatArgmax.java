package io.github.losslane.simd.softmax;

import static jdk.incubator.vector.VectorOperators.GT;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The largest logit of each of some rows, and the first class that has it. */
final class FloatArgmax {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    private FloatArgmax() {}

    /** Passes over NaN; -Inf and class 0 where there is no other number. */
    static void find(float[] logits, int z, int stride, int rows, int classes, float[] maxima, int[] largest) {
        if (classes <= LANES && FloatLanes.fits(logits, z + (rows - 1) * stride)) {
            narrow(logits, z, stride, rows, classes, maxima, largest);
        } else if (classes > LANES && classes <= 2 * LANES) {
            wider(logits, z, stride, rows, classes, maxima, largest);
        } else {
            for (int i = 0; i < rows; i++) {
                maxima[i] = FloatRow.maximum(logits, z + i * stride, classes);
                largest[i] = FloatRow.indexOf(maxima[i], logits, z + i * stride, classes);
            }
        }
    }

    /** Rows of a vector, which end within the array even where they are shorter. */
    private static void narrow(
            float[] logits, int z, int stride, int rows, int classes, float[] maxima, int[] largest) {
        VectorMask<Float> outside = SPECIES.indexInRange(0, classes).not();
        FloatVector lowest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < rows; i++) {
            FloatVector v = FloatVector.fromArray(SPECIES, logits, z + i * stride).blend(lowest, outside);
            FloatVector m = lowest.blend(v, v.compare(GT, lowest));
            if (LANES > 8) {
                FloatVector w = m.rearrange(BY_8);
                m = m.blend(w, w.compare(GT, m));
            }
            if (LANES > 4) {
                FloatVector w = m.rearrange(BY_4);
                m = m.blend(w, w.compare(GT, m));
            }
            if (LANES > 2) {
                FloatVector w = m.rearrange(BY_2);
                m = m.blend(w, w.compare(GT, m));
            }
            FloatVector w = m.rearrange(BY_1);
            m = m.blend(w, w.compare(GT, m));
            maxima[i] = m.lane(0);
            int first = v.eq(m).firstTrue();
            largest[i] = first < classes ? first : 0;
        }
    }

    /** Rows of two vectors, the second of which starts so that it ends with the row. */
    private static void wider(
            float[] logits, int z, int stride, int rows, int classes, float[] maxima, int[] largest) {
        FloatVector lowest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        int last = classes - LANES;
        for (int i = 0; i < rows; i++) {
            FloatVector v = FloatVector.fromArray(SPECIES, logits, z + i * stride);
            FloatVector u = FloatVector.fromArray(SPECIES, logits, z + i * stride + last);
            FloatVector m = lowest.blend(v, v.compare(GT, lowest));
            m = m.blend(u, u.compare(GT, m));
            if (LANES > 8) {
                FloatVector w = m.rearrange(BY_8);
                m = m.blend(w, w.compare(GT, m));
            }
            if (LANES > 4) {
                FloatVector w = m.rearrange(BY_4);
                m = m.blend(w, w.compare(GT, m));
            }
            if (LANES > 2) {
                FloatVector w = m.rearrange(BY_2);
                m = m.blend(w, w.compare(GT, m));
            }
            FloatVector w = m.rearrange(BY_1);
            m = m.blend(w, w.compare(GT, m));
            maxima[i] = m.lane(0);
            int first = v.eq(m).firstTrue();
            largest[i] = first < LANES ? first : (last + u.eq(m).firstTrue()) % classes;
        }
    }
}
