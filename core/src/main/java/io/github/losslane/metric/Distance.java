package io.github.losslane.metric;

/**
 * The distance of two points, {@code sqrt(square) * 2^exponent}. The exponent is that of the largest difference of finite
 * coordinates, so that no finite points overflow or underflow; a scale by a power of two rounds nothing.
 */
record Distance(double square, int exponent) {

    static Distance between(double[] x, double[] y) {
        int exponent = Double.MIN_EXPONENT - 1;
        for (int j = 0; j < x.length; j++) {
            if (Double.isFinite(x[j]) && Double.isFinite(y[j])) {
                exponent = Math.max(exponent, Math.getExponent(x[j] - y[j]));
            }
        }
        double square = 0;
        for (int j = 0; j < x.length; j++) {
            double difference = difference(x[j], y[j], exponent);
            square += difference * difference;
        }
        return new Distance(square, exponent);
    }

    /** The distance itself. */
    double length() {
        return Math.scalb(Math.sqrt(square), exponent);
    }

    /** Half of its square. */
    double halfSquare() {
        return Math.scalb(square, 2 * exponent - 1);
    }

    /** Its square less another one. Where that underflows it keeps its sign, as the smallest number. */
    double squareMinus(Distance other) {
        int common = Math.max(exponent, other.exponent);
        double difference = Math.scalb(square, 2 * (exponent - common))
                - Math.scalb(other.square, 2 * (other.exponent - common));
        double result = Math.scalb(difference, 2 * common);
        return result == 0 && difference != 0 ? Math.copySign(Double.MIN_VALUE, difference) : result;
    }

    /** x - y of one coordinate, divided by the distance. */
    double direction(double x, double y) {
        return difference(x, y, exponent) / Math.sqrt(square);
    }

    /** (x - y) 2^-exponent: large coordinates are scaled before they overflow, differences of small ones afterwards. */
    private static double difference(double x, double y, int exponent) {
        return exponent > 0 ? Math.scalb(x, -exponent) - Math.scalb(y, -exponent) : Math.scalb(x - y, -exponent);
    }
}
