package io.github.losslane.simd.math;

import io.github.losslane.internal.FloatMathArguments;
import io.github.losslane.math.FloatMathKernels;
import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatScratch;
import io.github.losslane.simd.FloatSum;

/** Driver of the elementwise functions: whole vectors in place, the last elements through a padded vector of scratch. */
public interface FloatMath extends FloatMathKernels {

    @Override
    default void exp(float[] x, int xOffset, float[] out, int outOffset, int length) {
        elementwise(Function.EXP, x, xOffset, out, outOffset, length);
    }

    @Override
    default void log(float[] x, int xOffset, float[] out, int outOffset, int length) {
        elementwise(Function.LOG, x, xOffset, out, outOffset, length);
    }

    @Override
    default void expm1(float[] x, int xOffset, float[] out, int outOffset, int length) {
        elementwise(Function.EXPM1, x, xOffset, out, outOffset, length);
    }

    @Override
    default void log1p(float[] x, int xOffset, float[] out, int outOffset, int length) {
        elementwise(Function.LOG1P, x, xOffset, out, outOffset, length);
    }

    @Override
    default void sigmoid(float[] x, int xOffset, float[] out, int outOffset, int length) {
        elementwise(Function.SIGMOID, x, xOffset, out, outOffset, length);
    }

    @Override
    default void logSigmoid(float[] x, int xOffset, float[] out, int outOffset, int length) {
        elementwise(Function.LOG_SIGMOID, x, xOffset, out, outOffset, length);
    }

    @Override
    default void softplus(float[] x, int xOffset, float[] out, int outOffset, int length) {
        elementwise(Function.SOFTPLUS, x, xOffset, out, outOffset, length);
    }

    @Override
    default void tanh(float[] x, int xOffset, float[] out, int outOffset, int length) {
        elementwise(Function.TANH, x, xOffset, out, outOffset, length);
    }

    @Override
    default void cosMultiple(int m, float[] cosines, int cosinesOffset, float[] out, int outOffset, int length) {
        FloatMathArguments.multiple(m);
        FloatMathArguments.elementwise("cosines", cosines, cosinesOffset, "out", out, outOffset, length);
        int whole = length - length % FloatLanes.LANES;
        FloatChebyshev.firstKind(m, cosines, cosinesOffset, out, outOffset, whole);
        if (whole < length) {
            FloatScratch scratch = FloatScratch.get();
            System.arraycopy(cosines, cosinesOffset + whole, scratch.firstInput, 0, length - whole);
            FloatChebyshev.firstKind(m, scratch.firstInput, 0, scratch.firstOutput, 0, FloatLanes.LANES);
            System.arraycopy(scratch.firstOutput, 0, out, outOffset + whole, length - whole);
        }
    }

    @Override
    default void psi(
            int m, float[] cosines, int cosinesOffset,
            float[] psi, int psiOffset, float[] slope, int slopeOffset, int length) {
        FloatMathArguments.psi(m, cosines, cosinesOffset, psi, psiOffset, slope, slopeOffset, length);
        FloatScratch scratch = FloatScratch.get();
        int whole = length - length % FloatLanes.LANES;
        for (int i = 0; whole - i > 0; i += FloatScratch.BLOCK) {
            psiAndSlope(m, cosines, cosinesOffset + i, psi, psiOffset + i, slope, slopeOffset + i,
                    Math.min(whole - i, FloatScratch.BLOCK), scratch);
        }
        if (whole < length) {
            System.arraycopy(cosines, cosinesOffset + whole, scratch.firstInput, 0, length - whole);
            psiAndSlope(m, scratch.firstInput, 0, scratch.firstOutput, 0, scratch.secondOutput, 0,
                    FloatLanes.LANES, scratch);
            System.arraycopy(scratch.firstOutput, 0, psi, psiOffset + whole, length - whole);
            System.arraycopy(scratch.secondOutput, 0, slope, slopeOffset + whole, length - whole);
        }
    }

    /** A block of whole vectors; psi comes last, as it may overwrite the cosines. */
    private static void psiAndSlope(
            int m, float[] cosines, int c, float[] psi, int p, float[] slope, int s, int length, FloatScratch scratch) {
        FloatChebyshev.secondKind(m, cosines, c, scratch.values, 0, length);
        FloatChebyshev.slope(m, cosines, c, scratch.values, 0, slope, s, length);
        FloatChebyshev.firstKind(m, cosines, c, scratch.values, 0, length);
        FloatChebyshev.psi(m, cosines, c, scratch.values, 0, psi, p, length);
    }

    @Override
    default double sum(float[] x, int xOffset, int length) {
        FloatMathArguments.sum(x, xOffset, length);
        return FloatSum.sum(x, xOffset, length, FloatScratch.get().slots);
    }

    @Override
    default double dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatMathArguments.pair(x, xOffset, y, yOffset, length);
        return FloatSum.dot(x, xOffset, y, yOffset, length, FloatScratch.get().slots);
    }

    @Override
    default double squaredDistance(float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatMathArguments.pair(x, xOffset, y, yOffset, length);
        return FloatSum.squaredDistance(x, xOffset, y, yOffset, length, FloatScratch.get().slots);
    }

    private static void elementwise(Function function, float[] x, int xOffset, float[] out, int outOffset, int length) {
        FloatMathArguments.elementwise("x", x, xOffset, "out", out, outOffset, length);
        int whole = length - length % FloatLanes.LANES;
        vectors(function, x, xOffset, out, outOffset, whole);
        if (whole < length) {
            FloatScratch scratch = FloatScratch.get();
            System.arraycopy(x, xOffset + whole, scratch.firstInput, 0, length - whole);
            vectors(function, scratch.firstInput, 0, scratch.firstOutput, 0, FloatLanes.LANES);
            System.arraycopy(scratch.firstOutput, 0, out, outOffset + whole, length - whole);
        }
    }

    private static void vectors(Function function, float[] x, int xOffset, float[] out, int outOffset, int length) {
        switch (function) {
            case EXP -> FloatExp.exp(x, xOffset, out, outOffset, length);
            case LOG -> FloatLog.log(x, xOffset, out, outOffset, length);
            case EXPM1 -> FloatExpm1.expm1(x, xOffset, out, outOffset, length);
            case LOG1P -> FloatLog1p.log1p(x, xOffset, out, outOffset, length);
            case SIGMOID -> FloatSigmoid.sigmoid(x, xOffset, out, outOffset, length);
            case LOG_SIGMOID -> FloatSoftplus.logSigmoid(x, xOffset, out, outOffset, length);
            case SOFTPLUS -> FloatSoftplus.softplus(x, xOffset, out, outOffset, length);
            case TANH -> FloatTanh.tanh(x, xOffset, out, outOffset, length);
        }
    }
}
