package io.github.losslane.simd.softmax;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.DoubleLog;

/**
 * q^gamma of {@link DoubleSoftmaxFocal}. The logarithm, up to 745, loses up to nine bits, which the power takes on: a step of
 * Newton's brings them back.
 */
final class DoubleFade {

    private DoubleFade() {}

    /** From q of the scratch to its fades; the usual powers are products. */
    static void fade(double gamma, DoubleSoftmaxScratch scratch, int length) {
        double[] fades = scratch.fades;
        double[] missing = scratch.missing;
        if (FloatFade.usual(gamma, scratch.q, fades, length)) {
            return;
        }
        int padded = (length + DoubleLanes.LANES - 1) / DoubleLanes.LANES * DoubleLanes.LANES;
        DoubleLog.log(scratch.q, 0, fades, 0, padded);
        missing(gamma, scratch.q, fades, missing, padded);
        for (int i = 0; i < padded; i++) {
            fades[i] *= gamma;
        }
        DoubleExp.exp(fades, 0, fades, 0, padded);
        for (int i = 0; i < padded; i++) {
            fades[i] = Math.fma(fades[i], missing[i], fades[i]);
        }
    }

    /**
     * What is missing of gamma log q, by log q = l + (q - e^l) / q, and by the rounding of the product; nothing of a
     * subnormal q, which has few digits itself.
     */
    private static void missing(double gamma, double[] q, double[] logs, double[] missing, int length) {
        DoubleExp.exp(logs, 0, missing, 0, length);
        for (int i = 0; i < length; i++) {
            double rest = Math.fma(gamma, logs[i], -(gamma * logs[i]));
            missing[i] = q[i] >= Double.MIN_NORMAL ? Math.fma(gamma, (q[i] - missing[i]) / q[i], rest) : 0;
        }
    }
}
