// Derived from FloatSoftmaxFocal.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.softmax;

import static io.github.losslane.simd.DoubleParameter.limited;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

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

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleSoftmaxFocal() {}

    /**
     * Losses and shares of a group of rows. The loops that only turn one type into the other are plain ones, which the compiler
     * makes vectors of; there are no lanes of ours that do.
     */
    static void rows(double alpha, double gamma, DoubleSoftmaxScratch scratch, int rows) {
        for (int i = 0; i < rows; i++) {
            scratch.p[i] = scratch.own[i];
            scratch.q[i] = scratch.others[i];
        }
        probabilities(scratch.p, scratch.q, rows);
        DoubleFade.fade(gamma, scratch, rows);
        for (int i = 0; i < rows; i++) {
            scratch.fades[i] = scratch.amounts[i] * alpha * scratch.fades[i];
            scratch.l[i] = scratch.logs[i];
        }
        lossesAndShares(gamma, scratch.fades, scratch.l, scratch.p, scratch.q, rows);
        for (int i = 0; i < rows; i++) {
            scratch.losses[i] = scratch.p[i];
            scratch.shares[i] = scratch.q[i];
        }
    }

    /** Two parts of a sum divided by it. */
    private static void probabilities(double[] p, double[] q, int rows) {
        for (int i = 0; i < rows; i += LANES) {
            DoubleVector own = DoubleVector.fromArray(SPECIES, p, i);
            DoubleVector others = DoubleVector.fromArray(SPECIES, q, i);
            DoubleVector total = own.add(others);
            own.div(total).intoArray(p, i);
            others.div(total).intoArray(q, i);
        }
    }

    /** Losses in place of p; in place of q their derivatives, see {@link #share}. */
    private static void lossesAndShares(double gamma, double[] fades, double[] ls, double[] p, double[] q, int rows) {
        for (int i = 0; i < rows; i += LANES) {
            DoubleVector zero = DoubleVector.zero(SPECIES);
            DoubleVector fade = DoubleVector.fromArray(SPECIES, fades, i);
            DoubleVector l = DoubleVector.fromArray(SPECIES, ls, i);
            DoubleVector own = DoubleVector.fromArray(SPECIES, p, i);
            DoubleVector others = DoubleVector.fromArray(SPECIES, q, i);
            DoubleVector ratio = own.mul(l).div(others).blend(own, own.eq(zero).or(others.eq(zero)));
            fade.mul(l).blend(zero, fade.eq(zero)).intoArray(p, i);
            ratio.mul(DoubleVector.broadcast(SPECIES, gamma))
                    .add(DoubleVector.broadcast(SPECIES, 1))
                    .mul(fade)
                    .min(DoubleVector.broadcast(SPECIES, Double.MAX_VALUE))
                    .max(DoubleVector.broadcast(SPECIES, -Double.MAX_VALUE))
                    .intoArray(q, i);
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
