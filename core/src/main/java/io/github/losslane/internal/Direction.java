package io.github.losslane.internal;

/**
 * A vector as its norm and its direction, {@code unit = x / norm}; squares are taken of numbers scaled by a power of two, so
 * that no finite vector overflows or underflows. A vector of zeros has the direction 0.
 *
 * @param norm sqrt(|x|^2 + epsilon)
 * @param unit x / norm, all 0 for a zero vector
 * @param zero whether all of x is 0
 */
public record Direction(double norm, double[] unit, boolean zero) {

    /** The direction of a vector; epsilon is added to the square of its norm. */
    public static Direction of(double[] x, double epsilon) {
        double largest = 0;
        for (double coordinate : x) {
            largest = Math.max(largest, Math.abs(coordinate));
        }
        double[] unit = new double[x.length];
        if (largest == 0) {
            return new Direction(Math.sqrt(epsilon), unit, true);
        }
        int exponent = Math.max(Math.getExponent(largest), Math.getExponent(Math.sqrt(epsilon)));
        double squares = Math.scalb(Math.scalb(epsilon, -exponent), -exponent);
        for (int d = 0; d < x.length; d++) {
            unit[d] = Math.scalb(x[d], -exponent);
            squares += unit[d] * unit[d];
        }
        double root = Math.sqrt(squares);
        for (int d = 0; d < x.length; d++) {
            unit[d] /= root;
        }
        return new Direction(Math.scalb(root, exponent), unit, false);
    }

    /** What a gradient in the unit vector is divided by: the norm, +Inf for a zero vector, which pulls nowhere. */
    public double divisor() {
        return zero ? Double.POSITIVE_INFINITY : norm;
    }

    /** The inner product with another vector. */
    public double dot(double[] other) {
        double sum = 0;
        for (int d = 0; d < unit.length; d++) {
            sum = Math.fma(unit[d], other[d], sum);
        }
        return sum;
    }
}
