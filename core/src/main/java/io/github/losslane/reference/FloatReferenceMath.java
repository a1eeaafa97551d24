package io.github.losslane.reference;

import io.github.losslane.internal.FloatMathArguments;
import io.github.losslane.math.FloatMathKernels;
import io.github.losslane.math.Scalar;
import java.util.function.DoubleUnaryOperator;

/** The elementwise functions in double, rounded once; and the sums as they are defined, slot by slot. */
interface FloatReferenceMath extends FloatMathKernels {

    @Override
    default void exp(float[] x, int xOffset, float[] out, int outOffset, int length) {
        map(StrictMath::exp, x, xOffset, out, outOffset, length);
    }

    @Override
    default void log(float[] x, int xOffset, float[] out, int outOffset, int length) {
        map(StrictMath::log, x, xOffset, out, outOffset, length);
    }

    @Override
    default void expm1(float[] x, int xOffset, float[] out, int outOffset, int length) {
        map(StrictMath::expm1, x, xOffset, out, outOffset, length);
    }

    @Override
    default void log1p(float[] x, int xOffset, float[] out, int outOffset, int length) {
        map(StrictMath::log1p, x, xOffset, out, outOffset, length);
    }

    @Override
    default void sigmoid(float[] x, int xOffset, float[] out, int outOffset, int length) {
        map(Scalar::sigmoid, x, xOffset, out, outOffset, length);
    }

    @Override
    default void logSigmoid(float[] x, int xOffset, float[] out, int outOffset, int length) {
        map(Scalar::logSigmoid, x, xOffset, out, outOffset, length);
    }

    @Override
    default void softplus(float[] x, int xOffset, float[] out, int outOffset, int length) {
        map(Scalar::softplus, x, xOffset, out, outOffset, length);
    }

    @Override
    default void tanh(float[] x, int xOffset, float[] out, int outOffset, int length) {
        map(StrictMath::tanh, x, xOffset, out, outOffset, length);
    }

    @Override
    default void cosMultiple(int m, float[] cosines, int cosinesOffset, float[] out, int outOffset, int length) {
        FloatMathArguments.multiple(m);
        FloatMathArguments.elementwise("cosines", cosines, cosinesOffset, "out", out, outOffset, length);
        for (int i = 0; i < length; i++) {
            out[outOffset + i] = (float) Scalar.cosMultiple(m, cosines[cosinesOffset + i]);
        }
    }

    @Override
    default void psi(
            int m, float[] cosines, int cosinesOffset,
            float[] psi, int psiOffset, float[] slope, int slopeOffset, int length) {
        FloatMathArguments.psi(m, cosines, cosinesOffset, psi, psiOffset, slope, slopeOffset, length);
        for (int i = 0; i < length; i++) {
            double cosine = cosines[cosinesOffset + i];
            psi[psiOffset + i] = (float) Scalar.psi(m, cosine);
            slope[slopeOffset + i] = (float) Scalar.psiSlope(m, cosine);
        }
    }

    @Override
    default double sum(float[] x, int xOffset, int length) {
        FloatMathArguments.sum(x, xOffset, length);
        FloatReferenceSum sum = new FloatReferenceSum();
        for (int i = 0; i < length; i++) {
            sum.addProduct(x[xOffset + i], 1);
        }
        return sum.total();
    }

    @Override
    default double dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatMathArguments.pair(x, xOffset, y, yOffset, length);
        FloatReferenceSum sum = new FloatReferenceSum();
        for (int i = 0; i < length; i++) {
            sum.addProduct(x[xOffset + i], y[yOffset + i]);
        }
        return sum.total();
    }

    @Override
    default double squaredDistance(float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatMathArguments.pair(x, xOffset, y, yOffset, length);
        FloatReferenceSum sum = new FloatReferenceSum();
        for (int i = 0; i < length; i++) {
            float difference = x[xOffset + i] - y[yOffset + i];
            sum.addProduct(difference, difference);
        }
        return sum.total();
    }

    private static void map(
            DoubleUnaryOperator function, float[] x, int xOffset, float[] out, int outOffset, int length) {
        FloatMathArguments.elementwise("x", x, xOffset, "out", out, outOffset, length);
        for (int i = 0; i < length; i++) {
            out[outOffset + i] = (float) function.applyAsDouble(x[xOffset + i]);
        }
    }
}
