// Derived from FloatProjection.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import static io.github.losslane.simd.DoubleParameter.limited;

import io.github.losslane.simd.DoubleLanes;
import io.github.losslane.simd.DoubleSum;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Gradients through a norm: what is along the row goes, the rest is divided by the norm. */
final class DoubleProjection {

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
        DoubleVector part = DoubleVector.broadcast(SPECIES, (-along / scale));
        DoubleVector factor = DoubleVector.broadcast(SPECIES, norm == 0 ? 0 : limited(scale / norm));
        int whole = length - length % LANES;
        for (int d = 0; d < whole; d += LANES) {
            DoubleVector.fromArray(SPECIES, u, uo + d)
                    .fma(part, DoubleVector.fromArray(SPECIES, g, o + d))
                    .mul(factor)
                    .intoArray(g, o + d);
        }
        if (whole < length) {
            VectorMask<Double> inside = SPECIES.indexInRange(whole, length);
            DoubleVector.fromArray(SPECIES, u, uo + whole, inside)
                    .fma(part, DoubleVector.fromArray(SPECIES, g, o + whole, inside))
                    .mul(factor)
                    .intoArray(g, o + whole, inside);
        }
        return along;
    }

    /** g += factor x / norm, in two steps, as factor / norm may underflow where the sum does not. */
    static void add(double factor, double norm, double[] x, int xo, double[] g, int o, int length) {
        DoubleVector factors = DoubleVector.broadcast(SPECIES, limited(factor));
        DoubleVector perNorm = DoubleVector.broadcast(SPECIES, limited(1 / norm));
        int whole = length - length % LANES;
        for (int d = 0; d < whole; d += LANES) {
            DoubleVector.fromArray(SPECIES, x, xo + d)
                    .mul(perNorm)
                    .fma(factors, DoubleVector.fromArray(SPECIES, g, o + d))
                    .intoArray(g, o + d);
        }
        if (whole < length) {
            VectorMask<Double> inside = SPECIES.indexInRange(whole, length);
            DoubleVector.fromArray(SPECIES, x, xo + whole, inside)
                    .mul(perNorm)
                    .fma(factors, DoubleVector.fromArray(SPECIES, g, o + whole, inside))
                    .intoArray(g, o + whole, inside);
        }
    }
}
