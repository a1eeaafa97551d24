// Derived from FloatMathArguments.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.internal;

import io.github.losslane.math.Scalar;

/** What every elementwise method asks of its arrays. */
public final class DoubleMathArguments {

    private DoubleMathArguments() {}

    /** One input, one output, which may be the same range. */
    public static void elementwise(String xName, double[] x, int xOffset, String outName, double[] out, int outOffset, int length) {
        Arguments.range(xName, x, xOffset, length);
        Arguments.range(outName, out, outOffset, length);
        Overlap.noneOrSame(outName, out, outOffset, xName, x, xOffset, length);
    }

    /** The input of a sum. */
    public static void sum(double[] x, int xOffset, int length) {
        Arguments.range("x", x, xOffset, length);
    }

    /** Two inputs of a sum. */
    public static void pair(double[] x, int xOffset, double[] y, int yOffset, int length) {
        Arguments.range("x", x, xOffset, length);
        Arguments.range("y", y, yOffset, length);
    }

    /** The multiple of an angle. */
    public static void multiple(int m) {
        Arguments.inRange("m", m, 1, Scalar.LARGEST_MULTIPLE);
    }

    /** Cosines in, psi and slope out. */
    public static void psi(
            int m, double[] cosines, int cosinesOffset, double[] psi, int psiOffset, double[] slope, int slopeOffset, int length) {
        multiple(m);
        elementwise("cosines", cosines, cosinesOffset, "psi", psi, psiOffset, length);
        Arguments.range("slope", slope, slopeOffset, length);
        Overlap.none("slope", slope, slopeOffset, "cosines", cosines, cosinesOffset, length);
        Overlap.none("slope", slope, slopeOffset, "psi", psi, psiOffset, length);
    }
}
