// Derived from FloatSoftmaxFocal.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import static io.github.losslane.simd.DoubleParameter.limited;

/**
 * SIMD {@link io.github.losslane.softmax.SoftmaxFocal}. What is one number a row is computed in double, as q^gamma
 * multiplies the rounding errors of log q by gamma log q.
 */
public final class DoubleSoftmaxFocal {

    /**
     * Bound in ulps for a gamma of 0, that of cross-entropy, and what each 1 of gamma adds: the errors of q, a sum as well. Not for
     * gradients of rows whose weight times fade, divided by their sum of exponentials, is subnormal, as with gammas above 20.
     */
    public static final double MAX_ULP = 13;

    public static final double MAX_ULP_GAMMA = 10.5;

    private DoubleSoftmaxFocal() {}

    /** Losses and shares of a group of rows. */
    static void rows(double alpha, double gamma, DoubleSoftmaxScratch scratch, int rows) {
        for (int i = 0; i < rows; i++) {
            double total = scratch.totals[i];
            scratch.p[i] = scratch.own[i] / total;
            scratch.q[i] = scratch.others[i] / total;
        }
        DoubleFade.fade(gamma, scratch, rows);
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
        DoubleFade.fade(gamma, row, length);
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
}
