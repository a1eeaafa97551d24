package io.github.losslane.simd.softmax;

import static jdk.incubator.vector.VectorOperators.GT;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.math.FloatExp;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The three sweeps over one row of logits; the last elements by a mask, or padded for the exponentials. */
public final class FloatRow {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatRow() {}

    /** The largest element, passing over NaN; -Inf for an empty row. Scratch holds one vector. */
    public static float maximum(float[] logits, int z, int length, float[] scratch) {
        FloatVector a = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, logits, z + i);
            FloatVector w = FloatVector.fromArray(SPECIES, logits, z + i + LANES);
            a = a.blend(v, v.compare(GT, a));
            b = b.blend(w, w.compare(GT, b));
        }
        a = a.blend(b, b.compare(GT, a));
        for (; i < length; i += LANES) {
            VectorMask<Float> inside = SPECIES.indexInRange(i, length);
            FloatVector v = FloatVector.fromArray(SPECIES, logits, z + i, inside);
            a = a.blend(v, v.compare(GT, a).and(inside));
        }
        a.intoArray(scratch, 0);
        float max = scratch[0];
        for (int k = 1; k < LANES; k++) {
            max = scratch[k] > max ? scratch[k] : max;
        }
        return max;
    }

    /** out[j] = exp(z[j] - max), where max is not less than any z[j]; both may be the same memory. */
    public static void exponentials(float max, float[] logits, int z, float[] out, int o, int length, FloatScratch scratch) {
        int whole = length - length % LANES;
        FloatExp.ofDifference(logits, z, max, out, o, whole);
        if (whole < length) {
            System.arraycopy(logits, z + whole, scratch.firstInput, 0, length - whole);
            FloatExp.ofDifference(scratch.firstInput, 0, max, scratch.firstOutput, 0, LANES);
            System.arraycopy(scratch.firstOutput, 0, out, o + whole, length - whole);
        }
    }

    /** values[j] *= factor. */
    public static void scale(float factor, float[] values, int v, int length) {
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(SPECIES, values, v + i).mul(factors).intoArray(values, v + i);
        }
        if (whole < length) {
            VectorMask<Float> inside = SPECIES.indexInRange(0, length - whole);
            FloatVector.fromArray(SPECIES, values, v + whole, inside).mul(factors).intoArray(values, v + whole, inside);
        }
    }
}
