// Derived from FloatMath.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.math;

import io.github.losslane.internal.DoubleMathArguments;
import io.github.losslane.math.DoubleMathKernels;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;

/** Driver of the elementwise functions: whole vectors in place, the last elements through a padded vector of scratch. */
public interface DoubleMath extends DoubleMathKernels {

    @Override
    default void exp(double[] x, int xOffset, double[] out, int outOffset, int length) {
        elementwise(Function.EXP, x, xOffset, out, outOffset, length);
    }

    @Override
    default void log(double[] x, int xOffset, double[] out, int outOffset, int length) {
        elementwise(Function.LOG, x, xOffset, out, outOffset, length);
    }

    @Override
    default void expm1(double[] x, int xOffset, double[] out, int outOffset, int length) {
        elementwise(Function.EXPM1, x, xOffset, out, outOffset, length);
    }

    @Override
    default void log1p(double[] x, int xOffset, double[] out, int outOffset, int length) {
        elementwise(Function.LOG1P, x, xOffset, out, outOffset, length);
    }

    @Override
    default void sigmoid(double[] x, int xOffset, double[] out, int outOffset, int length) {
        elementwise(Function.SIGMOID, x, xOffset, out, outOffset, length);
    }

    @Override
    default void logSigmoid(double[] x, int xOffset, double[] out, int outOffset, int length) {
        elementwise(Function.LOG_SIGMOID, x, xOffset, out, outOffset, length);
    }

    @Override
    default void softplus(double[] x, int xOffset, double[] out, int outOffset, int length) {
        elementwise(Function.SOFTPLUS, x, xOffset, out, outOffset, length);
    }

    @Override
    default void tanh(double[] x, int xOffset, double[] out, int outOffset, int length) {
        elementwise(Function.TANH, x, xOffset, out, outOffset, length);
    }

    @Override
    default void cosMultiple(int m, double[] cosines, int cosinesOffset, double[] out, int outOffset, int length) {
        DoubleMathArguments.multiple(m);
        DoubleMathArguments.elementwise("cosines", cosines, cosinesOffset, "out", out, outOffset, length);
        int whole = length - length % DoubleLanes.LANES;
        DoubleChebyshev.firstKind(m, cosines, cosinesOffset, out, outOffset, whole);
        if (whole < length) {
            DoubleScratch scratch = DoubleScratch.get();
            System.arraycopy(cosines, cosinesOffset + whole, scratch.firstInput, 0, length - whole);
            DoubleChebyshev.firstKind(m, scratch.firstInput, 0, scratch.firstOutput, 0, DoubleLanes.LANES);
            System.arraycopy(scratch.firstOutput, 0, out, outOffset + whole, length - whole);
        }
    }

    @Override
    default void psi(
            int m, double[] cosines, int cosinesOffset,
            double[] psi, int psiOffset, double[] slope, int slopeOffset, int length) {
        DoubleMathArguments.psi(m, cosines, cosinesOffset, psi, psiOffset, slope, slopeOffset, length);
        DoubleScratch scratch = DoubleScratch.get();
        int whole = length - length % DoubleLanes.LANES;
        for (int i = 0; whole - i > 0; i += DoubleScratch.BLOCK) {
            psiAndSlope(m, cosines, cosinesOffset + i, psi, psiOffset + i, slope, slopeOffset + i,
                    Math.min(whole - i, DoubleScratch.BLOCK), scratch);
        }
        if (whole < length) {
            System.arraycopy(cosines, cosinesOffset + whole, scratch.firstInput, 0, length - whole);
            psiAndSlope(m, scratch.firstInput, 0, scratch.firstOutput, 0, scratch.secondOutput, 0,
                    DoubleLanes.LANES, scratch);
            System.arraycopy(scratch.firstOutput, 0, psi, psiOffset + whole, length - whole);
            System.arraycopy(scratch.secondOutput, 0, slope, slopeOffset + whole, length - whole);
        }
    }

    /** A block of whole vectors; psi comes last, as it may overwrite the cosines. */
    private static void psiAndSlope(
            int m, double[] cosines, int c, double[] psi, int p, double[] slope, int s, int length, DoubleScratch scratch) {
        DoubleChebyshev.secondKind(m, cosines, c, scratch.values, 0, length);
        DoubleChebyshev.slope(m, cosines, c, scratch.values, 0, slope, s, length);
        DoubleChebyshev.firstKind(m, cosines, c, scratch.values, 0, length);
        DoubleChebyshev.psi(m, cosines, c, scratch.values, 0, psi, p, length);
    }

    @Override
    default double sum(double[] x, int xOffset, int length) {
        DoubleMathArguments.sum(x, xOffset, length);
        return DoubleSum.sum(x, xOffset, length, DoubleScratch.get().slots);
    }

    @Override
    default double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleMathArguments.pair(x, xOffset, y, yOffset, length);
        return DoubleSum.dot(x, xOffset, y, yOffset, length, DoubleScratch.get().slots);
    }

    @Override
    default double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleMathArguments.pair(x, xOffset, y, yOffset, length);
        return DoubleSum.squaredDistance(x, xOffset, y, yOffset, length, DoubleScratch.get().slots);
    }

    private static void elementwise(Function function, double[] x, int xOffset, double[] out, int outOffset, int length) {
        DoubleMathArguments.elementwise("x", x, xOffset, "out", out, outOffset, length);
        int whole = length - length % DoubleLanes.LANES;
        vectors(function, x, xOffset, out, outOffset, whole);
        if (whole < length) {
            DoubleScratch scratch = DoubleScratch.get();
            System.arraycopy(x, xOffset + whole, scratch.firstInput, 0, length - whole);
            vectors(function, scratch.firstInput, 0, scratch.firstOutput, 0, DoubleLanes.LANES);
            System.arraycopy(scratch.firstOutput, 0, out, outOffset + whole, length - whole);
        }
    }

    private static void vectors(Function function, double[] x, int xOffset, double[] out, int outOffset, int length) {
        switch (function) {
            case EXP -> DoubleExp.exp(x, xOffset, out, outOffset, length);
            case LOG -> DoubleLog.log(x, xOffset, out, outOffset, length);
            case EXPM1 -> DoubleExpm1.expm1(x, xOffset, out, outOffset, length);
            case LOG1P -> DoubleLog1p.log1p(x, xOffset, out, outOffset, length);
            case SIGMOID -> DoubleSigmoid.sigmoid(x, xOffset, out, outOffset, length);
            case LOG_SIGMOID -> DoubleSoftplus.logSigmoid(x, xOffset, out, outOffset, length);
            case SOFTPLUS -> DoubleSoftplus.softplus(x, xOffset, out, outOffset, length);
            case TANH -> DoubleTanh.tanh(x, xOffset, out, outOffset, length);
        }
    }
}
