package io.github.losslane.simd.math;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;

import io.github.losslane.simd.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * log in double lanes.
 *
 * <pre>{@code
 * 1. x = 2^k m, m in [sqrt(1/2), sqrt(2)): moving the bits of sqrt(1/2) to those of 1 puts k into the exponent field
 * 2. f = m - 1, exact; s = f / (2 + f), z = s^2
 * 3. log m = f - s (f - z R(z))      R of degree 6, Sollya fpminimax on [0, 0.0295], relative error 2^-57.6; the
 *    rearrangement of log m = 2 atanh(s) in FDLIBM's e_log.c, so that the rounding of s is small beside f
 * 4. log x = k ln2_hi + f (Fast2Sum) + k ln2_lo + the rest; ln2_hi has 33 bits, so its product with k is exact
 * }</pre>
 *
 * <p>Special values: NaN and negative numbers to NaN, +-0 to -Inf, +Inf to +Inf, log(1) = +0. Subnormal numbers are
 * scaled by 2^54 first.
 *
 * <p>Worst seen: 0.909 ulp at 0x1.677fdd202d713p0.
 */
public final class DoubleLog {

    /** Error bound in ulps. */
    public static final double MAX_ULP = 0.95;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;

    /** The bits of sqrt(1/2), and how far those of 1 lie above them. */
    private static final long CENTRE = 0x3fe6a09e667f3bcdL, SHIFT = 0x3ff0000000000000L - CENTRE;

    private static final long FRACTION = 0x000fffffffffffffL;

    /** The bits of 2^52; an integer below 2^52 in its low bits adds itself. */
    static final long INTEGER = 0x4330000000000000L;

    static final double LN2_HIGH = 0x1.62e42fefp-1, LN2_LOW = 0x1.473de6af278edp-34;

    /** The coefficients of -R: the kernel works with -s, which saves negations. */
    static final double R0 = -0x1.5555555555558p-1, R1 = -0x1.99999999952d3p-2, R2 = -0x1.2492492df8288p-2;
    static final double R3 = -0x1.c71c62dafe5d7p-3, R4 = -0x1.7462b7c30174ap-3, R5 = -0x1.39fdfad00c828p-3;
    static final double R6 = -0x1.2b5d0d13a4f7bp-3;

    private DoubleLog() {}

    /**
     * out[i] = log(x[i]); both ranges may be the same memory.
     *
     * @param length a multiple of the lanes
     */
    public static void log(double[] x, int xOffset, double[] out, int outOffset, int length) {
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
        DoubleVector least = DoubleVector.broadcast(SPECIES, Double.MIN_NORMAL);
        DoubleVector bias = DoubleVector.broadcast(SPECIES, 0x1p52 + 1023);
        for (int i = 0; i < length; i += SPECIES.length()) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset + i);
            boolean ordinary = least.compare(LE, v)
                    .and(v.lt(DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY)))
                    .allTrue();
            if (!ordinary) {
                return i;
            }
            LongVector moved = v.reinterpretAsLongs().add(SHIFT);
            DoubleVector k = moved.lanewise(LSHR, 52).lanewise(OR, INTEGER).reinterpretAsDoubles().sub(bias);
            DoubleVector m = moved.lanewise(AND, FRACTION).add(CENTRE).reinterpretAsDoubles();
            DoubleVector f = m.sub(DoubleVector.broadcast(SPECIES, 1));
            DoubleVector high = k.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), f);
            DoubleVector low = f.sub(k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), high));
            low = k.fma(DoubleVector.broadcast(SPECIES, LN2_LOW), low);
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
            high.add(curve).intoArray(out, outOffset + i);
        }
        return length;
    }

    /** One vector of any numbers. */
    private static void rare(double[] x, int xOffset, double[] out, int outOffset) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOffset);
        VectorMask<Double> small = v.lt(DoubleVector.broadcast(SPECIES, Double.MIN_NORMAL));
        DoubleVector bias = DoubleVector.broadcast(SPECIES, 0x1p52 + 1023)
                .blend(DoubleVector.broadcast(SPECIES, 0x1p52 + 1077), small);
        LongVector moved = v.blend(v.mul(DoubleVector.broadcast(SPECIES, 0x1p54)), small)
                .reinterpretAsLongs()
                .add(SHIFT);
        DoubleVector k = moved.lanewise(LSHR, 52).lanewise(OR, INTEGER).reinterpretAsDoubles().sub(bias);
        DoubleVector m = moved.lanewise(AND, FRACTION).add(CENTRE).reinterpretAsDoubles();
        DoubleVector f = m.sub(DoubleVector.broadcast(SPECIES, 1));
        DoubleVector high = k.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), f);
        DoubleVector low = f.sub(k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), high));
        low = k.fma(DoubleVector.broadcast(SPECIES, LN2_LOW), low);
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
        v.blend(high.add(curve), v.lt(DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY)))
                .blend(DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY), v.eq(zero))
                .blend(DoubleVector.broadcast(SPECIES, Double.NaN), v.lt(zero))
                .intoArray(out, outOffset);
    }
}
