package io.github.losslane.simd.math;

import static io.github.losslane.simd.math.DoubleLog.INTEGER;
import static io.github.losslane.simd.math.DoubleLog.LN2_HIGH;
import static io.github.losslane.simd.math.DoubleLog.LN2_LOW;
import static io.github.losslane.simd.math.DoubleLog.R0;
import static io.github.losslane.simd.math.DoubleLog.R1;
import static io.github.losslane.simd.math.DoubleLog.R2;
import static io.github.losslane.simd.math.DoubleLog.R3;
import static io.github.losslane.simd.math.DoubleLog.R4;
import static io.github.losslane.simd.math.DoubleLog.R5;
import static io.github.losslane.simd.math.DoubleLog.R6;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * log(1 + x) in double lanes.
 *
 * <pre>{@code
 * 1. 1 + x, rounded, = 2^k m, m in [sqrt(1/2), sqrt(2)); only k is taken from it
 * 2. f = x 2^-k + (2^-k - 1) by fma, and what that rounded off: (1 + x) 2^-k = 1 + f + rest
 * 3. log(1 + x) = k ln2_hi + f (Fast2Sum) + k ln2_lo + rest (1 - f) + the curve of DoubleLog at f
 * }</pre>
 *
 * <p>Special values: +-0 and subnormal numbers to themselves, -1 to -Inf, below -1 and NaN to NaN, +Inf to +Inf.
 *
 * <p>Worst seen: 0.909 ulp at -0x1.2bef6c2d9de36p-2; ofUnit 0.886 ulp at 0x1.fcaf9898e745cp-2.
 */
public final class DoubleLog1p {

    /** Error bound in ulps. */
    public static final double MAX_ULP = 0.95;

    /** Error bound in ulps of {@link #ofUnit} over [0, 1]. */
    public static final double MAX_ULP_OF_UNIT = 0.95;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    /** What moves the bits of sqrt(1/2) to those of 2: the exponent field of the sum is then k + 1024. */
    private static final long SHIFT = 0x4000000000000000L - 0x3fe6a09e667f3bcdL;

    private static final long EXPONENT = 0x7ff0000000000000L, SIGN = 0x8000000000000000L;

    /** From here on the 1 is nothing, and x / 2^256 keeps 2^-k a normal number. */
    private static final double LARGE = 0x1p512;

    private static final double UNIT_LN2_HIGH = 0x1.62e42fefa39efp-1, UNIT_LN2_LOW = 0x1.abc9e3b39803fp-56;

    /** Where {@link #ofUnit} turns to (x - 1) / 2. */
    private static final double HALVED = 0.5;

    /** The coefficients of -R, degree 7 on [0, 0.0482], relative error 2^-58.4; with -s instead of s nothing is negated. */
    static final double U0 = -0x1.5555555555554p-1, U1 = -0x1.999999999b0bbp-2, U2 = -0x1.24924922380d4p-2;
    static final double U3 = -0x1.c71c74c1618e8p-3, U4 = -0x1.745c2903263b4p-3, U5 = -0x1.3b3c23e6627a7p-3;
    static final double U6 = -0x1.0d48069a1438fp-3, U7 = -0x1.1f676c641b711p-3;

    private DoubleLog1p() {}

    /**
     * out[i] = log(1 + x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void log1p(double[] x, int xOffset, double[] out, int outOffset, int length) {
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
    private static int ordinary(double[] x, int xOffset, double[] out, int outOffset, int length) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector bias = DoubleVector.broadcast(SPECIES, 0x1p52 + 1024);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            boolean ordinary = one.neg().lt(v).and(v.lt(DoubleVector.broadcast(SPECIES, LARGE))).allTrue();
            if (!ordinary) {
                return i;
            }
            LongVector exponent = v.add(one).reinterpretAsLongs().add(SHIFT).lanewise(AND, EXPONENT);
            DoubleVector k = exponent.lanewise(LSHR, 52).lanewise(OR, INTEGER).reinterpretAsDoubles().sub(bias);
            DoubleVector scale = exponent.lanewise(XOR, EXPONENT).reinterpretAsDoubles();
            DoubleVector shift = scale.sub(one);
            DoubleVector f = v.fma(scale, shift);
            DoubleVector rest = v.fma(scale, shift.sub(f)).mul(one.sub(f));
            DoubleVector high = k.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), f);
            DoubleVector low = f.sub(k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), high));
            low = k.fma(DoubleVector.broadcast(SPECIES, LN2_LOW), low.add(rest));
            DoubleVector s = f.div(DoubleVector.broadcast(SPECIES, -2).sub(f));
            DoubleVector z = s.mul(s);
            DoubleVector curve = z.fma(DoubleVector.broadcast(SPECIES, R6), DoubleVector.broadcast(SPECIES, R5))
                    .fma(z, DoubleVector.broadcast(SPECIES, R4))
                    .fma(z, DoubleVector.broadcast(SPECIES, R3))
                    .fma(z, DoubleVector.broadcast(SPECIES, R2))
                    .fma(z, DoubleVector.broadcast(SPECIES, R1))
                    .fma(z, DoubleVector.broadcast(SPECIES, R0))
                    .fma(z, f)
                    .fma(s, low);
            LongVector sign = v.reinterpretAsLongs().lanewise(AND, SIGN);
            high.add(curve)
                    .reinterpretAsLongs()
                    .lanewise(OR, sign)
                    .reinterpretAsDoubles()
                    .intoArray(out, outOffset + i);
        }
        return length;
    }

    /** One vector of any numbers; from LARGE on a lane is scaled by 2^-256 first. */
    private static void rare(double[] x, int xOffset, double[] out, int outOffset) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset);
        VectorMask<Double> large = DoubleVector.broadcast(SPECIES, LARGE).lt(v);
        DoubleVector bias = DoubleVector.broadcast(SPECIES, 0x1p52 + 1024)
                .blend(DoubleVector.broadcast(SPECIES, 0x1p52 + 768), large);
        DoubleVector a = v.blend(v.mul(DoubleVector.broadcast(SPECIES, 0x1p-256)), large);
        LongVector exponent = a.add(one).reinterpretAsLongs().add(SHIFT).lanewise(AND, EXPONENT);
        DoubleVector k = exponent.lanewise(LSHR, 52).lanewise(OR, INTEGER).reinterpretAsDoubles().sub(bias);
        DoubleVector scale = exponent.lanewise(XOR, EXPONENT).reinterpretAsDoubles();
        DoubleVector shift = scale.sub(one);
        DoubleVector f = a.fma(scale, shift);
        DoubleVector rest = a.fma(scale, shift.sub(f)).mul(one.sub(f));
        DoubleVector high = k.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), f);
        DoubleVector low = f.sub(k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), high));
        low = k.fma(DoubleVector.broadcast(SPECIES, LN2_LOW), low.add(rest));
        DoubleVector s = f.div(DoubleVector.broadcast(SPECIES, -2).sub(f));
        DoubleVector z = s.mul(s);
        DoubleVector curve = z.fma(DoubleVector.broadcast(SPECIES, R6), DoubleVector.broadcast(SPECIES, R5))
                .fma(z, DoubleVector.broadcast(SPECIES, R4))
                .fma(z, DoubleVector.broadcast(SPECIES, R3))
                .fma(z, DoubleVector.broadcast(SPECIES, R2))
                .fma(z, DoubleVector.broadcast(SPECIES, R1))
                .fma(z, DoubleVector.broadcast(SPECIES, R0))
                .fma(z, f)
                .fma(s, low);
        LongVector sign = a.reinterpretAsLongs().lanewise(AND, SIGN);
        DoubleVector value = high.add(curve).reinterpretAsLongs().lanewise(OR, sign).reinterpretAsDoubles();
        v.blend(value, v.lt(DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY)))
                .blend(DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY), v.eq(one.neg()))
                .blend(DoubleVector.broadcast(SPECIES, Double.NaN), v.lt(one.neg()))
                .intoArray(out, outOffset);
    }

    /**
     * out[i] = log(1 + x[i]) for x[i] in [0, 1], without powers of two: above HALVED as ln 2 + log(1 + (x[i] - 1) / 2);
     * both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void ofUnit(double[] x, int xOffset, double[] out, int outOffset, int length) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            VectorMask<Double> large = DoubleVector.broadcast(SPECIES, HALVED).lt(v);
            DoubleVector halved = v.fma(DoubleVector.broadcast(SPECIES, 0.5), DoubleVector.broadcast(SPECIES, -0.5));
            DoubleVector f = v.blend(halved, large);
            DoubleVector high = zero.blend(DoubleVector.broadcast(SPECIES, UNIT_LN2_HIGH), large);
            DoubleVector low = zero.blend(DoubleVector.broadcast(SPECIES, UNIT_LN2_LOW), large);
            DoubleVector square = f.mul(DoubleVector.broadcast(SPECIES, -0.5)).mul(f);
            DoubleVector s = f.div(DoubleVector.broadcast(SPECIES, -2).sub(f));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector curve = z.fma(DoubleVector.broadcast(SPECIES, U7), DoubleVector.broadcast(SPECIES, U6))
                    .fma(w, z.fma(DoubleVector.broadcast(SPECIES, U5), DoubleVector.broadcast(SPECIES, U4)))
                    .fma(w, z.fma(DoubleVector.broadcast(SPECIES, U3), DoubleVector.broadcast(SPECIES, U2)))
                    .fma(w, z.fma(DoubleVector.broadcast(SPECIES, U1), DoubleVector.broadcast(SPECIES, U0)))
                    .fma(z, square)
                    .fma(s, square.add(low));
            f.add(curve).add(high).intoArray(out, outOffset + i);
        }
    }
}
