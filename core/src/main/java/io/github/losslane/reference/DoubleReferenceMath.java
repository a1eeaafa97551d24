// Derived from FloatReferenceMath.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.reference;

import io.github.losslane.internal.DoubleMathArguments;
import io.github.losslane.math.DoubleMathKernels;
import io.github.losslane.math.Scalar;
import java.util.function.DoubleUnaryOperator;

/** The elementwise functions in double, rounded once; and the sums as they are defined, slot by slot. */
interface DoubleReferenceMath extends DoubleMathKernels {

    @Override
    default void exp(double[] x, int xOffset, double[] out, int outOffset, int length) {
        map(StrictMath::exp, x, xOffset, out, outOffset, length);
    }

    @Override
    default void log(double[] x, int xOffset, double[] out, int outOffset, int length) {
        map(StrictMath::log, x, xOffset, out, outOffset, length);
    }

    @Override
    default void expm1(double[] x, int xOffset, double[] out, int outOffset, int length) {
        map(StrictMath::expm1, x, xOffset, out, outOffset, length);
    }

    @Override
    default void log1p(double[] x, int xOffset, double[] out, int outOffset, int length) {
        map(StrictMath::log1p, x, xOffset, out, outOffset, length);
    }

    @Override
    default void sigmoid(double[] x, int xOffset, double[] out, int outOffset, int length) {
        map(Scalar::sigmoid, x, xOffset, out, outOffset, length);
    }

    @Override
    default void logSigmoid(double[] x, int xOffset, double[] out, int outOffset, int length) {
        map(Scalar::logSigmoid, x, xOffset, out, outOffset, length);
    }

    @Override
    default void softplus(double[] x, int xOffset, double[] out, int outOffset, int length) {
        map(Scalar::softplus, x, xOffset, out, outOffset, length);
    }

    @Override
    default void tanh(double[] x, int xOffset, double[] out, int outOffset, int length) {
        map(StrictMath::tanh, x, xOffset, out, outOffset, length);
    }

    @Override
    default void cosMultiple(int m, double[] cosines, int cosinesOffset, double[] out, int outOffset, int length) {
        DoubleMathArguments.multiple(m);
        DoubleMathArguments.elementwise("cosines", cosines, cosinesOffset, "out", out, outOffset, length);
        for (int i = 0; i < length; i++) {
            out[outOffset + i] = Scalar.cosMultiple(m, cosines[cosinesOffset + i]);
        }
    }

    @Override
    default void psi(
            int m, double[] cosines, int cosinesOffset,
            double[] psi, int psiOffset, double[] slope, int slopeOffset, int length) {
        DoubleMathArguments.psi(m, cosines, cosinesOffset, psi, psiOffset, slope, slopeOffset, length);
        for (int i = 0; i < length; i++) {
            double cosine = cosines[cosinesOffset + i];
            psi[psiOffset + i] = Scalar.psi(m, cosine);
            slope[slopeOffset + i] = Scalar.psiSlope(m, cosine);
        }
    }

    @Override
    default double sum(double[] x, int xOffset, int length) {
        DoubleMathArguments.sum(x, xOffset, length);
        DoubleReferenceSum sum = new DoubleReferenceSum();
        for (int i = 0; i < length; i++) {
            sum.addProduct(x[xOffset + i], 1);
        }
        return sum.total();
    }

    @Override
    default double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleMathArguments.pair(x, xOffset, y, yOffset, length);
        DoubleReferenceSum sum = new DoubleReferenceSum();
        for (int i = 0; i < length; i++) {
            sum.addProduct(x[xOffset + i], y[yOffset + i]);
        }
        return sum.total();
    }

    @Override
    default double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleMathArguments.pair(x, xOffset, y, yOffset, length);
        DoubleReferenceSum sum = new DoubleReferenceSum();
        for (int i = 0; i < length; i++) {
            double difference = x[xOffset + i] - y[yOffset + i];
            sum.addProduct(difference, difference);
        }
        return sum.total();
    }

    private static void map(
            DoubleUnaryOperator function, double[] x, int xOffset, double[] out, int outOffset, int length) {
        DoubleMathArguments.elementwise("x", x, xOffset, "out", out, outOffset, length);
        for (int i = 0; i < length; i++) {
            out[outOffset + i] = function.applyAsDouble(x[xOffset + i]);
        }
    }
}
