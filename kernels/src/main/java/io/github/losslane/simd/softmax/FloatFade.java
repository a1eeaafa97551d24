package io.github.losslane.simd.softmax;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.DoubleLog;

/** q^gamma of {@link FloatSoftmaxFocal}, in double: what the logarithm loses is far below what a float keeps. */
final class FloatFade {

    private FloatFade() {}

    /** From q of the scratch to its fades; the usual powers are products. */
    static void fade(double gamma, FloatSoftmaxScratch scratch, int length) {
        double[] fades = scratch.fades;
        if (usual(gamma, scratch.q, fades, length)) {
            return;
        }
        int padded = (length + DoubleLanes.LANES - 1) / DoubleLanes.LANES * DoubleLanes.LANES;
        DoubleLog.log(scratch.q, 0, fades, 0, padded);
        for (int i = 0; i < padded; i++) {
            fades[i] *= gamma;
        }
        DoubleExp.exp(fades, 0, fades, 0, padded);
    }

    /** The powers 0, 1 and 2, which keep the relative precision of q; returns whether it was one of them. */
    static boolean usual(double gamma, double[] q, double[] fades, int length) {
        if (gamma != 0 && gamma != 1 && gamma != 2) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            double one = 1 + 0 * q[i];      // NaN stays NaN
            fades[i] = gamma == 0 ? one : gamma == 1 ? q[i] : q[i] * q[i];
        }
        return true;
    }
}
