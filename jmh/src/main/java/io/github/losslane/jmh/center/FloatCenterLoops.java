package io.github.losslane.jmh.center;

import io.github.losslane.FloatMatrix;
import io.github.losslane.center.CenterLoss;

/** A step of center loss as one writes it without the Vector API; the compiler may vectorise what it can. */
final class FloatCenterLoops {

    private final float[] moves;
    private final int[] counts;

    /** Room for the moves of all centers. */
    FloatCenterLoops(int classes, int dimension) {
        moves = new float[classes * dimension];
        counts = new int[classes];
    }

    /** The mean loss; the gradient is overwritten. */
    static double lossAndGradient(FloatMatrix features, int[] labels, FloatMatrix centers, FloatMatrix gradient) {
        int columns = features.columns();
        float[] x = features.data();
        float[] c = centers.data();
        float[] g = gradient.data();
        float scale = 1.0f / labels.length;
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            int row = i * columns;
            int center = labels[i] * columns;
            float squares = 0;
            for (int d = 0; d < columns; d++) {
                float apart = x[row + d] - c[center + d];
                squares += apart * apart;
                g[row + d] = scale * apart;
            }
            sum += 0.5f * squares;
        }
        return sum / labels.length;
    }

    /** Moves the centers. */
    void update(CenterLoss loss, FloatMatrix features, int[] labels, FloatMatrix centers) {
        int columns = features.columns();
        float[] x = features.data();
        float[] c = centers.data();
        for (int i = 0; i < labels.length; i++) {
            int row = i * columns;
            int center = labels[i] * columns;
            counts[labels[i]]++;
            for (int d = 0; d < columns; d++) {
                moves[center + d] += x[row + d] - c[center + d];
            }
        }
        move(loss, columns, c);
    }

    /** The mean loss; the gradient is overwritten, then the centers move. */
    double step(CenterLoss loss, FloatMatrix features, int[] labels, FloatMatrix centers, FloatMatrix gradient) {
        int columns = features.columns();
        float[] x = features.data();
        float[] c = centers.data();
        float[] g = gradient.data();
        float scale = 1.0f / labels.length;
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            int row = i * columns;
            int center = labels[i] * columns;
            counts[labels[i]]++;
            float squares = 0;
            for (int d = 0; d < columns; d++) {
                float apart = x[row + d] - c[center + d];
                squares += apart * apart;
                g[row + d] = scale * apart;
                moves[center + d] += apart;
            }
            sum += 0.5f * squares;
        }
        move(loss, columns, c);
        return sum / labels.length;
    }

    private void move(CenterLoss loss, int columns, float[] c) {
        for (int j = 0; j < counts.length; j++) {
            float step = counts[j] == 0 ? 0 : (float) loss.rate() / (1 + counts[j]);
            for (int d = 0; counts[j] > 0 && d < columns; d++) {
                c[j * columns + d] += step * moves[j * columns + d];
                moves[j * columns + d] = 0;
            }
            counts[j] = 0;
        }
    }
}
