package io.github.losslane.verification.margin;

import io.github.losslane.FloatMatrix;
import io.github.losslane.margin.MarginLoss;
import java.util.SplittableRandom;

/** Heads whose features lie at given angles to the weight rows of their labels, as exactly as their numbers can. */
final class FloatHeadAngles {

    private FloatHeadAngles() {}

    /** Weight rows of norms 0.5 to 2 in any direction, features of norms 1 to 4, row i at angle i modulo their number. */
    static FloatHeadSample of(MarginLoss loss, HeadShape shape, double... angles) {
        SplittableRandom random = new SplittableRandom(shape.hashCode());
        int dimension = shape.dimension();
        float[] weights = new float[shape.classes() * dimension];
        float[] features = new float[shape.rows() * dimension];
        int[] labels = random.ints(shape.rows(), 0, shape.classes()).toArray();
        double[][] directions = new double[shape.classes()][];
        for (int j = 0; j < shape.classes(); j++) {
            directions[j] = unit(gaussian(random, dimension));
            write(directions[j], random.nextDouble(0.5, 2), weights, j * dimension);
        }
        for (int i = 0; i < shape.rows(); i++) {
            double angle = angles[i % angles.length];
            double[] along = directions[labels[i]];
            double[] across = unit(across(gaussian(random, dimension), along));
            double[] x = new double[dimension];
            for (int d = 0; d < dimension; d++) {
                x[d] = StrictMath.cos(angle) * along[d] + (dimension > 1 ? StrictMath.sin(angle) * across[d] : 0);
            }
            write(x, random.nextDouble(1, 4), features, i * dimension);
        }
        return FloatHeadSample.of(loss, FloatMatrix.of(features, shape.rows(), dimension),
                FloatMatrix.of(weights, shape.classes(), dimension), labels);
    }

    private static void write(double[] x, double norm, float[] out, int o) {
        for (int d = 0; d < x.length; d++) {
            out[o + d] = (float) (norm * x[d]);
        }
    }

    private static double[] gaussian(SplittableRandom random, int dimension) {
        double[] x = new double[dimension];
        for (int d = 0; d < dimension; d++) {
            x[d] = random.nextGaussian();
        }
        return x;
    }

    private static double[] across(double[] x, double[] along) {
        double[] across = x.clone();
        double product = dot(x, along);
        for (int d = 0; d < x.length; d++) {
            across[d] -= product * along[d];
        }
        return across;
    }

    private static double[] unit(double[] x) {
        double norm = Math.sqrt(dot(x, x));
        double[] unit = x.clone();
        for (int d = 0; d < x.length; d++) {
            unit[d] /= norm;
        }
        return unit;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int d = 0; d < x.length; d++) {
            sum += x[d] * y[d];
        }
        return sum;
    }
}
