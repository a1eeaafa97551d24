// Derived from FloatCenterLoops.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.jmh.center;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.center.CenterLoss;

/** A step of center loss as one writes it without the Vector API; the compiler may vectorise what it can. */
final class DoubleCenterLoops {

    private final double[] moves;
    private final int[] counts;

    /** Room for the moves of all centers. */
    DoubleCenterLoops(int classes, int dimension) {
        moves = new double[classes * dimension];
        counts = new int[classes];
    }

    /** The mean loss; the gradient is overwritten. */
    static double lossAndGradient(DoubleMatrix features, int[] labels, DoubleMatrix centers, DoubleMatrix gradient) {
        int columns = features.columns();
        double[] x = features.data();
        double[] c = centers.data();
        double[] g = gradient.data();
        double scale = 1.0 / labels.length;
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            int row = i * columns;
            int center = labels[i] * columns;
            double squares = 0;
            for (int d = 0; d < columns; d++) {
                double apart = x[row + d] - c[center + d];
                squares += apart * apart;
                g[row + d] = scale * apart;
            }
            sum += 0.5 * squares;
        }
        return sum / labels.length;
    }

    /** Moves the centers. */
    void update(CenterLoss loss, DoubleMatrix features, int[] labels, DoubleMatrix centers) {
        int columns = features.columns();
        double[] x = features.data();
        double[] c = centers.data();
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
    double step(CenterLoss loss, DoubleMatrix features, int[] labels, DoubleMatrix centers, DoubleMatrix gradient) {
        int columns = features.columns();
        double[] x = features.data();
        double[] c = centers.data();
        double[] g = gradient.data();
        double scale = 1.0 / labels.length;
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            int row = i * columns;
            int center = labels[i] * columns;
            counts[labels[i]]++;
            double squares = 0;
            for (int d = 0; d < columns; d++) {
                double apart = x[row + d] - c[center + d];
                squares += apart * apart;
                g[row + d] = scale * apart;
                moves[center + d] += apart;
            }
            sum += 0.5 * squares;
        }
        move(loss, columns, c);
        return sum / labels.length;
    }

    private void move(CenterLoss loss, int columns, double[] c) {
        for (int j = 0; j < counts.length; j++) {
            double step = counts[j] == 0 ? 0 : loss.rate() / (1 + counts[j]);
            for (int d = 0; counts[j] > 0 && d < columns; d++) {
                c[j * columns + d] += step * moves[j * columns + d];
                moves[j * columns + d] = 0;
            }
            counts[j] = 0;
        }
    }
}
