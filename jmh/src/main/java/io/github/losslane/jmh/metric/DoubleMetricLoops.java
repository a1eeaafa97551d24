// Derived from FloatMetricLoops.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.metric;

/**
 * Metric losses as one writes them without the Vector API: for each row a loop for the distances and one for the gradients.
 * The compiler may vectorise what it can. Rows lie side by side.
 */
final class DoubleMetricLoops {

    private DoubleMetricLoops() {}

    /** The mean triplet loss of rows a, p, n; the other three become its gradients. */
    static double triplet(
            double margin, int columns, double[] a, double[] p, double[] n, double[] aOut, double[] pOut, double[] nOut) {
        int rows = a.length / columns;
        double scale = 2.0 / rows;
        double sum = 0;
        for (int o = 0; o < a.length; o += columns) {
            double gap = margin;
            for (int j = o; j < o + columns; j++) {
                double near = a[j] - p[j];
                double far = a[j] - n[j];
                gap += near * near - far * far;
            }
            sum += Math.max(gap, 0);
            double factor = gap > 0 ? scale : 0;
            for (int j = o; j < o + columns; j++) {
                aOut[j] = factor * (n[j] - p[j]);
                pOut[j] = factor * (p[j] - a[j]);
                nOut[j] = factor * (a[j] - n[j]);
            }
        }
        return sum / rows;
    }

    /** The mean contrastive loss of rows a and b; the other two become its gradients. */
    static double contrastive(
            double margin, int columns, double[] a, double[] b, int[] similar, double[] aOut, double[] bOut) {
        int rows = similar.length;
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int o = i * columns;
            double squares = 0;
            for (int j = o; j < o + columns; j++) {
                double d = a[j] - b[j];
                squares += d * d;
            }
            double distance = Math.sqrt(squares);
            double gap = Math.max(margin - distance, 0);
            sum += 0.5 * (similar[i] != 0 ? squares : gap * gap);
            double factor = similar[i] != 0 ? 1 : distance == 0 ? 0 : -gap / distance;
            factor /= rows;
            for (int j = o; j < o + columns; j++) {
                double slope = factor * (a[j] - b[j]);
                aOut[j] = slope;
                bOut[j] = -slope;
            }
        }
        return sum / rows;
    }
}
