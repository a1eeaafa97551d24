package io.github.losslane.jmh.metric;

/**
 * Metric losses as one writes them without the Vector API: for each row a loop for the distances and one for the gradients.
 * The compiler may vectorise what it can. Rows lie side by side.
 */
final class FloatMetricLoops {

    private FloatMetricLoops() {}

    /** The mean triplet loss of rows a, p, n; the other three become its gradients. */
    static double triplet(
            float margin, int columns, float[] a, float[] p, float[] n, float[] aOut, float[] pOut, float[] nOut) {
        int rows = a.length / columns;
        float scale = 2.0f / rows;
        double sum = 0;
        for (int o = 0; o < a.length; o += columns) {
            float gap = margin;
            for (int j = o; j < o + columns; j++) {
                float near = a[j] - p[j];
                float far = a[j] - n[j];
                gap += near * near - far * far;
            }
            sum += Math.max(gap, 0);
            float factor = gap > 0 ? scale : 0;
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
            float margin, int columns, float[] a, float[] b, int[] similar, float[] aOut, float[] bOut) {
        int rows = similar.length;
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int o = i * columns;
            float squares = 0;
            for (int j = o; j < o + columns; j++) {
                float d = a[j] - b[j];
                squares += d * d;
            }
            float distance = (float) Math.sqrt(squares);
            float gap = Math.max(margin - distance, 0);
            sum += 0.5f * (similar[i] != 0 ? squares : gap * gap);
            float factor = similar[i] != 0 ? 1 : distance == 0 ? 0 : -gap / distance;
            factor /= rows;
            for (int j = o; j < o + columns; j++) {
                float slope = factor * (a[j] - b[j]);
                aOut[j] = slope;
                bOut[j] = -slope;
            }
        }
        return sum / rows;
    }
}
