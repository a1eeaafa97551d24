package io.github.losslane.simd.math;

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
 * 2. f + g = (s - 1) + s x     Fast2Sum: f rounded, g its error; for k = 0 this is x itself
 * 3. log1p x = k ln2_hi + f (Fast2Sum) + k ln2_lo + g (1 - f) + f^2 Q(f), with the Q of FloatLog
 * }</pre>
 *
 * <p>Special values: +-0 and subnormal numbers to themselves, -1 to -Inf, below -1 and NaN to NaN, +Inf to +Inf.
 */
public final class FloatLog1p {

    /** Error bound in ulps over all floats. */
    public static final double MAX_ULP = 0.9;

    /** Error bound in ulps of {@link #ofUnit} over [0, 1]. */
    public static final double MAX_ULP_OF_UNIT = 0.9;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;

    private static final int CENTRE = 0x3faaaaaa, EXPONENT = 0xff800000, ONE = 0x3f800000;

    /** Between -1 and 2^126 the bits of 1 + x lie in [ORDINARY, ORDINARY + WIDTH). */
    private static final int ORDINARY = 0x33800000, WIDTH = 0x7e800000 - ORDINARY;

    private static final float LN2_HIGH = 0x1.62e4p-24f, LN2_LOW = 0x1.7f7d1cp-43f;

    /** log1p(x) / x - 1 in y = x - 17/32: Sollya fpminimax on [0, 1], relative error 2^-27.5. */
    private static final float R0 = -0x1.956b6ap-3f, R1 = -0x1.1f29d2p-2f, R2 = 0x1.0303a6p-3f, R3 = -0x1.034986p-4f;
    private static final float R4 = 0x1.131fecp-5f, R5 = -0x1.2f8a36p-6f, R6 = 0x1.4f45p-7f, R7 = -0x1.6cbecep-8f;
    private static final float R8 = 0x1.1cf59p-8f, R9 = -0x1.a5c886p-9f;

    private FloatLog1p() {}

    /**
     * out[i] = log(1 + x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void log1p(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            log1p(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(out, outOffset + i);
        }
    }

    /** log(1 + x) of any number; only vectors with a lane outside (-1, 2^126) pay for the special values. */
    public static FloatVector log1p(FloatVector x) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        IntVector bits = x.add(one).reinterpretAsInts();
        boolean ordinary = bits.sub(IntVector.broadcast(BITS, ORDINARY))
                .compare(ULT, IntVector.broadcast(BITS, WIDTH))
                .allTrue();
        FloatVector v = x;
        FloatVector special = x;
        FloatVector lift = FloatVector.broadcast(SPECIES, 0);
        if (!ordinary) {
            FloatVector pole = FloatVector.broadcast(SPECIES, -1);
            special = x.blend(FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY), x.eq(pole))
                    .blend(FloatVector.broadcast(SPECIES, Float.NaN), x.lt(pole));
            VectorMask<Float> large = FloatVector.broadcast(SPECIES, 0x1p64f).lt(x);
            lift = lift.blend(FloatVector.broadcast(SPECIES, -32 * 0x1p23f), large);
            v = x.blend(x.mul(FloatVector.broadcast(SPECIES, 0x1p-32f)), large);
            bits = v.add(one).reinterpretAsInts();
        }
        IntVector exponent = IntVector.broadcast(BITS, CENTRE).sub(bits).and(IntVector.broadcast(BITS, EXPONENT));
        FloatVector scale = exponent.add(IntVector.broadcast(BITS, ONE)).reinterpretAsFloats();
        FloatVector shift = scale.sub(one);
        FloatVector f = v.fma(scale, shift);
        FloatVector rest = v.fma(scale, shift.sub(f)).mul(one.sub(f));
        FloatVector value = reduced(f, rest, exponent, lift);
        if (ordinary) {
            return value;
        }
        FloatVector infinity = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
        return special.blend(value, FloatVector.broadcast(SPECIES, -1).lt(x).and(x.lt(infinity)));
    }

    /** log(1 + f) + rest - (exponent + lift) ln 2 / 2^23. */
    private static FloatVector reduced(FloatVector f, FloatVector rest, IntVector exponent, FloatVector lift) {
        FloatVector k = ((FloatVector) exponent.convert(I2F, 0)).add(lift);
        FloatVector high = k.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), f);
        FloatVector low = f.sub(k.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), high)).add(rest);
        return high.add(FloatLog.curve(f, k.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), low)));
    }

    /**
     * out[i] = log(1 + x[i]) for x[i] in [0, 1]; both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void ofUnit(float[] x, int xOffset, float[] out, int outOffset, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            ofUnit(FloatVector.fromArray(SPECIES, x, xOffset + i)).intoArray(out, outOffset + i);
        }
    }

    /** log(1 + x) for x in [0, 1] (or NaN), a polynomial without division: x + x R(x). */
    public static FloatVector ofUnit(FloatVector x) {
        return x.fma(lack(x), x);
    }

    /** R(x), where log(1 + x) = x + x R(x) on [0, 1]; a polynomial around 17/32, where few of its errors add up. */
    static FloatVector lack(FloatVector x) {
        FloatVector y = x.sub(FloatVector.broadcast(SPECIES, 0x1.1p-1f));
        return y.fma(FloatVector.broadcast(SPECIES, R9), FloatVector.broadcast(SPECIES, R8))
                .fma(y, FloatVector.broadcast(SPECIES, R7))
                .fma(y, FloatVector.broadcast(SPECIES, R6))
                .fma(y, FloatVector.broadcast(SPECIES, R5))
                .fma(y, FloatVector.broadcast(SPECIES, R4))
                .fma(y, FloatVector.broadcast(SPECIES, R3))
                .fma(y, FloatVector.broadcast(SPECIES, R2))
                .fma(y, FloatVector.broadcast(SPECIES, R1))
                .fma(y, FloatVector.broadcast(SPECIES, R0));
    }
}
