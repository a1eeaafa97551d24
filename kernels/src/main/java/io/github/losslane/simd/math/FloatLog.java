package io.github.losslane.simd.math;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.ULT;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * log in float lanes.
 *
 * <pre>{@code
 * 1. x = 2^k m, m in [2/3, 4/3): the bits of 4/3 minus the bits of x, without their low 23, are -k 2^23
 * 2. f = m - 1, exact
 * 3. log m = f + f^2 Q(f)      Q of degree 7, Sollya fpminimax on [-1/3, 1/3], relative error 2^-27.6
 * 4. log x = k ln2_hi + f (Fast2Sum) + k ln2_lo + f^2 Q(f); ln2_hi has 16 bits, so its product with k is exact
 * }</pre>
 *
 * <p>Special values: NaN and negative numbers to NaN, +-0 to -Inf, +Inf to +Inf, log(1) = +0. Subnormal numbers are
 * scaled by 2^23 first.
 */
public final class FloatLog {

    /** Error bound in ulps over all floats. */
    public static final double MAX_ULP = 0.9;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;

    private static final int SMALLEST_NORMAL = 0x00800000, INFINITY = 0x7f800000;

    /** The bits of the float below 4/3. */
    private static final int CENTRE = 0x3faaaaaa;

    private static final int EXPONENT = 0xff800000;

    /** ln 2 / 2^23, for exponents that come as k 2^23. */
    private static final float LN2_HIGH = 0x1.62e4p-24f, LN2_LOW = 0x1.7f7d1cp-43f;

    private static final float Q0 = -0x1p-1f, Q1 = 0x1.555506p-2f, Q2 = -0x1.fffefp-3f, Q3 = 0x1.99d05ep-3f;
    private static final float Q4 = -0x1.559de4p-3f, Q5 = 0x1.1ed424p-3f, Q6 = -0x1.f30e36p-4f;
    private static final float Q7 = 0x1.1e73a2p-3f, Q8 = -0x1.080cap-3f;

    private FloatLog() {}

    /**
     * out[i] = log(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void log(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            log(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(out, outOffset + i);
        }
    }

    /** log of any number; only vectors with a lane that is no positive normal number pay for the special values. */
    public static FloatVector log(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        boolean normal = bits.sub(IntVector.broadcast(BITS, SMALLEST_NORMAL))
                .compare(ULT, IntVector.broadcast(BITS, INFINITY - SMALLEST_NORMAL))
                .allTrue();
        FloatVector zero = FloatVector.broadcast(SPECIES, 0);
        FloatVector special = x;
        FloatVector lift = zero;
        if (!normal) {
            special = x.blend(FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY), x.eq(zero))
                    .blend(FloatVector.broadcast(SPECIES, Float.NaN), x.lt(zero));
            VectorMask<Float> small = x.lt(FloatVector.broadcast(SPECIES, Float.MIN_NORMAL));
            lift = zero.blend(FloatVector.broadcast(SPECIES, 23 * 0x1p23f), small);
            bits = x.blend(x.mul(FloatVector.broadcast(SPECIES, 0x1p23f)), small).reinterpretAsInts();
        }
        IntVector exponent = IntVector.broadcast(BITS, CENTRE).sub(bits).and(IntVector.broadcast(BITS, EXPONENT));
        FloatVector f = bits.add(exponent).reinterpretAsFloats().sub(FloatVector.broadcast(SPECIES, 1));
        FloatVector k = ((FloatVector) exponent.convert(I2F, 0)).add(lift);
        FloatVector high = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), f);
        FloatVector low = f.sub(k.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), high));
        FloatVector value = high.add(curve(f, k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), low)));
        if (normal) {
            return value;
        }
        FloatVector infinity = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
        return special.blend(value, zero.lt(x).and(x.lt(infinity)));
    }

    /** f^2 Q(f) + low, where log(1 + f) = f + f^2 Q(f). */
    static FloatVector curve(FloatVector f, FloatVector low) {
        return f.fma(FloatVector.broadcast(SPECIES, Q8), FloatVector.broadcast(SPECIES, Q7))
                .fma(f, FloatVector.broadcast(SPECIES, Q6))
                .fma(f, FloatVector.broadcast(SPECIES, Q5))
                .fma(f, FloatVector.broadcast(SPECIES, Q4))
                .fma(f, FloatVector.broadcast(SPECIES, Q3))
                .fma(f, FloatVector.broadcast(SPECIES, Q2))
                .fma(f, FloatVector.broadcast(SPECIES, Q1))
                .fma(f, FloatVector.broadcast(SPECIES, Q0))
                .fma(f.mul(f), low);
    }
}
