// Derived from FloatPenalty.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.linear;

import static io.github.losslane.simd.DoubleParameter.limited;
import static jdk.incubator.vector.VectorOperators.ABS;

import io.github.losslane.linear.ElasticNet;
import io.github.losslane.linear.L1;
import io.github.losslane.linear.L2;
import io.github.losslane.linear.None;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link Regularizer}s over the weights of a model; an elastic net is its L1 part, then its L2 part. */
final class DoublePenalty {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private DoublePenalty() {}

    /** The canonical sum of the penalties of all weights. */
    static double sum(Regularizer regularizer, double[] weights, int w, int length, DoubleScratch scratch) {
        return switch (regularizer) {
            case None none -> 0;
            case L1 l1 -> absolute(limited(l1.lambda()), weights, w, length, scratch);
            case L2 l2 -> squared(limited(l2.lambda()), weights, w, length, scratch);
            case ElasticNet net -> absolute(limited(net.l1()), weights, w, length, scratch)
                    + squared(limited(net.l2()), weights, w, length, scratch);
        };
    }

    /** Adds the penalties' derivatives. */
    static void addGradient(Regularizer regularizer, double[] weights, int w, double[] gradient, int g, int length) {
        switch (regularizer) {
            case None none -> { }
            case L1 l1 -> addSigns(limited(l1.lambda()), weights, w, gradient, g, length);
            case L2 l2 -> addMultiples(limited(l2.lambda()), weights, w, gradient, g, length);
            case ElasticNet net -> {
                addSigns(limited(net.l1()), weights, w, gradient, g, length);
                addMultiples(limited(net.l2()), weights, w, gradient, g, length);
            }
        }
    }

    private static double absolute(double lambda, double[] weights, int w, int length, DoubleScratch scratch) {
        double sum = 0;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(length - i, DoubleScratch.BLOCK);
            absolutes(lambda, weights, w + i, scratch.values, size);
            sum += DoubleSum.block(scratch.values, 0, size, scratch.slots);
        }
        return sum;
    }

    private static double squared(double lambda, double[] weights, int w, int length, DoubleScratch scratch) {
        double sum = 0;
        for (int i = 0; length - i > 0; i += DoubleScratch.BLOCK) {
            int size = Math.min(length - i, DoubleScratch.BLOCK);
            squares(lambda, weights, w + i, scratch.values, size);
            sum += DoubleSum.block(scratch.values, 0, size, scratch.slots);
        }
        return sum;
    }

    private static void absolutes(double lambda, double[] weights, int w, double[] out, int length) {
        int whole = length - length % SPECIES.length();
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, w + i);
            DoubleVector.broadcast(SPECIES, lambda).mul(weight.lanewise(ABS)).intoArray(out, i);
        }
        for (int i = whole; i < length; i++) {
            out[i] = lambda * Math.abs(weights[w + i]);
        }
    }

    private static void squares(double lambda, double[] weights, int w, double[] out, int length) {
        int whole = length - length % SPECIES.length();
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, w + i);
            DoubleVector.broadcast(SPECIES, lambda).mul(weight).mul(weight).intoArray(out, i);
        }
        for (int i = whole; i < length; i++) {
            out[i] = lambda * weights[w + i] * weights[w + i];
        }
    }

    /** gradient += lambda sign(weight), where the sign of 0 is 0 and that of NaN is NaN. */
    private static void addSigns(double lambda, double[] weights, int w, double[] gradient, int g, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector positive = DoubleVector.broadcast(SPECIES, lambda);
        DoubleVector negative = DoubleVector.broadcast(SPECIES, -lambda);
        int whole = length - length % SPECIES.length();
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, w + i);
            DoubleVector slope = weight.blend(positive, zero.lt(weight)).blend(negative, weight.lt(zero));
            DoubleVector.fromArray(SPECIES, gradient, g + i).add(slope).intoArray(gradient, g + i);
        }
        for (int i = whole; i < length; i++) {
            gradient[g + i] += lambda * Math.signum(weights[w + i]);
        }
    }

    /** gradient += 2 lambda weight. */
    private static void addMultiples(double lambda, double[] weights, int w, double[] gradient, int g, int length) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, lambda);
        int whole = length - length % SPECIES.length();
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector half = factor.mul(DoubleVector.fromArray(SPECIES, weights, w + i));
            DoubleVector.fromArray(SPECIES, gradient, g + i).add(half.add(half)).intoArray(gradient, g + i);
        }
        for (int i = whole; i < length; i++) {
            gradient[g + i] += 2 * (lambda * weights[w + i]);
        }
    }
}
