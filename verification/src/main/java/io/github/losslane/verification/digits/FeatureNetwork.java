package io.github.losslane.verification.digits;

import static io.github.losslane.verification.digits.Digits.CLASSES;
import static io.github.losslane.verification.digits.Digits.PIXELS;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.center.FloatCenterWorkspace;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import java.util.Random;

/**
 * A small network whose features can be drawn: 64 pixels, a hidden layer, two features, a head. The head, its gradients and
 * center loss are Losslane's; the two layers below it are plain loops.
 *
 * <p>The hidden layer has parametric rectifiers of the fixed slope {@link #LEAK}, as the networks of the papers start with.
 */
final class FeatureNetwork {

    /** Features of a digit. */
    static final int FEATURES = 2;

    private static final int HIDDEN = 256;
    private static final float LEAK = 0.25f;

    private final KernelProvider kernels;
    private final DenseLayer lower;
    private final DenseLayer upper;
    private final FloatMatrix weights = FloatMatrix.of(new float[CLASSES * FEATURES], CLASSES, FEATURES);
    private final FloatMatrix weightGradient = FloatMatrix.of(new float[CLASSES * FEATURES], CLASSES, FEATURES);
    private final FloatMatrix centers = FloatMatrix.of(new float[CLASSES * FEATURES], CLASSES, FEATURES);
    private final float[] bias = new float[CLASSES];
    private final float[] biasGradient = new float[CLASSES];
    private final Momentum weightStep;
    private final Momentum biasStep;
    private final float[] hidden;
    private final float[] hiddenGradient;
    private final float[] features;
    private final float[] featureGradient;
    private final FloatHeadWorkspace workspace;
    private final FloatCenterWorkspace centerWorkspace = new FloatCenterWorkspace(CLASSES, FEATURES);

    /**
     * Random weights; the head's rows point in evenly spaced directions, so that no class starts behind another.
     *
     * @param mostDigits the largest number of digits in one call
     */
    FeatureNetwork(KernelProvider kernels, Schedule schedule, int mostDigits) {
        Random random = new Random(schedule.seed());
        this.kernels = kernels;
        this.lower = new DenseLayer(PIXELS, HIDDEN, 2, schedule, random);
        this.upper = new DenseLayer(HIDDEN, FEATURES, 2, schedule, random);
        this.weightStep = new Momentum(schedule, CLASSES * FEATURES);
        this.biasStep = new Momentum(schedule, CLASSES);
        this.hidden = new float[mostDigits * HIDDEN];
        this.hiddenGradient = new float[mostDigits * HIDDEN];
        this.features = new float[mostDigits * FEATURES];
        this.featureGradient = new float[mostDigits * FEATURES];
        this.workspace = new FloatHeadWorkspace(mostDigits, FEATURES, CLASSES);
        for (int j = 0; j < CLASSES; j++) {
            weights.data()[FEATURES * j] = (float) StrictMath.cos(2 * Math.PI * j / CLASSES);
            weights.data()[FEATURES * j + 1] = (float) StrictMath.sin(2 * Math.PI * j / CLASSES);
        }
    }

    /** A copy that has its parameters but not its velocities; for another loss. */
    FeatureNetwork copy(Schedule schedule) {
        FeatureNetwork copy = new FeatureNetwork(kernels, schedule, features.length / FEATURES);
        copy.lower.take(lower);
        copy.upper.take(upper);
        System.arraycopy(weights.data(), 0, copy.weights.data(), 0, CLASSES * FEATURES);
        System.arraycopy(bias, 0, copy.bias, 0, CLASSES);
        return copy;
    }

    /**
     * One step of descent on the mean loss of a batch, and of the centers if there is a center loss.
     *
     * @param part of the learning rate
     * @param decay weight decay of the layers below the head
     */
    void step(Digits batch, MarginLoss loss, CenterLoss centerLoss, float part, float decay) {
        lossAndGradients(batch, loss, centerLoss);
        lower.step(part, decay);
        upper.step(part, decay);
        weightStep.step(part, 0, weights.data(), weightGradient.data());
        if (loss.hasBias()) {
            biasStep.step(part, 0, bias, biasGradient);
        }
    }

    /** The mean loss of a batch and the gradients of all layers; the centers move. */
    double lossAndGradients(Digits batch, MarginLoss loss, CenterLoss centerLoss) {
        int rows = batch.count();
        float[] pixels = batch.images().data();
        forward(pixels, rows);
        FloatMatrix x = FloatMatrix.of(features, rows, FEATURES);
        FloatMatrix dx = FloatMatrix.of(featureGradient, rows, FEATURES);
        double value = head(loss, centerLoss, x, batch.labels(), dx);
        upper.backward(hidden, featureGradient, hiddenGradient, rows);
        for (int i = 0; i < rows * HIDDEN; i++) {
            hiddenGradient[i] *= hidden[i] > 0 ? 1 : LEAK;
        }
        lower.backward(pixels, hiddenGradient, null, rows);
        return value;
    }

    private double head(MarginLoss loss, CenterLoss centerLoss, FloatMatrix x, int[] labels, FloatMatrix dx) {
        if (centerLoss != null) {
            return kernels.center().jointStep(loss, centerLoss, Reduction.MEAN, x, weights, bias, 0, labels, 0, centers,
                    dx, weightGradient, biasGradient, 0, workspace, centerWorkspace);
        }
        return loss.hasBias()
                ? kernels.head().lossAndGradients(loss, Reduction.MEAN, x, weights, bias, 0, labels, 0,
                        dx, weightGradient, biasGradient, 0, workspace)
                : kernels.head().lossAndGradients(loss, Reduction.MEAN, x, weights, labels, 0, dx, weightGradient, workspace);
    }

    private void forward(float[] pixels, int rows) {
        lower.forward(pixels, hidden, rows);
        for (int i = 0; i < rows * HIDDEN; i++) {
            hidden[i] *= hidden[i] > 0 ? 1 : LEAK;
        }
        upper.forward(hidden, features, rows);
    }

    /** The features of digits, a row each. */
    double[][] features(Digits digits) {
        forward(digits.images().data(), digits.count());
        double[][] rows = new double[digits.count()][FEATURES];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < FEATURES; d++) {
                rows[i][d] = features[i * FEATURES + d];
            }
        }
        return rows;
    }

    /** Arrays of all parameters, and arrays of their gradients in the same order. */
    float[][] parameters() {
        return new float[][] {lower.weights(), lower.bias(), upper.weights(), upper.bias(), weights.data(), bias};
    }

    float[][] gradients() {
        return new float[][] {
            lower.weightGradient(), lower.biasGradient(), upper.weightGradient(), upper.biasGradient(),
            weightGradient.data(), biasGradient
        };
    }

    /** The class whose logit, without margin, is the largest. */
    int classify(MarginLoss loss, double[] feature) {
        int best = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < CLASSES; j++) {
            double logit = loss.logit(feature, new double[] {weights.get(j, 0), weights.get(j, 1)}, loss.hasBias() ? bias[j] : 0);
            if (logit > largest) {
                largest = logit;
                best = j;
            }
        }
        return best;
    }
}
