package io.github.losslane.simd.math;

import static jdk.incubator.vector.VectorOperators.IS_NAN;
import static jdk.incubator.vector.VectorOperators.LE;

import io.github.losslane.math.Scalar;
import io.github.losslane.simd.FloatLanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * cos(m theta), its monotone extension psi and the slope of that, from the cosine alone.
 *
 * <pre>{@code
 * 1. T_n = 2c T_(n-1) - T_(n-2), each product with its rounding error by fma, each difference with its own (TwoSum)
 * 2. the errors follow the same recurrence: e_n = 2c e_(n-1) - e_(n-2) + what step n lost
 * 3. T_m + e_m, rounded once; the error left is of the order m^4 u^2
 * }</pre>
 *
 * <p>That single rounding makes psi exact at its knots, where T_m is flat: the cosine nearest to a knot has |T_m| within
 * m^2 u^2 of 1. A cosine far outside [-1, 1], where the polynomial overflows, gives an infinity, never NaN.
 */
public final class FloatChebyshev {

    /** Largest absolute error on [-1, 1], in halves of the distance between 1 and the number below it. */
    public static final double MAX_ERROR_IN_HALF_ULPS_OF_ONE = 1.01;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;

    private static final float[][] KNOTS = knots();

    private FloatChebyshev() {}

    private static float[][] knots() {
        float[][] knots = new float[Scalar.LARGEST_MULTIPLE + 1][];
        for (int m = 0; m < knots.length; m++) {
            knots[m] = new float[Math.max(m - 1, 0)];
            for (int j = 1; j < m; j++) {
                knots[m][j - 1] = (float) Scalar.knot(j, m);
            }
        }
        return knots;
    }

    /** out[i] = T_m(c[i]), from 1 and c; both ranges may be the same memory; the length is a multiple of the lanes. */
    public static void firstKind(int m, float[] cosines, int c, float[] out, int o, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector cosine = FloatVector.fromArray(SPECIES, cosines, c + i);
            FloatVector twice = cosine.add(cosine);
            FloatVector before = FloatVector.broadcast(SPECIES, 1);
            FloatVector current = cosine;
            FloatVector errorBefore = FloatVector.zero(SPECIES);
            FloatVector error = FloatVector.zero(SPECIES);
            for (int n = 1; n < m; n++) {
                FloatVector product = twice.mul(current);
                FloatVector next = product.sub(before);
                FloatVector part = next.sub(product);
                FloatVector lost = twice.fma(current, product.neg())
                        .add(product.sub(next.sub(part)).sub(before.add(part)));
                FloatVector nextError = twice.fma(error, lost.sub(errorBefore));
                before = current;
                current = next;
                errorBefore = error;
                error = nextError;
            }
            FloatVector value = current.add(error);
            FloatVector sign = m % 2 == 0 ? cosine.mul(cosine) : cosine;
            FloatVector overflow = sign.mul(FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY));
            value.blend(overflow, value.test(IS_NAN)).intoArray(out, o + i);
        }
    }

    /** out[i] = U_(m-1)(c[i]), from 0 and 1; both ranges may be the same memory; the length is a multiple of the lanes. */
    public static void secondKind(int m, float[] cosines, int c, float[] out, int o, int length) {
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector cosine = FloatVector.fromArray(SPECIES, cosines, c + i);
            FloatVector twice = cosine.add(cosine);
            FloatVector before = FloatVector.zero(SPECIES);
            FloatVector current = FloatVector.broadcast(SPECIES, 1);
            FloatVector errorBefore = FloatVector.zero(SPECIES);
            FloatVector error = FloatVector.zero(SPECIES);
            for (int n = 1; n < m; n++) {
                FloatVector product = twice.mul(current);
                FloatVector next = product.sub(before);
                FloatVector part = next.sub(product);
                FloatVector lost = twice.fma(current, product.neg())
                        .add(product.sub(next.sub(part)).sub(before.add(part)));
                FloatVector nextError = twice.fma(error, lost.sub(errorBefore));
                before = current;
                current = next;
                errorBefore = error;
                error = nextError;
            }
            FloatVector value = current.add(error);
            FloatVector sign = m % 2 == 0 ? cosine : cosine.mul(cosine);
            FloatVector overflow = sign.mul(FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY));
            value.blend(overflow, value.test(IS_NAN)).intoArray(out, o + i);
        }
    }

    /** psi[i] = (-1)^k t[i] - 2k, from t = T_m(c); any ranges may be the same memory. */
    public static void psi(int m, float[] cosines, int c, float[] t, int tOffset, float[] psi, int p, int length) {
        float[] knots = KNOTS[m];
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector cosine = FloatVector.fromArray(SPECIES, cosines, c + i);
            FloatVector value = FloatVector.fromArray(SPECIES, t, tOffset + i);
            FloatVector twoK = FloatVector.zero(SPECIES);
            for (float knot : knots) {
                VectorMask<Float> beyond = cosine.compare(LE, FloatVector.broadcast(SPECIES, knot));
                twoK = twoK.blend(twoK.add(FloatVector.broadcast(SPECIES, 2)), beyond);
                value = value.blend(value.neg(), beyond);
            }
            value.sub(twoK).intoArray(psi, p + i);
        }
    }

    /** slope[i] = (-1)^k m u[i], never negative, from u = U_(m-1)(c); u and slope may be the same memory. */
    public static void slope(int m, float[] cosines, int c, float[] u, int uOffset, float[] slope, int s, int length) {
        float[] knots = KNOTS[m];
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < length; i += SPECIES.length()) {
            FloatVector cosine = FloatVector.fromArray(SPECIES, cosines, c + i);
            FloatVector value = FloatVector.fromArray(SPECIES, u, uOffset + i).mul(FloatVector.broadcast(SPECIES, m));
            for (float knot : knots) {
                VectorMask<Float> beyond = cosine.compare(LE, FloatVector.broadcast(SPECIES, knot));
                value = value.blend(value.neg(), beyond);
            }
            value.blend(zero, value.compare(LE, zero)).intoArray(slope, s + i);
        }
    }
}
