package io.github.losslane.simd.math;

import static io.github.losslane.simd.math.FloatExp.C2;
import static io.github.losslane.simd.math.FloatExp.C3;
import static io.github.losslane.simd.math.FloatExp.C4;
import static io.github.losslane.simd.math.FloatExp.C5;
import static io.github.losslane.simd.math.FloatExp.C6;
import static io.github.losslane.simd.math.FloatExp.LN2_HIGH;
import static io.github.losslane.simd.math.FloatExp.LN2_LOW;
import static io.github.losslane.simd.math.FloatExp.LOG2E;
import static io.github.losslane.simd.math.FloatExp.ROUND;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * sigmoid(x) = 1 / (1 + exp(-x)) in float lanes.
 *
 * <pre>{@code
 * 1. -x = n ln 2 - r as in FloatExp; s = -2^n, its sign made by the same shift that makes its exponent
 * 2. q = 1 - exp(-r)      the polynomial of FloatExp at -r
 * 3. d = (1 - s) + s q, rounded once, because 1 - s is exact while |n| < 24; else excess = (1 - s) + s - 1
 * 4. y = 1 / d, y + y (y excess)
 * 5. where |x| >= 86 all of this happens at a scale of 2^-64, and the last product rounds subnormal results
 * }</pre>
 *
 * <p>Special values: -Inf to +0, +Inf to 1, +-0 to 0.5, NaN to NaN; results below 2^-126 are subnormal, never flushed.
 */
public final class FloatSigmoid {

    /** Error bound in ulps over all floats; measured 1.9460 at -0x1.155814p4. */
    public static final double MAX_ULP = 1.95;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private static final float ORDINARY = 86f, LOWEST = -104f, HIGHEST = 40f;

    private FloatSigmoid() {}

    /**
     * out[i] = sigmoid(x[i]); both ranges may be the same memory. Only vectors with a lane outside (-86, 86) pay for the
     * ends.
     *
     * @param length a multiple of the lanes
     */
    public static void sigmoid(float[] x, int xOffset, float[] out, int outOffset, int length) {
        int i = ordinary(x, xOffset, out, outOffset, length);
        while (i < length) {
            rare(x, xOffset + i, out, outOffset + i);
            i += SPECIES.length();
            i += ordinary(x, xOffset + i, out, outOffset + i, length - i);
        }
    }

    /**
     * The vectors before the first that is rare; returns how many elements that were. A call in this loop, however rare,
     * would cost it a fifth: the constants would not stay in registers.
     */
    private static int ordinary(float[] x, int xOffset, float[] out, int outOffset, int length) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            boolean ordinary = v.lanewise(ABS).lt(FloatVector.broadcast(SPECIES, ORDINARY)).allTrue();
            if (!ordinary) {
                return i;
            }
            FloatVector t = v.fma(FloatVector.broadcast(SPECIES, -LOG2E), FloatVector.broadcast(SPECIES, ROUND + 383));
            FloatVector n = t.sub(FloatVector.broadcast(SPECIES, ROUND + 383));
            FloatVector r = n.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), v);
            r = n.fma(FloatVector.broadcast(SPECIES, LN2_LOW), r);
            FloatVector q = r.fma(FloatVector.broadcast(SPECIES, -C6), FloatVector.broadcast(SPECIES, C5))
                    .fma(r, FloatVector.broadcast(SPECIES, -C4))
                    .fma(r, FloatVector.broadcast(SPECIES, C3))
                    .fma(r, FloatVector.broadcast(SPECIES, -C2))
                    .fma(r.mul(r), r);
            FloatVector s = t.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector more = one.sub(s);
            FloatVector excess = more.add(s).sub(one);
            FloatVector y = one.div(s.fma(q, more));
            y.fma(y.mul(excess), y).intoArray(out, outOffset + i);
        }
        return length;
    }

    /** One vector of any numbers, at a scale of 2^-64. */
    private static void rare(float[] x, int i, float[] out, int o) {
        FloatVector unit = FloatVector.broadcast(SPECIES, 0x1p-64f);
        FloatVector low = FloatVector.broadcast(SPECIES, LOWEST);
        FloatVector high = FloatVector.broadcast(SPECIES, HIGHEST);
        FloatVector v = FloatVector.fromArray(SPECIES, x, i);
        v = v.blend(low, v.lt(low)).blend(high, v.compare(GT, high));
        FloatVector t = v.fma(FloatVector.broadcast(SPECIES, -LOG2E), FloatVector.broadcast(SPECIES, ROUND + 383));
        FloatVector n = t.sub(FloatVector.broadcast(SPECIES, ROUND + 383));
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), v);
        r = n.fma(FloatVector.broadcast(SPECIES, LN2_LOW), r);
        FloatVector q = r.fma(FloatVector.broadcast(SPECIES, -C6), FloatVector.broadcast(SPECIES, C5))
                .fma(r, FloatVector.broadcast(SPECIES, -C4))
                .fma(r, FloatVector.broadcast(SPECIES, C3))
                .fma(r, FloatVector.broadcast(SPECIES, -C2))
                .fma(r.mul(r), r);
        FloatVector s = t.reinterpretAsInts().lanewise(LSHL, 23).sub(64 << 23).reinterpretAsFloats();
        FloatVector more = unit.sub(s);
        FloatVector excess = more.add(s).sub(unit);
        FloatVector y = FloatVector.broadcast(SPECIES, 1).div(s.fma(q, more));
        y.fma(y.mul(excess), y).mul(unit).intoArray(out, o);
    }
}
