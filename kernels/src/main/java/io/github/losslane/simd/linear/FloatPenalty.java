package io.github.losslane.simd.linear;

import static io.github.losslane.simd.FloatParameter.limited;
import static jdk.incubator.vector.VectorOperators.ABS;

import io.github.losslane.linear.ElasticNet;
import io.github.losslane.linear.L1;
import io.github.losslane.linear.L2;
import io.github.losslane.linear.None;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link Regularizer}s over the weights of a model; an elastic net is its L1 part, then its L2 part. */
final class FloatPenalty {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private FloatPenalty() {}

    /** The canonical sum of the penalties of all weights. */
    static double sum(Regularizer regularizer, float[] weights, int w, int length, FloatScratch scratch) {
        return switch (regularizer) {
            case None none -> 0;
            case L1 l1 -> absolute(limited(l1.lambda()), weights, w, length, scratch);
            case L2 l2 -> squared(limited(l2.lambda()), weights, w, length, scratch);
            case ElasticNet net -> absolute(limited(net.l1()), weights, w, length, scratch)
                    + squared(limited(net.l2()), weights, w, length, scratch);
        };
    }

    /** Adds the penalties' derivatives. */
    static void addGradient(Regularizer regularizer, float[] weights, int w, float[] gradient, int g, int length) {
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

    private static double absolute(float lambda, float[] weights, int w, int length, FloatScratch scratch) {
        double sum = 0;
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(length - i, FloatScratch.BLOCK);
            absolutes(lambda, weights, w + i, scratch.values, size);
            sum += FloatSum.block(scratch.values, 0, size, scratch.slots);
        }
        return sum;
    }

    private static double squared(float lambda, float[] weights, int w, int length, FloatScratch scratch) {
        double sum = 0;
        for (int i = 0; length - i > 0; i += FloatScratch.BLOCK) {
            int size = Math.min(length - i, FloatScratch.BLOCK);
            squares(lambda, weights, w + i, scratch.values, size);
            sum += FloatSum.block(scratch.values, 0, size, scratch.slots);
        }
        return sum;
    }

    private static void absolutes(float lambda, float[] weights, int w, float[] out, int length) {
        int whole = length - length % SPECIES.length();
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector weight = FloatVector.fromArray(SPECIES, weights, w + i);
            FloatVector.broadcast(SPECIES, lambda).mul(weight.lanewise(ABS)).intoArray(out, i);
        }
        for (int i = whole; i < length; i++) {
            out[i] = lambda * Math.abs(weights[w + i]);
        }
    }

    private static void squares(float lambda, float[] weights, int w, float[] out, int length) {
        int whole = length - length % SPECIES.length();
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector weight = FloatVector.fromArray(SPECIES, weights, w + i);
            FloatVector.broadcast(SPECIES, lambda).mul(weight).mul(weight).intoArray(out, i);
        }
        for (int i = whole; i < length; i++) {
            out[i] = lambda * weights[w + i] * weights[w + i];
        }
    }

    /** gradient += lambda sign(weight), where the sign of 0 is 0 and that of NaN is NaN. */
    private static void addSigns(float lambda, float[] weights, int w, float[] gradient, int g, int length) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector positive = FloatVector.broadcast(SPECIES, lambda);
        FloatVector negative = FloatVector.broadcast(SPECIES, -lambda);
        int whole = length - length % SPECIES.length();
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector weight = FloatVector.fromArray(SPECIES, weights, w + i);
            FloatVector slope = weight.blend(positive, zero.lt(weight)).blend(negative, weight.lt(zero));
            FloatVector.fromArray(SPECIES, gradient, g + i).add(slope).intoArray(gradient, g + i);
        }
        for (int i = whole; i < length; i++) {
            gradient[g + i] += lambda * Math.signum(weights[w + i]);
        }
    }

    /** gradient += 2 lambda weight. */
    private static void addMultiples(float lambda, float[] weights, int w, float[] gradient, int g, int length) {
        FloatVector factor = FloatVector.broadcast(SPECIES, lambda);
        int whole = length - length % SPECIES.length();
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector half = factor.mul(FloatVector.fromArray(SPECIES, weights, w + i));
            FloatVector.fromArray(SPECIES, gradient, g + i).add(half.add(half)).intoArray(gradient, g + i);
        }
        for (int i = whole; i < length; i++) {
            gradient[g + i] += 2 * (lambda * weights[w + i]);
        }
    }
}
