// Derived from FloatSoftmaxFocal.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import static io.github.losslane.simd.DoubleParameter.limited;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.DoubleLog;

/**
 * SIMD {@link io.github.losslane.softmax.SoftmaxFocal}. What is one number a row is computed in double, as q^gamma
 * multiplies the rounding errors of log q by gamma log q.
 */
public final class DoubleSoftmaxFocal {

    /** Bound in ulps for a gamma of 0, that of cross-entropy, and what each 1 of gamma adds: the errors of q, a sum as well. */
    public static final double MAX_ULP = 13;

    public static final double MAX_ULP_GAMMA = 10.5;

    /** Whether what is computed in double is rounded to far fewer digits afterwards. */
    private static final boolean ROUNDED = Math.ulp(1.0) > 0x1p-40;

    private DoubleSoftmaxFocal() {}

    /** Losses and shares of a group of rows. */
    static void rows(double alpha, double gamma, DoubleSoftmaxScratch scratch, int rows) {
        for (int i = 0; i < rows; i++) {
            double total = scratch.totals[i];
            scratch.p[i] = scratch.own[i] / total;
            scratch.q[i] = scratch.others[i] / total;
        }
        fade(gamma, scratch.q, scratch.fades, scratch.again, rows);
        for (int i = 0; i < rows; i++) {
            double fade = scratch.amounts[i] * alpha * scratch.fades[i];
            double l = scratch.logs[i];
            scratch.losses[i] = (fade == 0 ? 0 : fade * l);
            scratch.shares[i] = share(fade, gamma, scratch.p[i], scratch.q[i], l);
        }
    }

    /** In place of the targets the shares of a block of one row, and its losses to the products. */
    static void shares(
            double alpha, double gamma, double max, double largest, double rest, double log,
            DoubleSoftmaxScratch row, int length) {
        double total = largest + rest;
        for (int j = 0; j < length; j++) {
            double e = row.rowExponentials[j];
            row.p[j] = e / total;
            row.q[j] = (e == largest ? rest : total - e) / total;
        }
        fade(gamma, row.q, row.fades, row.again, length);
        for (int j = 0; j < length; j++) {
            double fade = alpha * row.fades[j];
            double weighted = row.rowShares[j] * fade;
            double l = max - row.rowLogits[j] + log;
            row.rowProducts[j] = (weighted == 0 ? 0 : weighted * l);
            row.rowShares[j] *= share(fade, gamma, row.p[j], row.q[j], l);
        }
    }

    /** alpha q^gamma (1 + gamma p l / q), as in the record. */
    static double share(double fade, double gamma, double p, double q, double l) {
        double ratio = p == 0 || q == 0 ? p : p * l / q;
        return limited(fade * (1 + gamma * ratio));
    }

    /**
     * q^gamma; the usual powers keep the relative precision of q. For others the logarithm, up to 745, loses up to nine bits,
     * which the power takes on: where they count, {@link #correction} brings them back. The arrays have room for whole vectors.
     */
    static void fade(double gamma, double[] q, double[] fades, double[] again, int length) {
        int padded = (length + DoubleLanes.LANES - 1) / DoubleLanes.LANES * DoubleLanes.LANES;
        if (gamma == 0 || gamma == 1 || gamma == 2) {
            for (int i = 0; i < length; i++) {
                double one = 1 + 0 * q[i];      // NaN stays NaN
                fades[i] = gamma == 0 ? one : gamma == 1 ? q[i] : q[i] * q[i];
            }
        } else {
            DoubleLog.log(q, 0, fades, 0, padded);
            if (!ROUNDED) {
                correction(gamma, q, fades, again, padded);
            }
            for (int i = 0; i < padded; i++) {
                fades[i] *= gamma;
            }
            DoubleExp.exp(fades, 0, fades, 0, padded);
            for (int i = 0; i < padded && !ROUNDED; i++) {
                fades[i] = Math.fma(fades[i], again[i], fades[i]);
            }
        }
    }

    /**
     * What is missing of gamma log q, by a step of Newton's, log q = l + (q - e^l) / q, and by the rounding of the product;
     * nothing of a subnormal q, which has few digits itself.
     */
    private static void correction(double gamma, double[] q, double[] logs, double[] missing, int length) {
        DoubleExp.exp(logs, 0, missing, 0, length);
        for (int i = 0; i < length; i++) {
            double rest = Math.fma(gamma, logs[i], -(gamma * logs[i]));
            missing[i] = q[i] >= Double.MIN_NORMAL ? Math.fma(gamma, (q[i] - missing[i]) / q[i], rest) : 0;
        }
    }
}
