// Derived from FloatRow.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import static jdk.incubator.vector.VectorOperators.GT;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.math.DoubleExp;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The three sweeps over one row of logits; the last elements by a mask, or padded for the exponentials. */
public final class DoubleRow {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleRow() {}

    /** The largest element, passing over NaN; -Inf for an empty row. Scratch holds one vector. */
    public static double maximum(double[] logits, int z, int length, double[] scratch) {
        DoubleVector a = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        DoubleVector b = a;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, logits, z + i);
            DoubleVector w = DoubleVector.fromArray(SPECIES, logits, z + i + LANES);
            a = a.blend(v, v.compare(GT, a));
            b = b.blend(w, w.compare(GT, b));
        }
        a = a.blend(b, b.compare(GT, a));
        for (; i < length; i += LANES) {
            VectorMask<Double> inside = SPECIES.indexInRange(i, length);
            DoubleVector v = DoubleVector.fromArray(SPECIES, logits, z + i, inside);
            a = a.blend(v, v.compare(GT, a).and(inside));
        }
        a.intoArray(scratch, 0);
        double max = scratch[0];
        for (int k = 1; k < LANES; k++) {
            max = scratch[k] > max ? scratch[k] : max;
        }
        return max;
    }

    /** out[j] = exp(z[j] - max), where max is not less than any z[j]; both may be the same memory. */
    public static void exponentials(double max, double[] logits, int z, double[] out, int o, int length, DoubleScratch scratch) {
        int whole = length - length % LANES;
        DoubleExp.ofDifference(logits, z, max, out, o, whole);
        if (whole < length) {
            System.arraycopy(logits, z + whole, scratch.firstInput, 0, length - whole);
            DoubleExp.ofDifference(scratch.firstInput, 0, max, scratch.firstOutput, 0, LANES);
            System.arraycopy(scratch.firstOutput, 0, out, o + whole, length - whole);
        }
    }

    /** values[j] *= factor. */
    public static void scale(double factor, double[] values, int v, int length) {
        DoubleVector factors = DoubleVector.broadcast(SPECIES, factor);
        int whole = length - length % LANES;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector.fromArray(SPECIES, values, v + i).mul(factors).intoArray(values, v + i);
        }
        if (whole < length) {
            VectorMask<Double> inside = SPECIES.indexInRange(0, length - whole);
            DoubleVector.fromArray(SPECIES, values, v + whole, inside).mul(factors).intoArray(values, v + whole, inside);
        }
    }
}
