package io.github.losslane.simd.margin;

import static io.github.losslane.simd.FloatParameter.limited;

import io.github.losslane.simd.FloatLanes;
import io.github.losslane.simd.FloatSum;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Gradients through a norm: what is along the row goes, the rest is divided by the norm. */
final class FloatProjection {

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
        FloatVector part = FloatVector.broadcast(SPECIES, (float) (-along / scale));
        FloatVector factor = FloatVector.broadcast(SPECIES, norm == 0 ? 0 : limited(scale / norm));
        int whole = length - length % LANES;
        for (int d = 0; d < whole; d += LANES) {
            FloatVector.fromArray(SPECIES, u, uo + d)
                    .fma(part, FloatVector.fromArray(SPECIES, g, o + d))
                    .mul(factor)
                    .intoArray(g, o + d);
        }
        if (whole < length) {
            VectorMask<Float> inside = SPECIES.indexInRange(whole, length);
            FloatVector.fromArray(SPECIES, u, uo + whole, inside)
                    .fma(part, FloatVector.fromArray(SPECIES, g, o + whole, inside))
                    .mul(factor)
                    .intoArray(g, o + whole, inside);
        }
        return along;
    }

    /** g += factor x / norm, in two steps, as factor / norm may underflow where the sum does not. */
    static void add(double factor, double norm, float[] x, int xo, float[] g, int o, int length) {
        FloatVector factors = FloatVector.broadcast(SPECIES, limited(factor));
        FloatVector perNorm = FloatVector.broadcast(SPECIES, limited(1 / norm));
        int whole = length - length % LANES;
        for (int d = 0; d < whole; d += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + d)
                    .mul(perNorm)
                    .fma(factors, FloatVector.fromArray(SPECIES, g, o + d))
                    .intoArray(g, o + d);
        }
        if (whole < length) {
            VectorMask<Float> inside = SPECIES.indexInRange(whole, length);
            FloatVector.fromArray(SPECIES, x, xo + whole, inside)
                    .mul(perNorm)
                    .fma(factors, FloatVector.fromArray(SPECIES, g, o + whole, inside))
                    .intoArray(g, o + whole, inside);
        }
    }
}
