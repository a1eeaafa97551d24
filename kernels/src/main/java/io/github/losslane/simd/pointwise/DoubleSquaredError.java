// Derived from FloatSquaredError.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.IS_NAN;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** SIMD {@link io.github.losslane.pointwise.SquaredError}; every length is a multiple of the lanes. */
public final class DoubleSquaredError {

    /** Bounds in ulps: the difference is rounded, its square once more; twice the difference exactly doubles its error. */
    public static final double MAX_ULP_LOSS = 2;

    public static final double MAX_ULP_GRADIENT = 0.5;
    public static final double MAX_ULP_HESSIAN = 0;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    private DoubleSquaredError() {}

    static void losses(double[] predictions, int p, double[] targets, int t, double[] losses, int l, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector difference = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            difference.mul(difference).intoArray(losses, l + i);
        }
    }

    /** Gradients times scale, rounded once more. */
    static void lossesAndGradient(
            double scale, double[] predictions, int p, double[] targets, int t,
            double[] losses, int l, double[] gradient, int g, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector difference = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            difference.mul(difference).intoArray(losses, l + i);
            difference.add(difference).mul(DoubleVector.broadcast(SPECIES, scale)).intoArray(gradient, g + i);
        }
    }

    static void gradientAndHessian(
            double[] predictions, int p, double[] targets, int t, double[] gradient, int g, double[] hessian, int h, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector difference = DoubleVector.fromArray(SPECIES, predictions, p + i)
                    .sub(DoubleVector.fromArray(SPECIES, targets, t + i));
            difference.add(difference).intoArray(gradient, g + i);
            DoubleVector.broadcast(SPECIES, 2).blend(difference, difference.test(IS_NAN)).intoArray(hessian, h + i);
        }
    }
}
