// Derived from FloatProjection.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import static io.github.losslane.simd.DoubleParameter.limited;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleSum;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Gradients through a norm: what is along the row goes, the rest is divided by the norm. */
public final class DoubleProjection {

    /**
     * Roundings of a gradient through a norm besides those of the chains and of the direction: slope, what is along the row
     * and its share, the difference, scale / norm and the product with it.
     */
    public static final int ROUNDINGS = 6;

    private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
    private static final int LANES = DoubleLanes.LANES;

    private DoubleProjection() {}

    /**
     * g = (scale / norm) (g - (g . x^) x^), from u = scale x^; a norm of 0 divides to 0.
     *
     * @return g . x^ of the g that was there
     */
    static double remove(double scale, double norm, double[] u, int uo, double[] g, int o, int length, double[] slots) {
        double along = DoubleSum.dot(g, o, u, uo, length, slots) / scale;
        double share = (-along / scale);
        double ratio = norm == 0 ? 0 : limited(scale / norm);
        DoubleVector part = DoubleVector.broadcast(SPECIES, share);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, ratio);
        int whole = length - length % LANES;
        for (int d = 0; d < whole; d += LANES) {
            DoubleVector.fromArray(SPECIES, u, uo + d)
                    .fma(part, DoubleVector.fromArray(SPECIES, g, o + d))
                    .mul(factor)
                    .intoArray(g, o + d);
        }
        if (whole < length && DoubleLanes.fits(u, uo + whole) && DoubleLanes.fits(g, o + whole)) {
            VectorMask<Double> inside = SPECIES.indexInRange(whole, length);
            DoubleVector.fromArray(SPECIES, u, uo + whole, inside)
                    .fma(part, DoubleVector.fromArray(SPECIES, g, o + whole, inside))
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
    static void add(double factor, double norm, double[] x, int xo, double[] g, int o, int length) {
        double share = limited(factor);
        double inverse = limited(1 / norm);
        DoubleVector factors = DoubleVector.broadcast(SPECIES, share);
        DoubleVector perNorm = DoubleVector.broadcast(SPECIES, inverse);
        int whole = length - length % LANES;
        for (int d = 0; d < whole; d += LANES) {
            DoubleVector.fromArray(SPECIES, x, xo + d)
                    .mul(perNorm)
                    .fma(factors, DoubleVector.fromArray(SPECIES, g, o + d))
                    .intoArray(g, o + d);
        }
        if (whole < length && DoubleLanes.fits(x, xo + whole) && DoubleLanes.fits(g, o + whole)) {
            VectorMask<Double> inside = SPECIES.indexInRange(whole, length);
            DoubleVector.fromArray(SPECIES, x, xo + whole, inside)
                    .mul(perNorm)
                    .fma(factors, DoubleVector.fromArray(SPECIES, g, o + whole, inside))
                    .intoArray(g, o + whole, inside);
        } else {
            for (int d = whole; d < length; d++) {
                g[o + d] = Math.fma(x[xo + d] * inverse, share, g[o + d]);
            }
        }
    }
}
