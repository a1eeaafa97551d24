// Derived from FloatTripletSweep.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.metric;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.DoubleSweep;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * One sweep over a triplet that is likely active: the sum of {@link DoubleSquares}, bit for bit, and the gradients that
 * hold if it is. Memory is then read and written at the same time, as by a plain loop, and not in turns.
 */
final class DoubleTripletSweep {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleTripletSweep() {}

    /** Returns |a - p|^2 - |a - n|^2; writes factor (n - p), factor (p - a) and factor (a - n). */
    static double run(
            double factor, DoubleMatrix anchors, DoubleMatrix positives, DoubleMatrix negatives, int row,
            DoubleMatrix anchorGradient, DoubleMatrix positiveGradient, DoubleMatrix negativeGradient, double[] slots) {
        int columns = anchors.columns();
        double sum = 0;
        for (int j = 0; columns - j > 0; j += DoubleScratch.BLOCK) {
            sum += block(factor, anchors.data(), anchors.rowOffset(row) + j, positives.data(), positives.rowOffset(row) + j,
                    negatives.data(), negatives.rowOffset(row) + j, anchorGradient.data(), anchorGradient.rowOffset(row) + j,
                    positiveGradient.data(), positiveGradient.rowOffset(row) + j,
                    negativeGradient.data(), negativeGradient.rowOffset(row) + j,
                    Math.min(columns - j, DoubleScratch.BLOCK), slots);
        }
        return sum;
    }

    /** (a - p) + (a - n) is (a - n) - (p - a): the same roundings. */
    private static double block(
            double factor, double[] anchors, int a, double[] positives, int p, double[] negatives, int n,
            double[] anchorGradient, int ag, double[] positiveGradient, int pg, double[] negativeGradient, int ng,
            int length, double[] slots) {
        DoubleVector factors = DoubleVector.broadcast(SPECIES, factor);
        int whole = length & -DoubleSum.SLOTS;
        for (int c = 0; c < DoubleSum.SLOTS; c += DoubleSweep.SLOTS) {
            DoubleVector sum0 = DoubleVector.zero(SPECIES);
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            DoubleVector next0 = sum0;
            DoubleVector next1 = sum0;
            DoubleVector next2 = sum0;
            DoubleVector next3 = sum0;
            for (int i = c; i < whole; i += DoubleSweep.STEP) {
                int ai = a + i;
                int pi = p + i;
                int ni = n + i;
                int agi = ag + i;
                int pgi = pg + i;
                int ngi = ng + i;
                DoubleVector anchor0 = DoubleVector.fromArray(SPECIES, anchors, ai);
                DoubleVector positive0 = DoubleVector.fromArray(SPECIES, positives, pi);
                DoubleVector negative0 = DoubleVector.fromArray(SPECIES, negatives, ni);
                DoubleVector across0 = negative0.sub(positive0);
                DoubleVector near0 = positive0.sub(anchor0);
                DoubleVector far0 = anchor0.sub(negative0);
                across0.mul(factors).intoArray(anchorGradient, agi);
                near0.mul(factors).intoArray(positiveGradient, pgi);
                far0.mul(factors).intoArray(negativeGradient, ngi);
                sum0 = across0.fma(far0.sub(near0), sum0);
                DoubleVector anchor1 = DoubleVector.fromArray(SPECIES, anchors, ai + LANES);
                DoubleVector positive1 = DoubleVector.fromArray(SPECIES, positives, pi + LANES);
                DoubleVector negative1 = DoubleVector.fromArray(SPECIES, negatives, ni + LANES);
                DoubleVector across1 = negative1.sub(positive1);
                DoubleVector near1 = positive1.sub(anchor1);
                DoubleVector far1 = anchor1.sub(negative1);
                across1.mul(factors).intoArray(anchorGradient, agi + LANES);
                near1.mul(factors).intoArray(positiveGradient, pgi + LANES);
                far1.mul(factors).intoArray(negativeGradient, ngi + LANES);
                sum1 = across1.fma(far1.sub(near1), sum1);
                DoubleVector anchor2 = DoubleVector.fromArray(SPECIES, anchors, ai + 2 * LANES);
                DoubleVector positive2 = DoubleVector.fromArray(SPECIES, positives, pi + 2 * LANES);
                DoubleVector negative2 = DoubleVector.fromArray(SPECIES, negatives, ni + 2 * LANES);
                DoubleVector across2 = negative2.sub(positive2);
                DoubleVector near2 = positive2.sub(anchor2);
                DoubleVector far2 = anchor2.sub(negative2);
                across2.mul(factors).intoArray(anchorGradient, agi + 2 * LANES);
                near2.mul(factors).intoArray(positiveGradient, pgi + 2 * LANES);
                far2.mul(factors).intoArray(negativeGradient, ngi + 2 * LANES);
                sum2 = across2.fma(far2.sub(near2), sum2);
                DoubleVector anchor3 = DoubleVector.fromArray(SPECIES, anchors, ai + 3 * LANES);
                DoubleVector positive3 = DoubleVector.fromArray(SPECIES, positives, pi + 3 * LANES);
                DoubleVector negative3 = DoubleVector.fromArray(SPECIES, negatives, ni + 3 * LANES);
                DoubleVector across3 = negative3.sub(positive3);
                DoubleVector near3 = positive3.sub(anchor3);
                DoubleVector far3 = anchor3.sub(negative3);
                across3.mul(factors).intoArray(anchorGradient, agi + 3 * LANES);
                near3.mul(factors).intoArray(positiveGradient, pgi + 3 * LANES);
                far3.mul(factors).intoArray(negativeGradient, ngi + 3 * LANES);
                sum3 = across3.fma(far3.sub(near3), sum3);
                if (DoubleSweep.TURNS) {
                    DoubleVector last0 = sum0;
                    DoubleVector last1 = sum1;
                    DoubleVector last2 = sum2;
                    DoubleVector last3 = sum3;
                    sum0 = next0;
                    sum1 = next1;
                    sum2 = next2;
                    sum3 = next3;
                    next0 = last0;
                    next1 = last1;
                    next2 = last2;
                    next3 = last3;
                }
            }
            sum0.intoArray(slots, c);
            sum1.intoArray(slots, c + LANES);
            sum2.intoArray(slots, c + 2 * LANES);
            sum3.intoArray(slots, c + 3 * LANES);
            if (DoubleSweep.TURNS) {
                next0.intoArray(slots, c + 4 * LANES);
                next1.intoArray(slots, c + 5 * LANES);
                next2.intoArray(slots, c + 6 * LANES);
                next3.intoArray(slots, c + 7 * LANES);
            }
        }
        rest(factor, anchors, a + whole, positives, p + whole, negatives, n + whole, anchorGradient, ag + whole,
                positiveGradient, pg + whole, negativeGradient, ng + whole, length - whole, slots);
        return DoubleSum.fold(slots);
    }

    /** Less than SLOTS elements, in a method of its own: the sweep is as large as the compiler's budget allows. */
    private static void rest(
            double factor, double[] anchors, int a, double[] positives, int p, double[] negatives, int n,
            double[] anchorGradient, int ag, double[] positiveGradient, int pg, double[] negativeGradient, int ng,
            int length, double[] slots) {
        DoubleVector factors = DoubleVector.broadcast(SPECIES, factor);
        for (int i = 0; i < length; i += LANES) {
            if (DoubleTriplet.fit(anchors, a, positives, p, negatives, n, i)
                    && DoubleTriplet.fit(anchorGradient, ag, positiveGradient, pg, negativeGradient, ng, i)) {
                VectorMask<Double> inside = SPECIES.indexInRange(i, length);
                DoubleVector anchor = DoubleVector.fromArray(SPECIES, anchors, a + i, inside);
                DoubleVector positive = DoubleVector.fromArray(SPECIES, positives, p + i, inside);
                DoubleVector negative = DoubleVector.fromArray(SPECIES, negatives, n + i, inside);
                DoubleVector across = negative.sub(positive);
                DoubleVector near = positive.sub(anchor);
                DoubleVector far = anchor.sub(negative);
                across.mul(factors).intoArray(anchorGradient, ag + i, inside);
                near.mul(factors).intoArray(positiveGradient, pg + i, inside);
                far.mul(factors).intoArray(negativeGradient, ng + i, inside);
                across.fma(far.sub(near), DoubleVector.fromArray(SPECIES, slots, i)).intoArray(slots, i);
            } else {
                elements(factor, anchors, a + i, positives, p + i, negatives, n + i, anchorGradient, ag + i,
                        positiveGradient, pg + i, negativeGradient, ng + i, Math.min(LANES, length - i), slots, i);
            }
        }
    }

    /** A vector element by element; those that are missing add the product of zeros, as in a vector. */
    private static void elements(
            double factor, double[] anchors, int a, double[] positives, int p, double[] negatives, int n,
            double[] anchorGradient, int ag, double[] positiveGradient, int pg, double[] negativeGradient, int ng,
            int count, double[] slots, int k) {
        for (int e = 0; e < count; e++) {
            double anchor = anchors[a + e];
            double positive = positives[p + e];
            double negative = negatives[n + e];
            double across = negative - positive;
            double near = positive - anchor;
            double far = anchor - negative;
            anchorGradient[ag + e] = across * factor;
            positiveGradient[pg + e] = near * factor;
            negativeGradient[ng + e] = far * factor;
            slots[k + e] = Math.fma(across, far - near, slots[k + e]);
        }
        for (int e = count; e < LANES; e++) {
            slots[k + e] += 0;
        }
    }
}
