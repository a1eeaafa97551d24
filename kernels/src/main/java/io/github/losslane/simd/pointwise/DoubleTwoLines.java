// Derived from FloatTwoLines.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.DoubleSweep;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The part of {@link DoubleLinearQuadratic} without a quadratic piece, in fewer operations: absolute errors and quantiles.
 *
 * <pre>{@code
 * L = slope d      slope = up for d > 0, down for d < 0, d at 0; 0 where the slope is 0
 * }</pre>
 */
final class DoubleTwoLines {

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleTwoLines() {}

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            double up, double down, double scale, double[] predictions, int p, double[] targets, int t,
            double[] gradient, int g, int length, double[] slots) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector rise = DoubleVector.broadcast(SPECIES, up);
        DoubleVector fall = DoubleVector.broadcast(SPECIES, down);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
        for (int c = 0; c < DoubleSum.SLOTS; c += DoubleSweep.SLOTS) {
            DoubleVector sum0 = DoubleVector.zero(SPECIES);
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            DoubleVector next0 = sum0;
            DoubleVector next1 = sum0;
            DoubleVector next2 = sum0;
            DoubleVector next3 = sum0;
            for (int i = c; i < length; i += DoubleSweep.STEP) {
                int pi = p + i;
                int ti = t + i;
                int gi = g + i;
                DoubleVector d0 = DoubleVector.fromArray(SPECIES, predictions, pi)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti));
                DoubleVector slope0 = d0.blend(rise, d0.compare(GT, zero)).blend(fall, d0.lt(zero));
                sum0 = sum0.add(d0.mul(slope0).blend(zero, slope0.compare(EQ, zero)));
                slope0.mul(factor).intoArray(gradient, gi);
                DoubleVector d1 = DoubleVector.fromArray(SPECIES, predictions, pi + LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti + LANES));
                DoubleVector slope1 = d1.blend(rise, d1.compare(GT, zero)).blend(fall, d1.lt(zero));
                sum1 = sum1.add(d1.mul(slope1).blend(zero, slope1.compare(EQ, zero)));
                slope1.mul(factor).intoArray(gradient, gi + LANES);
                DoubleVector d2 = DoubleVector.fromArray(SPECIES, predictions, pi + 2 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti + 2 * LANES));
                DoubleVector slope2 = d2.blend(rise, d2.compare(GT, zero)).blend(fall, d2.lt(zero));
                sum2 = sum2.add(d2.mul(slope2).blend(zero, slope2.compare(EQ, zero)));
                slope2.mul(factor).intoArray(gradient, gi + 2 * LANES);
                DoubleVector d3 = DoubleVector.fromArray(SPECIES, predictions, pi + 3 * LANES)
                        .sub(DoubleVector.fromArray(SPECIES, targets, ti + 3 * LANES));
                DoubleVector slope3 = d3.blend(rise, d3.compare(GT, zero)).blend(fall, d3.lt(zero));
                sum3 = sum3.add(d3.mul(slope3).blend(zero, slope3.compare(EQ, zero)));
                slope3.mul(factor).intoArray(gradient, gi + 3 * LANES);
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
    }
}
