package io.github.losslane.reference;

import io.github.losslane.internal.Angle;
import io.github.losslane.internal.Direction;
import io.github.losslane.margin.MarginLoss;

/** One feature row against the weight rows of all classes: logits, and what a gradient in them is in the rows. */
final class HeadRow {

    private final MarginLoss loss;
    private final double[] feature;
    private final HeadWeights weights;
    private final int label;
    private final Direction direction;

    HeadRow(MarginLoss loss, double[] feature, HeadWeights weights, int label) {
        this.loss = loss;
        this.feature = feature;
        this.weights = weights;
        this.label = label;
        this.direction = Direction.of(feature, loss.epsilon());
    }

    double[] logits() {
        double[] logits = new double[weights.rows().length];
        for (int j = 0; j < logits.length; j++) {
            logits[j] = j == label
                    ? loss.targetLogit(feature, weights.rows()[j], weights.bias()[j])
                    : loss.logit(feature, weights.rows()[j], weights.bias()[j]);
        }
        return logits;
    }

    /**
     * Writes dx and adds to dW what the gradient g in the logits is in the feature and the weights; dW before it is divided by
     * the norms of unit weights, so that rows too small for their reciprocal do not add infinities.
     */
    void addGradients(double[] g, double[] dx, double[][] dW) {
        for (int j = 0; j < g.length; j++) {
            if (j == label && loss.hasMargin()) {
                addTarget(g[j], dx, dW[j]);
            } else {
                add(g[j], j, dx, dW[j]);
            }
        }
        for (int d = 0; d < dx.length && loss.unitFeatures(); d++) {
            dx[d] /= direction.divisor();
        }
    }

    /** The derivative in the scale: each logit is proportional to it, but for the bias. */
    double scaleGradient(double[] g, double[] logits) {
        double sum = 0;
        for (int j = 0; j < g.length; j++) {
            sum += g[j] * ((logits[j] - weights.bias()[j]) / loss.scale());
        }
        return sum;
    }

    private void add(double g, int j, double[] dx, double[] dW) {
        double[] u = loss.unitFeatures() ? direction.unit() : feature;
        Direction w = weights.directions()[j];
        double[] v = loss.unitWeights() ? w.unit() : weights.rows()[j];
        double along = direction.dot(v);
        double back = w.dot(u);
        for (int d = 0; d < dx.length; d++) {
            dx[d] += loss.unitFeatures()
                    ? g * loss.scale() * (v[d] - along * direction.unit()[d])
                    : g * v[d];
            dW[d] += loss.unitWeights()
                    ? g * loss.scale() * (u[d] - back * w.unit()[d])
                    : g * loss.scale() * u[d];
        }
    }

    private void addTarget(double g, double[] dx, double[] dW) {
        Direction w = weights.directions()[label];
        Angle angle = Angle.between(direction, w);
        double target = loss.target(angle.cosine(), angle.sine());
        double slope = loss.targetSlope(angle.cosine(), angle.sine());
        double radius = loss.unitFeatures() ? loss.scale() : direction.norm();
        double length = loss.unitWeights() ? 1 : w.norm();
        double perFeature = loss.unitFeatures() ? radius : 1;
        for (int d = 0; d < dx.length; d++) {
            double own = loss.unitFeatures() ? 0 : target * direction.unit()[d];
            dx[d] += g * length * (own + perFeature * slope * angle.apart()[d]);
            double ownWeight = loss.unitWeights() ? 0 : target * w.unit()[d];
            dW[d] += g * radius * (ownWeight + slope * angle.back()[d]);
        }
    }
}
