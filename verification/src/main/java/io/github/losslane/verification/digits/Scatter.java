package io.github.losslane.verification.digits;

/**
 * How features lie: within their classes, between them, and in angle.
 *
 * @param ratio trace of the scatter within classes by that between them
 * @param degrees root mean square of the angles between features and the mean direction of their class
 */
record Scatter(double ratio, double degrees) {

    /** Of features with labels below a number of classes. */
    static Scatter of(double[][] features, int[] labels, int classes) {
        int dimension = features[0].length;
        double[][] means = means(features, labels, classes);
        double[] all = new double[dimension];
        for (double[] feature : features) {
            for (int d = 0; d < dimension; d++) {
                all[d] += feature[d] / features.length;
            }
        }
        double within = 0;
        double between = 0;
        for (int i = 0; i < features.length; i++) {
            within += squaredDistance(features[i], means[labels[i]]);
            between += squaredDistance(means[labels[i]], all);
        }
        return new Scatter(within / between, degrees(features, labels, classes));
    }

    private static double degrees(double[][] features, int[] labels, int classes) {
        double[][] directions = new double[features.length][];
        for (int i = 0; i < features.length; i++) {
            directions[i] = direction(features[i]);
        }
        double[][] means = means(directions, labels, classes);
        double squares = 0;
        for (int i = 0; i < features.length; i++) {
            double[] mean = direction(means[labels[i]]);
            double cosine = 0;
            for (int d = 0; d < mean.length; d++) {
                cosine += directions[i][d] * mean[d];
            }
            double angle = StrictMath.toDegrees(StrictMath.acos(Math.max(-1, Math.min(cosine, 1))));
            squares += angle * angle;
        }
        return StrictMath.sqrt(squares / features.length);
    }

    private static double[] direction(double[] vector) {
        double norm = StrictMath.sqrt(squaredDistance(vector, new double[vector.length]));
        double[] direction = new double[vector.length];
        for (int d = 0; d < vector.length; d++) {
            direction[d] = norm == 0 ? 0 : vector[d] / norm;
        }
        return direction;
    }

    private static double[][] means(double[][] features, int[] labels, int classes) {
        double[][] means = new double[classes][features[0].length];
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        for (int i = 0; i < features.length; i++) {
            for (int d = 0; d < features[i].length; d++) {
                means[labels[i]][d] += features[i][d] / counts[labels[i]];
            }
        }
        return means;
    }

    private static double squaredDistance(double[] x, double[] y) {
        double sum = 0;
        for (int d = 0; d < x.length; d++) {
            sum += (x[d] - y[d]) * (x[d] - y[d]);
        }
        return sum;
    }
}
