package io.github.losslane.simd.margin;

import static io.github.losslane.simd.FloatParameter.limited;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatSum;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Gradients through a norm: what is along the row goes, the rest is divided by the norm. */
public final class FloatProjection {

    /**
     * Roundings of a gradient through a norm besides those of the chains and of the direction: slope, what is along the row
     * and its share, the difference, scale / norm and the product with it.
     */
    public static final int ROUNDINGS = 6;

    private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
    private static final int LANES = FloatLanes.LANES;

    private FloatProjection() {}

    /**
     * g = (scale / norm) (g - (g . x^) x^), from u = scale x^; a norm of 0 divides to 0.
     *
     * @return g . x^ of the g that was there
     */
    static double remove(double scale, double norm, float[] u, int uo, float[] g, int o, int length, float[] slots) {
        double along = FloatSum.dot(g, o, u, uo, length, slots) / scale;
        float share = (float) (-along / scale);
        float ratio = norm == 0 ? 0 : limited(scale / norm);
        FloatVector part = FloatVector.broadcast(SPECIES, share);
        FloatVector factor = FloatVector.broadcast(SPECIES, ratio);
        int whole = length - length % LANES;
        for (int d = 0; d < whole; d += LANES) {
            FloatVector.fromArray(SPECIES, u, uo + d)
                    .fma(part, FloatVector.fromArray(SPECIES, g, o + d))
                    .mul(factor)
                    .intoArray(g, o + d);
        }
        if (whole < length && FloatLanes.fits(u, uo + whole) && FloatLanes.fits(g, o + whole)) {
            VectorMask<Float> inside = SPECIES.indexInRange(whole, length);
            FloatVector.fromArray(SPECIES, u, uo + whole, inside)
                    .fma(part, FloatVector.fromArray(SPECIES, g, o + whole, inside))
                    .mul(factor)
                    .intoArray(g, o + whole, inside);
        } else {
            for (int d = whole; d < length; d++) {
                g[o + d] = Math.fma(u[uo + d], share, g[o + d]) * ratio;
            }
        }
        return along;
    }

    /** g += factor x / norm, in two steps, as factor / norm may underflow where the sum does not. */
    static void add(double factor, double norm, float[] x, int xo, float[] g, int o, int length) {
        float share = limited(factor);
        float inverse = limited(1 / norm);
        FloatVector factors = FloatVector.broadcast(SPECIES, share);
        FloatVector perNorm = FloatVector.broadcast(SPECIES, inverse);
        int whole = length - length % LANES;
        for (int d = 0; d < whole; d += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + d)
                    .mul(perNorm)
                    .fma(factors, FloatVector.fromArray(SPECIES, g, o + d))
                    .intoArray(g, o + d);
        }
        if (whole < length && FloatLanes.fits(x, xo + whole) && FloatLanes.fits(g, o + whole)) {
            VectorMask<Float> inside = SPECIES.indexInRange(whole, length);
            FloatVector.fromArray(SPECIES, x, xo + whole, inside)
                    .mul(perNorm)
                    .fma(factors, FloatVector.fromArray(SPECIES, g, o + whole, inside))
                    .intoArray(g, o + whole, inside);
        } else {
            for (int d = whole; d < length; d++) {
                g[o + d] = Math.fma(x[xo + d] * inverse, share, g[o + d]);
            }
        }
    }
}
