// Derived from FloatWeights.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.EQ;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Row weights: a row of weight 0 counts for exactly 0, whatever its value. Only their proportions matter to a weighted mean,
 * so weights whose sum is out of the ordinary are multiplied by a power of two that brings it to about 1: neither the sum nor
 * its reciprocal overflows, nor a loss or a gradient on its way.
 */
final class DoubleWeights {

    /** Sums between these are ordinary. */
    private static final double LEAST = 0.5, MOST = 0x1p60;

    /** What makes a sum that overflows finite. */
    private static final int LOWER = 100;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private DoubleWeights() {}

    /** What weights of a sum, which may have overflowed, are multiplied by before anything else. */
    static double lift(double sum, double[] weights, int w, int length) {
        double size = Math.abs(sum);
        boolean ordinary = size == 0 || (size >= LEAST && size <= MOST) || Double.isNaN(size);
        if (ordinary) {
            return 1;
        }
        int exponent = Double.isInfinite(size)
                ? LOWER + Math.getExponent(sum(Math.scalb(1.0, -LOWER), weights, w, length))
                : Math.getExponent(size);
        return Math.scalb(1.0, Math.clamp(-exponent, Double.MIN_EXPONENT, Double.MAX_EXPONENT));
    }

    /** The canonical sum of the weights times lift. */
    static double sum(double lift, double[] weights, int w, int length) {
        DoubleScratch scratch = DoubleScratch.get();
        double sum = 0;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(length - i, DoubleScratch.BLOCK);
            for (int k = 0; k < size; k++) {
                scratch.losses[k] = weights[w + i + k] * lift;
            }
            sum += DoubleSum.block(scratch.losses, 0, size, scratch.slots);
        }
        return sum;
    }

    /** values[i] *= weights[i] lift. */
    static void multiply(double[] values, int v, double lift, double[] weights, int w, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        int whole = length - length % SPECIES.length();
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, w + i);
            DoubleVector.fromArray(SPECIES, values, v + i)
                    .mul(weight.mul(DoubleVector.broadcast(SPECIES, lift)))
                    .blend(zero, weight.compare(EQ, zero))
                    .intoArray(values, v + i);
        }
        for (int i = whole; i < length; i++) {
            double weight = weights[w + i];
            values[v + i] = weight == 0 ? 0 : values[v + i] * (weight * lift);
        }
    }
}
