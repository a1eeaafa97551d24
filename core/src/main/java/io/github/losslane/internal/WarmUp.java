package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Loss;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.linear.ElasticNet;
import io.github.losslane.linear.L1;
import io.github.losslane.linear.L2;
import io.github.losslane.linear.None;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.margin.ASoftmax;
import io.github.losslane.margin.AmSoftmax;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.CombinedMargin;
import io.github.losslane.margin.L2Softmax;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.margin.NormFace;
import io.github.losslane.margin.PlainSoftmax;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.Exponential;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.LogCosh;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.SmoothL1;
import io.github.losslane.pointwise.SoftMargin;
import io.github.losslane.pointwise.SquaredError;
import io.github.losslane.pointwise.SquaredHinge;
import io.github.losslane.pointwise.WeightedLogistic;
import io.github.losslane.pointwise.ZeroOne;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.List;
import java.util.Objects;

/** Calls kernels on small data until their speed no longer changes. */
public final class WarmUp {

    /** Calls of a batch, whose time is compared with that of the batches before. */
    private static final int CALLS = 200;

    private static final int STEADY_BATCHES = 20;

    /** From the end of the first batch, which is interpreted and takes seconds where the machine is busy. */
    private static final long MOST_NANOSECONDS = 2_000_000_000L;

    private static final int ROWS = 26;
    private static final int COLUMNS = 73;
    private static final int SIZE = ROWS * COLUMNS + 1;

    private static final double[] WEIGHTS = {1, 0.5, 2, 0, 1, 1.5, 1, 1, 1, 1, 1, 1, 0.25, 1, 1, 1, 1, 1, 3};

    /** Heads take center loss along in joint training. */
    private static final CenterLoss CENTER = new CenterLoss(0.125);

    private static final List<Loss> EVERY = List.of(
            new SquaredError(), new SmoothL1(), new Hinge(), new SquaredHinge(), new ZeroOne(),
            new Logistic(), new WeightedLogistic(1, 1), new SoftMargin(), new Exponential(),
            new Focal(), new Focal(0.25, 1.5),
            new LogCosh(), new BinaryCrossEntropy(),
            CrossEntropy.PLAIN, CrossEntropy.PLAIN.withLabelSmoothing(0.125), CrossEntropy.PLAIN.withClassWeights(WEIGHTS),
            new InterclassDistance(), new SoftmaxFocal(), new SoftmaxFocal(0.25, 1.5),
            new PlainSoftmax(), new L2Softmax(16), new LSoftmax(4, 1), new ASoftmax(4, 1), new NormFace(16), new AmSoftmax(),
            new ArcFace(), new CombinedMargin(16, 0.9, 0.4, 0.15), new Triplet(), new Contrastive(), CENTER, new RpnLoss());

    private static final List<Regularizer> REGULARIZERS =
            List.of(new None(), new L1(0.125), new L2(0.125), new ElasticNet(0.125, 0.125));

    private final KernelProvider kernels;
    private final CenterWarmUp center;
    private final HeadWarmUp head;
    private final float[] x = new float[SIZE];
    private final float[] y = new float[SIZE];
    private final float[] near = new float[SIZE];
    private final float[] out = new float[SIZE];
    private final float[] more = new float[SIZE];
    private final double[] dx = new double[SIZE];
    private final double[] dy = new double[SIZE];
    private final double[] dNear = new double[SIZE];
    private final double[] dOut = new double[SIZE];
    private final double[] dMore = new double[SIZE];
    private final float[] biasGradient = new float[ROWS];
    private final double[] dBiasGradient = new double[ROWS];
    private final int[] objects = new int[ROWS];
    private final int[] similar = new int[ROWS];

    private WarmUp(KernelProvider kernels) {
        this.kernels = kernels;
        this.center = new CenterWarmUp(kernels.center());
        this.head = new HeadWarmUp(kernels);
        for (int i = 0; i < SIZE; i++) {
            x[i] = (i % 17 - 8) / 8f;
            y[i] = i < 2 * SIZE / 3 ? i % 2 : i % 5 / 4f;      // a block of zeros and ones, one with others
            near[i] = x[i] + i % 3 / 64f;
            dx[i] = x[i];
            dNear[i] = near[i];
            dy[i] = y[i];
        }
        for (int i = 0; i < ROWS; i++) {
            objects[i] = i % 3 - 1;
            similar[i] = i % 2;
        }
    }

    /** Warms up the kernels of the losses; without losses all kernels. */
    public static void run(KernelProvider kernels, Loss... losses) {
        for (Loss loss : losses) {
            Objects.requireNonNull(loss, "loss");
        }
        WarmUp warmUp = new WarmUp(kernels);
        if (losses.length == 0) {
            untilSteady(warmUp::math);
            untilSteady(warmUp::boosting);
            untilSteady(warmUp::scores);
            untilSteady(SoftmaxWarmUp.functions(kernels.softmax()));
        }
        for (Loss loss : losses.length == 0 ? EVERY : List.of(losses)) {
            untilSteady(loss instanceof SoftmaxLoss softmax
                    ? SoftmaxWarmUp.losses(kernels.softmax(), softmax)
                    : () -> warmUp.call(loss));
        }
    }

    /** Runs batches until none of the last few was the fastest by more than a twentieth. */
    private static void untilSteady(Runnable calls) {
        long firstEnd = 0;
        long best = Long.MAX_VALUE;
        for (int steady = 0;
                steady < STEADY_BATCHES && (firstEnd == 0 || System.nanoTime() - firstEnd < MOST_NANOSECONDS);
                steady++) {
            long begin = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                calls.run();
            }
            long time = System.nanoTime() - begin;
            firstEnd = firstEnd == 0 ? begin + time : firstEnd;
            if (time < best - best / 20) {
                best = time;
                steady = 0;
            }
        }
    }

    private void call(Loss loss) {
        if (loss instanceof PointwiseLoss pointwise) {
            pointwise(pointwise);
            linear(pointwise);
        } else if (loss instanceof MarginLoss margin) {
            head.call(margin);
            center.call(margin, CENTER);
        } else if (loss instanceof Triplet triplet) {
            metric(triplet);
        } else if (loss instanceof Contrastive contrastive) {
            metric(contrastive);
        } else if (loss instanceof CenterLoss centerLoss) {
            center.call(centerLoss);
            center.call(new PlainSoftmax(), centerLoss);
        } else if (loss instanceof RpnLoss rpn) {
            detection(rpn);
        }
    }

    private void math() {
        kernels.math().exp(x, 0, out, 0, SIZE);
        kernels.math().exp(dx, 0, dOut, 0, SIZE);
        kernels.math().log(x, 0, out, 0, SIZE);
        kernels.math().log(dx, 0, dOut, 0, SIZE);
        kernels.math().expm1(x, 0, out, 0, SIZE);
        kernels.math().expm1(dx, 0, dOut, 0, SIZE);
        kernels.math().log1p(x, 0, out, 0, SIZE);
        kernels.math().log1p(dx, 0, dOut, 0, SIZE);
        kernels.math().sigmoid(x, 0, out, 0, SIZE);
        kernels.math().sigmoid(dx, 0, dOut, 0, SIZE);
        kernels.math().logSigmoid(x, 0, out, 0, SIZE);
        kernels.math().logSigmoid(dx, 0, dOut, 0, SIZE);
        kernels.math().softplus(x, 0, out, 0, SIZE);
        kernels.math().softplus(dx, 0, dOut, 0, SIZE);
        kernels.math().tanh(x, 0, out, 0, SIZE);
        kernels.math().tanh(dx, 0, dOut, 0, SIZE);
        kernels.math().cosMultiple(4, x, 0, out, 0, SIZE);
        kernels.math().cosMultiple(4, dx, 0, dOut, 0, SIZE);
        kernels.math().psi(4, x, 0, out, 0, more, 0, SIZE);
        kernels.math().psi(4, dx, 0, dOut, 0, dMore, 0, SIZE);
        kernels.math().sum(x, 0, SIZE);
        kernels.math().sum(dx, 0, SIZE);
        kernels.math().dot(x, 0, y, 0, SIZE);
        kernels.math().dot(dx, 0, dy, 0, SIZE);
        kernels.math().squaredDistance(x, 0, y, 0, SIZE);
        kernels.math().squaredDistance(dx, 0, dy, 0, SIZE);
    }

    private void boosting() {
        kernels.boosting().weights(x, 0, y, 0, out, 0, SIZE);
        kernels.boosting().weights(dx, 0, dy, 0, dOut, 0, SIZE);
        kernels.boosting().weightedError(x, 0, y, 0, out, 0, SIZE);
        kernels.boosting().weightedError(dx, 0, dy, 0, dOut, 0, SIZE);
        kernels.boosting().reweight(0.5, x, 0, y, 0, out, 0, SIZE);
        kernels.boosting().reweight(0.5, dx, 0, dy, 0, dOut, 0, SIZE);
        kernels.boosting().addScaled(0.5, x, 0, more, 0, SIZE);
        kernels.boosting().addScaled(0.5, dx, 0, dMore, 0, SIZE);
    }

    /** Anchors of every label; the boxes lie apart from their neighbours and side by side. */
    private void detection(RpnLoss loss) {
        FloatMatrix boxes = FloatMatrix.of(x, ROWS, RpnLoss.BOX_COLUMNS);
        FloatMatrix targets = new FloatMatrix(y, 1, ROWS, RpnLoss.BOX_COLUMNS, RpnLoss.BOX_COLUMNS + 1);
        FloatMatrix gradient = FloatMatrix.of(out, ROWS, RpnLoss.BOX_COLUMNS);
        kernels.detection().loss(loss, x, 0, objects, 0, boxes, targets);
        kernels.detection().lossAndGradients(loss, x, 0, objects, 0, boxes, targets, more, 0, gradient);
        DoubleMatrix dBoxes = DoubleMatrix.of(dx, ROWS, RpnLoss.BOX_COLUMNS);
        DoubleMatrix dTargets = new DoubleMatrix(dy, 1, ROWS, RpnLoss.BOX_COLUMNS, RpnLoss.BOX_COLUMNS + 1);
        DoubleMatrix dGradient = DoubleMatrix.of(dOut, ROWS, RpnLoss.BOX_COLUMNS);
        kernels.detection().loss(loss, dx, 0, objects, 0, dBoxes, dTargets);
        kernels.detection().lossAndGradients(loss, dx, 0, objects, 0, dBoxes, dTargets, dMore, 0, dGradient);
    }

    private void metric(Triplet loss) {
        triplets(loss, y, near, dy, dNear);     // the positive is the farther one
        triplets(loss, near, y, dNear, dy);
    }

    /** Half of the rows, so that there is room for three gradients. */
    private void triplets(Triplet loss, float[] positive, float[] negative, double[] dPositive, double[] dNegative) {
        int rows = ROWS / 2;
        FloatMatrix anchors = FloatMatrix.of(x, rows, COLUMNS);
        FloatMatrix positives = FloatMatrix.of(positive, rows, COLUMNS);
        FloatMatrix negatives = FloatMatrix.of(negative, rows, COLUMNS);
        kernels.metric().loss(loss, Reduction.MEAN, anchors, positives, negatives);
        kernels.metric().losses(loss, anchors, positives, negatives, out, 0);
        kernels.metric().lossAndGradients(
                loss, Reduction.MEAN, anchors, positives, negatives, FloatMatrix.of(out, rows, COLUMNS),
                new FloatMatrix(out, rows * COLUMNS, rows, COLUMNS, COLUMNS), FloatMatrix.of(more, rows, COLUMNS));
        DoubleMatrix dAnchors = DoubleMatrix.of(dx, rows, COLUMNS);
        DoubleMatrix dPositives = DoubleMatrix.of(dPositive, rows, COLUMNS);
        DoubleMatrix dNegatives = DoubleMatrix.of(dNegative, rows, COLUMNS);
        kernels.metric().loss(loss, Reduction.MEAN, dAnchors, dPositives, dNegatives);
        kernels.metric().losses(loss, dAnchors, dPositives, dNegatives, dOut, 0);
        kernels.metric().lossAndGradients(
                loss, Reduction.MEAN, dAnchors, dPositives, dNegatives, DoubleMatrix.of(dOut, rows, COLUMNS),
                new DoubleMatrix(dOut, rows * COLUMNS, rows, COLUMNS, COLUMNS), DoubleMatrix.of(dMore, rows, COLUMNS));
    }

    private void metric(Contrastive loss) {
        FloatMatrix left = FloatMatrix.of(x, ROWS, COLUMNS);
        FloatMatrix right = FloatMatrix.of(near, ROWS, COLUMNS);
        FloatMatrix leftGradient = FloatMatrix.of(out, ROWS, COLUMNS);
        FloatMatrix rightGradient = FloatMatrix.of(more, ROWS, COLUMNS);
        kernels.metric().loss(loss, Reduction.MEAN, left, right, similar, 0);
        kernels.metric().losses(loss, left, right, similar, 0, out, 0);
        kernels.metric().lossAndGradients(
                loss, Reduction.MEAN, left, right, similar, 0, leftGradient, rightGradient);
        DoubleMatrix dLeft = DoubleMatrix.of(dx, ROWS, COLUMNS);
        DoubleMatrix dRight = DoubleMatrix.of(dNear, ROWS, COLUMNS);
        DoubleMatrix dLeftGradient = DoubleMatrix.of(dOut, ROWS, COLUMNS);
        DoubleMatrix dRightGradient = DoubleMatrix.of(dMore, ROWS, COLUMNS);
        kernels.metric().loss(loss, Reduction.MEAN, dLeft, dRight, similar, 0);
        kernels.metric().losses(loss, dLeft, dRight, similar, 0, dOut, 0);
        kernels.metric().lossAndGradients(
                loss, Reduction.MEAN, dLeft, dRight, similar, 0, dLeftGradient, dRightGradient);
    }

    private void pointwise(PointwiseLoss loss) {
        kernels.pointwise().loss(loss, Reduction.MEAN, x, 0, y, 0, SIZE);
        kernels.pointwise().loss(loss, Reduction.MEAN, dx, 0, dy, 0, SIZE);
        kernels.pointwise().loss(loss, Reduction.MEAN, x, 0, y, 0, y, 0, SIZE);
        kernels.pointwise().loss(loss, Reduction.MEAN, dx, 0, dy, 0, dy, 0, SIZE);
        kernels.pointwise().losses(loss, x, 0, y, 0, out, 0, SIZE);
        kernels.pointwise().losses(loss, dx, 0, dy, 0, dOut, 0, SIZE);
        kernels.pointwise().lossAndGradient(loss, Reduction.MEAN, x, 0, y, 0, out, 0, SIZE);
        kernels.pointwise().lossAndGradient(loss, Reduction.MEAN, dx, 0, dy, 0, dOut, 0, SIZE);
        kernels.pointwise().lossAndGradient(loss, Reduction.MEAN, x, 0, y, 0, y, 0, out, 0, SIZE);
        kernels.pointwise().lossAndGradient(loss, Reduction.MEAN, dx, 0, dy, 0, dy, 0, dOut, 0, SIZE);
        kernels.pointwise().gradientAndHessian(loss, x, 0, y, 0, out, 0, more, 0, SIZE);
        kernels.pointwise().gradientAndHessian(loss, dx, 0, dy, 0, dOut, 0, dMore, 0, SIZE);
    }

    private void scores() {
        kernels.linear().scores(FloatMatrix.of(x, ROWS, COLUMNS), y, 0, 0.5f, out, 0);
        kernels.linear().scores(DoubleMatrix.of(dx, ROWS, COLUMNS), dy, 0, 0.5, dOut, 0);
    }

    private void linear(PointwiseLoss loss) {
        FloatMatrix rows = FloatMatrix.of(x, ROWS, COLUMNS);
        DoubleMatrix dRows = DoubleMatrix.of(dx, ROWS, COLUMNS);
        for (Regularizer regularizer : REGULARIZERS) {
            kernels.linear().loss(loss, regularizer, Reduction.MEAN, rows, y, 0, x, 0, 0.5f);
            kernels.linear().loss(loss, regularizer, Reduction.MEAN, dRows, dy, 0, dx, 0, 0.5);
            kernels.linear().lossAndGradient(
                    loss, regularizer, Reduction.MEAN, rows, y, 0, x, 0, 0.5f, out, 0, biasGradient, 0);
            kernels.linear().lossAndGradient(
                    loss, regularizer, Reduction.MEAN, dRows, dy, 0, dx, 0, 0.5, dOut, 0, dBiasGradient, 0);
        }
    }
}
