package io.github.losslane.simd.pointwise;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatSum;
import io.github.losslane.simd.FloatSweep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The part of {@link FloatLinearQuadratic} without a quadratic piece, in fewer operations: absolute errors and quantiles.
 *
 * <pre>{@code
 * L = slope d      slope = up for d > 0, down for d < 0, d at 0; 0 where the slope is 0
 * }</pre>
 */
final class FloatTwoLines {

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatTwoLines() {}

    /** Gradients times scale; the losses are summed into the 64 slots, and the length is a multiple of 64. */
    static void lossAndGradient(
            float up, float down, float scale, float[] predictions, int p, float[] targets, int t,
            float[] gradient, int g, int length, float[] slots) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector rise = FloatVector.broadcast(SPECIES, up);
        FloatVector fall = FloatVector.broadcast(SPECIES, down);
        FloatVector factor = FloatVector.broadcast(SPECIES, scale);
        for (int c = 0; c < FloatSum.SLOTS; c += FloatSweep.SLOTS) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            FloatVector next0 = sum0;
            FloatVector next1 = sum0;
            FloatVector next2 = sum0;
            FloatVector next3 = sum0;
            for (int i = c; i < length; i += FloatSweep.STEP) {
                int pi = p + i;
                int ti = t + i;
                int gi = g + i;
                FloatVector d0 = FloatVector.fromArray(SPECIES, predictions, pi)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti));
                FloatVector slope0 = d0.blend(rise, d0.compare(GT, zero)).blend(fall, d0.lt(zero));
                sum0 = sum0.add(d0.mul(slope0).blend(zero, slope0.compare(EQ, zero)));
                slope0.mul(factor).intoArray(gradient, gi);
                FloatVector d1 = FloatVector.fromArray(SPECIES, predictions, pi + LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti + LANES));
                FloatVector slope1 = d1.blend(rise, d1.compare(GT, zero)).blend(fall, d1.lt(zero));
                sum1 = sum1.add(d1.mul(slope1).blend(zero, slope1.compare(EQ, zero)));
                slope1.mul(factor).intoArray(gradient, gi + LANES);
                FloatVector d2 = FloatVector.fromArray(SPECIES, predictions, pi + 2 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti + 2 * LANES));
                FloatVector slope2 = d2.blend(rise, d2.compare(GT, zero)).blend(fall, d2.lt(zero));
                sum2 = sum2.add(d2.mul(slope2).blend(zero, slope2.compare(EQ, zero)));
                slope2.mul(factor).intoArray(gradient, gi + 2 * LANES);
                FloatVector d3 = FloatVector.fromArray(SPECIES, predictions, pi + 3 * LANES)
                        .sub(FloatVector.fromArray(SPECIES, targets, ti + 3 * LANES));
                FloatVector slope3 = d3.blend(rise, d3.compare(GT, zero)).blend(fall, d3.lt(zero));
                sum3 = sum3.add(d3.mul(slope3).blend(zero, slope3.compare(EQ, zero)));
                slope3.mul(factor).intoArray(gradient, gi + 3 * LANES);
                if (FloatSweep.TURNS) {
                    FloatVector last0 = sum0;
                    FloatVector last1 = sum1;
                    FloatVector last2 = sum2;
                    FloatVector last3 = sum3;
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
            if (FloatSweep.TURNS) {
                next0.intoArray(slots, c + 4 * LANES);
                next1.intoArray(slots, c + 5 * LANES);
                next2.intoArray(slots, c + 6 * LANES);
                next3.intoArray(slots, c + 7 * LANES);
            }
        }
    }
}
