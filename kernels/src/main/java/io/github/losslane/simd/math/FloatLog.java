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

    /** Error bound in ulps over all floats; measured 0.8823 at 0x1.4665f2p0. */
    public static final double MAX_ULP = 0.9;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;

    private static final int SMALLEST_NORMAL = 0x00800000, INFINITY = 0x7f800000;

    /** The bits of the float below 4/3. */
    static final int CENTRE = 0x3faaaaaa;

    static final int EXPONENT = 0xff800000;

    /** ln 2 / 2^23, for exponents that come as k 2^23. */
    static final float LN2_HIGH = 0x1.62e4p-24f, LN2_LOW = 0x1.7f7d1cp-43f;

    static final float Q0 = -0x1p-1f, Q1 = 0x1.555506p-2f, Q2 = -0x1.fffefp-3f, Q3 = 0x1.99d05ep-3f;
    static final float Q4 = -0x1.559de4p-3f, Q5 = 0x1.1ed424p-3f, Q6 = -0x1.f30e36p-4f;
    static final float Q7 = 0x1.1e73a2p-3f, Q8 = -0x1.080cap-3f;

    private FloatLog() {}

    /**
     * out[i] = log(x[i]); both ranges may be the same memory. Only vectors with a lane that is no positive normal number pay
     * for the special values.
     *
     * @param length a multiple of the lanes
     */
    public static void log(float[] x, int xOffset, float[] out, int outOffset, int length) {
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
        for (int i = 0; i < length; i += SPECIES.length()) {
            IntVector bits = FloatVector.fromArray(SPECIES, x, xOffset + i).reinterpretAsInts();
            boolean normal = bits.sub(IntVector.broadcast(BITS, SMALLEST_NORMAL))
                    .compare(ULT, IntVector.broadcast(BITS, INFINITY - SMALLEST_NORMAL))
                    .allTrue();
            if (!normal) {
                return i;
            }
            IntVector exponent = IntVector.broadcast(BITS, CENTRE).sub(bits).and(IntVector.broadcast(BITS, EXPONENT));
            FloatVector f = bits.add(exponent).reinterpretAsFloats().sub(FloatVector.broadcast(SPECIES, 1));
            FloatVector k = (FloatVector) exponent.convert(I2F, 0);
            FloatVector high = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), f);
            FloatVector low = f.sub(k.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), high));
            low = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), low);
            FloatVector tail = f.fma(FloatVector.broadcast(SPECIES, Q8), FloatVector.broadcast(SPECIES, Q7))
                    .fma(f, FloatVector.broadcast(SPECIES, Q6))
                    .fma(f, FloatVector.broadcast(SPECIES, Q5))
                    .fma(f, FloatVector.broadcast(SPECIES, Q4))
                    .fma(f, FloatVector.broadcast(SPECIES, Q3))
                    .fma(f, FloatVector.broadcast(SPECIES, Q2))
                    .fma(f, FloatVector.broadcast(SPECIES, Q1))
                    .fma(f, FloatVector.broadcast(SPECIES, Q0))
                    .fma(f.mul(f), low);
            high.add(tail).intoArray(out, outOffset + i);
        }
        return length;
    }

    /** One vector of any numbers. */
    private static void rare(float[] x, int i, float[] out, int o) {
        FloatVector zero = FloatVector.broadcast(SPECIES, 0);
        FloatVector v = FloatVector.fromArray(SPECIES, x, i);
        FloatVector special = v.blend(FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY), v.eq(zero))
                .blend(FloatVector.broadcast(SPECIES, Float.NaN), v.lt(zero));
        VectorMask<Float> small = v.lt(FloatVector.broadcast(SPECIES, Float.MIN_NORMAL));
        FloatVector lift = zero.blend(FloatVector.broadcast(SPECIES, 23 * 0x1p23f), small);
        IntVector bits = v.blend(v.mul(FloatVector.broadcast(SPECIES, 0x1p23f)), small).reinterpretAsInts();
        IntVector exponent = IntVector.broadcast(BITS, CENTRE).sub(bits).and(IntVector.broadcast(BITS, EXPONENT));
        FloatVector f = bits.add(exponent).reinterpretAsFloats().sub(FloatVector.broadcast(SPECIES, 1));
        FloatVector k = ((FloatVector) exponent.convert(I2F, 0)).add(lift);
        FloatVector high = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), f);
        FloatVector low = f.sub(k.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), high));
        low = k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), low);
        FloatVector tail = f.fma(FloatVector.broadcast(SPECIES, Q8), FloatVector.broadcast(SPECIES, Q7))
                .fma(f, FloatVector.broadcast(SPECIES, Q6))
                .fma(f, FloatVector.broadcast(SPECIES, Q5))
                .fma(f, FloatVector.broadcast(SPECIES, Q4))
                .fma(f, FloatVector.broadcast(SPECIES, Q3))
                .fma(f, FloatVector.broadcast(SPECIES, Q2))
                .fma(f, FloatVector.broadcast(SPECIES, Q1))
                .fma(f, FloatVector.broadcast(SPECIES, Q0))
                .fma(f.mul(f), low);
        VectorMask<Float> positive = zero.lt(v).and(v.lt(FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY)));
        special.blend(high.add(tail), positive).intoArray(out, o);
    }
}
