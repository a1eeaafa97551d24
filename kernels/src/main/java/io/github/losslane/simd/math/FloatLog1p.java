package io.github.losslane.simd.math;

import static io.github.losslane.simd.math.FloatLog.CENTRE;
import static io.github.losslane.simd.math.FloatLog.EXPONENT;
import static io.github.losslane.simd.math.FloatLog.LN2_HIGH;
import static io.github.losslane.simd.math.FloatLog.LN2_LOW;
import static io.github.losslane.simd.math.FloatLog.Q0;
import static io.github.losslane.simd.math.FloatLog.Q1;
import static io.github.losslane.simd.math.FloatLog.Q2;
import static io.github.losslane.simd.math.FloatLog.Q3;
import static io.github.losslane.simd.math.FloatLog.Q4;
import static io.github.losslane.simd.math.FloatLog.Q5;
import static io.github.losslane.simd.math.FloatLog.Q6;
import static io.github.losslane.simd.math.FloatLog.Q7;
import static io.github.losslane.simd.math.FloatLog.Q8;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.ULT;

import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * log(1 + x) in float lanes.
 *
 * <pre>{@code
 * 1. k: the exponent that brings the rounded sum 1 + x into [2/3, 4/3), as in FloatLog; s = 2^-k
 * 2. f - g = s x - (1 - s)     Fast2Sum: f rounded, g what is too much in it; for k = 0 this is x itself, the sign of -0 too
 * 3. log1p x = k ln2_hi + f (Fast2Sum) + k ln2_lo - g (1 - f) + f^2 Q(f), with the Q of FloatLog
 * }</pre>
 *
 * <p>Special values: +-0 and subnormal numbers to themselves, -1 to -Inf, below -1 and NaN to NaN, +Inf to +Inf.
 */
public final class FloatLog1p {

    /** Error bound in ulps over all floats; measured 0.9300 at 0x1.569ccep-2. */
    public static final double MAX_ULP = 0.94;

    /** Error bound in ulps of {@link #ofUnit} over [0, 1]; measured 0.9547 at 0x1.f36p-14. */
    public static final double MAX_ULP_OF_UNIT = 0.96;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;

    private static final int ONE = 0x3f800000;

    /** Between -1 and 2^126 the bits of 1 + x lie in [ORDINARY, ORDINARY + WIDTH). */
    private static final int ORDINARY = 0x33800000, WIDTH = 0x7e800000 - ORDINARY;

    /** R(x) = log1p(x) / x - 1 in y = x - 17/32: Sollya fpminimax on [0, 1], relative error 2^-27.5. */
    static final float R0 = -0x1.956b6ap-3f, R1 = -0x1.1f29d2p-2f, R2 = 0x1.0303a6p-3f, R3 = -0x1.034986p-4f;
    static final float R4 = 0x1.131fecp-5f, R5 = -0x1.2f8a36p-6f, R6 = 0x1.4f45p-7f, R7 = -0x1.6cbecep-8f;
    static final float R8 = 0x1.1cf59p-8f, R9 = -0x1.a5c886p-9f;
    static final float UNIT_CENTRE = 0x1.1p-1f;

    private FloatLog1p() {}

    /**
     * out[i] = log(1 + x[i]); both ranges may be the same memory. Only vectors with a lane outside (-1, 2^126) pay for the
     * special values.
     *
     * @param length a multiple of the lanes
     */
    public static void log1p(float[] x, int xOffset, float[] out, int outOffset, int length) {
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
            IntVector bits = v.add(one).reinterpretAsInts();
            boolean ordinary = bits.sub(IntVector.broadcast(BITS, ORDINARY))
                    .compare(ULT, IntVector.broadcast(BITS, WIDTH))
                    .allTrue();
            if (!ordinary) {
                return i;
            }
            IntVector exponent = IntVector.broadcast(BITS, CENTRE).sub(bits).and(IntVector.broadcast(BITS, EXPONENT));
            FloatVector scale = exponent.add(IntVector.broadcast(BITS, ONE)).reinterpretAsFloats();
            FloatVector shift = one.sub(scale);
            FloatVector scaled = v.mul(scale);
            FloatVector f = scaled.sub(shift);
            FloatVector excess = f.add(shift).sub(scaled);
            FloatVector k = (FloatVector) exponent.convert(I2F, 0);
            FloatVector high = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), f);
            FloatVector low = excess.fma(f.sub(one), f.sub(k.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), high)));
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

    /** One vector of any numbers; beyond 2^64 a lane is scaled by 2^-32 first. */
    private static void rare(float[] x, int i, float[] out, int o) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector pole = FloatVector.broadcast(SPECIES, -1);
        FloatVector any = FloatVector.fromArray(SPECIES, x, i);
        FloatVector special = any.blend(FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY), any.eq(pole))
                .blend(FloatVector.broadcast(SPECIES, Float.NaN), any.lt(pole));
        VectorMask<Float> large = FloatVector.broadcast(SPECIES, 0x1p64f).lt(any);
        FloatVector lift = FloatVector.broadcast(SPECIES, 0).blend(FloatVector.broadcast(SPECIES, -32 * 0x1p23f), large);
        FloatVector v = any.blend(any.mul(FloatVector.broadcast(SPECIES, 0x1p-32f)), large);
        IntVector bits = v.add(one).reinterpretAsInts();
        IntVector exponent = IntVector.broadcast(BITS, CENTRE).sub(bits).and(IntVector.broadcast(BITS, EXPONENT));
        FloatVector scale = exponent.add(IntVector.broadcast(BITS, ONE)).reinterpretAsFloats();
        FloatVector shift = one.sub(scale);
        FloatVector scaled = v.mul(scale);
        FloatVector f = scaled.sub(shift);
        FloatVector excess = f.add(shift).sub(scaled);
        FloatVector k = ((FloatVector) exponent.convert(I2F, 0)).add(lift);
        FloatVector high = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), f);
        FloatVector low = excess.fma(f.sub(one), f.sub(k.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), high)));
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
        VectorMask<Float> finite = pole.lt(any).and(any.lt(FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY)));
        special.blend(high.add(tail), finite).intoArray(out, o);
    }

    /**
     * out[i] = log(1 + x[i]) for x[i] in [0, 1] (or NaN), a polynomial without division: x + x R(x), in y = x - 17/32, where
     * few of its errors add up; both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void ofUnit(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector y = v.sub(FloatVector.broadcast(SPECIES, UNIT_CENTRE));
            FloatVector lack = y.fma(FloatVector.broadcast(SPECIES, R9), FloatVector.broadcast(SPECIES, R8))
                    .fma(y, FloatVector.broadcast(SPECIES, R7))
                    .fma(y, FloatVector.broadcast(SPECIES, R6))
                    .fma(y, FloatVector.broadcast(SPECIES, R5))
                    .fma(y, FloatVector.broadcast(SPECIES, R4))
                    .fma(y, FloatVector.broadcast(SPECIES, R3))
                    .fma(y, FloatVector.broadcast(SPECIES, R2))
                    .fma(y, FloatVector.broadcast(SPECIES, R1))
                    .fma(y, FloatVector.broadcast(SPECIES, R0));
            v.fma(lack, v).intoArray(out, outOffset + i);
        }
    }
}
