package io.github.losslane.softmax;

import io.github.losslane.internal.Arguments;
import java.util.Arrays;
import java.util.Objects;

/** A weight for each class, finite and not negative; never changed once it is made. */
public final class ClassWeights {

    /** Weight 1 for every class, however many there are. */
    public static final ClassWeights NONE = new ClassWeights(new double[0]);

    private final double[] weights;
    private final float[] floats;

    private ClassWeights(double[] weights) {
        this.weights = weights;
        this.floats = new float[weights.length];
        for (int j = 0; j < weights.length; j++) {
            floats[j] = (float) Math.min(weights[j], Float.MAX_VALUE);
        }
    }

    /**
     * Given weights.
     *
     * @param weights weight of each class, copied
     * @return the weights
     * @throws IllegalArgumentException if there is none, or one is negative or not finite
     */
    public static ClassWeights of(double... weights) {
        Objects.requireNonNull(weights, "weights");
        if (weights.length == 0) {
            throw new IllegalArgumentException("weights is empty");
        }
        for (double weight : weights) {
            Arguments.notNegative("weights", weight);
        }
        return new ClassWeights(weights.clone());
    }

    /**
     * Number of classes.
     *
     * @return their number; 0 for {@link #NONE}, which fits any number
     */
    public int size() {
        return weights.length;
    }

    /**
     * The weight of one class.
     *
     * @param label index of the class
     * @return its weight
     */
    public double get(int label) {
        return weights.length == 0 ? 1 : weights[label];
    }

    /**
     * Copies weights as floats, the largest float in place of greater ones; not for {@link #NONE}.
     *
     * @param from index of the first class
     * @param out where they go
     * @param outOffset index of the first there
     * @param length number of weights
     */
    public void copy(int from, float[] out, int outOffset, int length) {
        System.arraycopy(floats, from, out, outOffset, length);
    }

    /**
     * Copies weights; not for {@link #NONE}.
     *
     * @param from index of the first class
     * @param out where they go
     * @param outOffset index of the first there
     * @param length number of weights
     */
    public void copy(int from, double[] out, int outOffset, int length) {
        System.arraycopy(weights, from, out, outOffset, length);
    }

    /** Two are equal if they hold equal weights in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ClassWeights that && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return weights.length == 0 ? "none" : Arrays.toString(weights);
    }
}
