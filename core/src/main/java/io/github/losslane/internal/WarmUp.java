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
import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.pointwise.Exponential;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.Hinge;
import io.github.losslane.pointwise.Huber;
import io.github.losslane.pointwise.LogCosh;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.Perceptron;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.Quantile;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Calls kernels on small data until their speed no longer changes. */
public final class WarmUp {

    /**
     * Most calls are of a few vectors and some elements over: the compiler counts calls as well as turns of loops, and
     * before it has done its work a turn costs microseconds.
     */
    private static final int ODD_ROWS = 5;

    private static final int ODD_COLUMNS = 17;

    /** Others have no elements over, or the compiler leaves out what they do then. */
    private static final int EVEN_ROWS = 8;

    private static final int EVEN_COLUMNS = 16;

    /** Some are of more than a block, of all vectors that a loop takes at once, and some elements over. */
    private static final int MANY_ROWS = 26;

    private static final int MANY_COLUMNS = 73;
    private static final int MANY_CLASSES = 261;

    /** Linear models and center loss have loops for at most 8 columns, and for at most 4. */
    private static final int FEW_COLUMNS = 7;

    private static final double[] WEIGHTS = {1, 0.5, 2, 0, 1, 1.5, 1, 1, 1, 1, 1, 1, 0.25, 1, 1, 1, 1, 1, 3};

    /** Heads take center loss along in joint training. */
    private static final CenterLoss CENTER = new CenterLoss(0.125);

    private static final List<Loss> EVERY = List.of(
            new SquaredError(), new HalfSquaredError(), new AbsoluteError(), new SmoothL1(), new Huber(), new Quantile(0.25),
            new Hinge(), new Perceptron(), new SquaredHinge(), new ZeroOne(),
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
    private final int rows;
    private final int columns;
    private final int size;
    private final CenterWarmUp center;
    private final CenterWarmUp narrowCenter;
    private final CenterWarmUp fewCenter;
    private final CenterWarmUp wideCenter;
    private final HeadWarmUp head;
    private final Runnable softmax;
    private final float[] x;
    private final float[] y;
    private final float[] near;
    private final float[] out;
    private final float[] more;
    private final double[] dx;
    private final double[] dy;
    private final double[] dNear;
    private final double[] dOut;
    private final double[] dMore;
    private final float[] biasGradient;
    private final double[] dBiasGradient;
    private final int[] objects;
    private final int[] fewObjects;
    private final int[] similar;

    private WarmUp(KernelProvider kernels, int rows, int columns) {
        this.kernels = kernels;
        this.rows = rows;
        this.columns = columns;
        this.size = rows * columns;
        this.center = new CenterWarmUp(kernels.center(), rows, columns);
        this.narrowCenter = new CenterWarmUp(kernels.center(), rows, columns / 5);
        this.fewCenter = new CenterWarmUp(kernels.center(), rows, FEW_COLUMNS);
        this.wideCenter = new CenterWarmUp(kernels.center(), rows, columns + 64);
        this.head = new HeadWarmUp(kernels, 2 * rows + 1, columns, rows + rows / 2);
        this.softmax = SoftmaxWarmUp.functions(kernels.softmax(), rows, classes());
        this.x = new float[size];
        this.y = new float[size];
        this.near = new float[size];
        this.out = new float[size];
        this.more = new float[size];
        this.dx = new double[size];
        this.dy = new double[size];
        this.dNear = new double[size];
        this.dOut = new double[size];
        this.dMore = new double[size];
        this.biasGradient = new float[rows];
        this.dBiasGradient = new double[rows];
        this.objects = new int[(size - 1) / (RpnLoss.BOX_COLUMNS + 1)];
        this.fewObjects = new int[objects.length];
        this.similar = new int[5 * rows];
        for (int i = 0; i < size; i++) {
            x[i] = (i % 17 - 8) / 8f;
            y[i] = i < 2 * size / 3 ? i % 2 : i % 5 / 4f;      // a block of zeros and ones, one with others
            near[i] = x[i] + i % 3 / 64f;
            dx[i] = x[i];
            dNear[i] = near[i];
            dy[i] = y[i];
        }
        for (int i = 0; i < objects.length; i++) {
            objects[i] = i % 3 - 1;
            fewObjects[i] = i % 7 == 0 ? i % 2 : -1;
        }
        for (int i = 0; i < similar.length; i++) {
            similar[i] = i % 2;
        }
    }

    /** Warms up the kernels of the losses; without losses all kernels. */
    public static void run(KernelProvider kernels, Loss... losses) {
        for (Loss loss : losses) {
            Objects.requireNonNull(loss, "loss");
        }
        WarmUp odd = new WarmUp(kernels, ODD_ROWS, ODD_COLUMNS);
        WarmUp even = new WarmUp(kernels, EVEN_ROWS, EVEN_COLUMNS);
        WarmUp many = new WarmUp(kernels, MANY_ROWS, MANY_COLUMNS);
        List<Rounds.Piece> pieces = new ArrayList<>();
        if (losses.length == 0) {
            pieces.add(new Rounds.Piece(odd::functions, even::functions, many::functions));
        }
        for (Loss loss : losses.length == 0 ? EVERY : List.of(losses)) {
            pieces.add(new Rounds.Piece(odd.calls(loss), even.calls(loss), many.calls(loss)));
        }
        Rounds.run(pieces);
    }

    private Runnable calls(Loss loss) {
        return loss instanceof SoftmaxLoss softmaxLoss
                ? SoftmaxWarmUp.losses(kernels.softmax(), softmaxLoss, rows, classes())
                : () -> call(loss);
    }

    /** Much data is more than the 4,096 elements that softmax rows take at once. */
    private int classes() {
        return rows == MANY_ROWS ? MANY_CLASSES : columns;
    }

    private void functions() {
        math();
        boosting();
        scores();
        softmax.run();
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
            narrowCenter.call(centerLoss);      // there are kernels for each
            fewCenter.call(centerLoss);
            wideCenter.call(centerLoss);
            center.call(new PlainSoftmax(), centerLoss);
        } else if (loss instanceof RpnLoss rpn) {
            detection(rpn, objects);
            detection(rpn, fewObjects);         // those that count are gathered then
        }
    }

    private void math() {
        kernels.math().exp(x, 0, out, 0, size);
        kernels.math().exp(dx, 0, dOut, 0, size);
        kernels.math().log(x, 0, out, 0, size);
        kernels.math().log(dx, 0, dOut, 0, size);
        kernels.math().expm1(x, 0, out, 0, size);
        kernels.math().expm1(dx, 0, dOut, 0, size);
        kernels.math().log1p(x, 0, out, 0, size);
        kernels.math().log1p(dx, 0, dOut, 0, size);
        kernels.math().sigmoid(x, 0, out, 0, size);
        kernels.math().sigmoid(dx, 0, dOut, 0, size);
        kernels.math().logSigmoid(x, 0, out, 0, size);
        kernels.math().logSigmoid(dx, 0, dOut, 0, size);
        kernels.math().softplus(x, 0, out, 0, size);
        kernels.math().softplus(dx, 0, dOut, 0, size);
        kernels.math().tanh(x, 0, out, 0, size);
        kernels.math().tanh(dx, 0, dOut, 0, size);
        kernels.math().cosMultiple(4, x, 0, out, 0, size);
        kernels.math().cosMultiple(4, dx, 0, dOut, 0, size);
        kernels.math().psi(4, x, 0, out, 0, more, 0, size);
        kernels.math().psi(4, dx, 0, dOut, 0, dMore, 0, size);
        kernels.math().sum(x, 0, size);
        kernels.math().sum(dx, 0, size);
        kernels.math().dot(x, 0, y, 0, size);
        kernels.math().dot(dx, 0, dy, 0, size);
        kernels.math().squaredDistance(x, 0, y, 0, size);
        kernels.math().squaredDistance(dx, 0, dy, 0, size);
    }

    private void boosting() {
        kernels.boosting().weights(x, 0, y, 0, out, 0, size);
        kernels.boosting().weights(dx, 0, dy, 0, dOut, 0, size);
        kernels.boosting().weightedError(x, 0, y, 0, out, 0, size);
        kernels.boosting().weightedError(dx, 0, dy, 0, dOut, 0, size);
        kernels.boosting().reweight(0.5, x, 0, y, 0, out, 0, size);
        kernels.boosting().reweight(0.5, dx, 0, dy, 0, dOut, 0, size);
        kernels.boosting().addScaled(0.5, x, 0, more, 0, size);
        kernels.boosting().addScaled(0.5, dx, 0, dMore, 0, size);
    }

    /** Anchors of every label; the boxes lie apart from their neighbours and side by side. */
    private void detection(RpnLoss loss, int[] labels) {
        int anchors = labels.length;
        FloatMatrix boxes = FloatMatrix.of(x, anchors, RpnLoss.BOX_COLUMNS);
        FloatMatrix targets = new FloatMatrix(y, 1, anchors, RpnLoss.BOX_COLUMNS, RpnLoss.BOX_COLUMNS + 1);
        FloatMatrix gradient = FloatMatrix.of(out, anchors, RpnLoss.BOX_COLUMNS);
        kernels.detection().loss(loss, x, 0, labels, 0, boxes, targets);
        kernels.detection().lossAndGradients(loss, x, 0, labels, 0, boxes, targets, more, 0, gradient);
        DoubleMatrix dBoxes = DoubleMatrix.of(dx, anchors, RpnLoss.BOX_COLUMNS);
        DoubleMatrix dTargets = new DoubleMatrix(dy, 1, anchors, RpnLoss.BOX_COLUMNS, RpnLoss.BOX_COLUMNS + 1);
        DoubleMatrix dGradient = DoubleMatrix.of(dOut, anchors, RpnLoss.BOX_COLUMNS);
        kernels.detection().loss(loss, dx, 0, labels, 0, dBoxes, dTargets);
        kernels.detection().lossAndGradients(loss, dx, 0, labels, 0, dBoxes, dTargets, dMore, 0, dGradient);
    }

    /** Rows as they are, rows with gaps, and two kinds of narrow rows: there are kernels for each. */
    private void metric(Triplet loss) {
        triplets(loss, rows, columns, columns);
        triplets(loss, rows - 1, columns, columns + 1);
        triplets(loss, 2 * size / columns, columns / 2, columns / 2);
        triplets(loss, 5 * size / columns, columns / 5, columns / 5);
    }

    private void triplets(Triplet loss, int count, int width, int stride) {
        triplets(loss, y, near, dy, dNear, count / 2, width, stride);       // the positive is the farther one
        triplets(loss, near, y, dNear, dy, count / 2, width, stride);
    }

    /** Half of the rows, so that there is room for three gradients. */
    private void triplets(
            Triplet loss, float[] positive, float[] negative, double[] dPositive, double[] dNegative,
            int half, int width, int stride) {
        FloatMatrix anchors = new FloatMatrix(x, 0, half, width, stride);
        FloatMatrix positives = new FloatMatrix(positive, 0, half, width, stride);
        FloatMatrix negatives = new FloatMatrix(negative, 0, half, width, stride);
        kernels.metric().loss(loss, Reduction.MEAN, anchors, positives, negatives);
        kernels.metric().losses(loss, anchors, positives, negatives, out, 0);
        kernels.metric().lossAndGradients(
                loss, Reduction.MEAN, anchors, positives, negatives, new FloatMatrix(out, 0, half, width, stride),
                new FloatMatrix(out, half * stride, half, width, stride), new FloatMatrix(more, 0, half, width, stride));
        DoubleMatrix dAnchors = new DoubleMatrix(dx, 0, half, width, stride);
        DoubleMatrix dPositives = new DoubleMatrix(dPositive, 0, half, width, stride);
        DoubleMatrix dNegatives = new DoubleMatrix(dNegative, 0, half, width, stride);
        kernels.metric().loss(loss, Reduction.MEAN, dAnchors, dPositives, dNegatives);
        kernels.metric().losses(loss, dAnchors, dPositives, dNegatives, dOut, 0);
        kernels.metric().lossAndGradients(
                loss, Reduction.MEAN, dAnchors, dPositives, dNegatives, new DoubleMatrix(dOut, 0, half, width, stride),
                new DoubleMatrix(dOut, half * stride, half, width, stride), new DoubleMatrix(dMore, 0, half, width, stride));
    }

    private void metric(Contrastive loss) {
        pairs(loss, rows, columns, columns);
        pairs(loss, rows - 1, columns, columns + 1);
        pairs(loss, 2 * size / columns, columns / 2, columns / 2);
        pairs(loss, 5 * size / columns, columns / 5, columns / 5);
    }

    private void pairs(Contrastive loss, int count, int width, int stride) {
        FloatMatrix left = new FloatMatrix(x, 0, count, width, stride);
        FloatMatrix right = new FloatMatrix(near, 0, count, width, stride);
        kernels.metric().loss(loss, Reduction.MEAN, left, right, similar, 0);
        kernels.metric().losses(loss, left, right, similar, 0, out, 0);
        kernels.metric().lossAndGradients(
                loss, Reduction.MEAN, left, right, similar, 0,
                new FloatMatrix(out, 0, count, width, stride), new FloatMatrix(more, 0, count, width, stride));
        DoubleMatrix dLeft = new DoubleMatrix(dx, 0, count, width, stride);
        DoubleMatrix dRight = new DoubleMatrix(dNear, 0, count, width, stride);
        kernels.metric().loss(loss, Reduction.MEAN, dLeft, dRight, similar, 0);
        kernels.metric().losses(loss, dLeft, dRight, similar, 0, dOut, 0);
        kernels.metric().lossAndGradients(
                loss, Reduction.MEAN, dLeft, dRight, similar, 0,
                new DoubleMatrix(dOut, 0, count, width, stride), new DoubleMatrix(dMore, 0, count, width, stride));
    }

    private void pointwise(PointwiseLoss loss) {
        kernels.pointwise().loss(loss, Reduction.MEAN, x, 0, y, 0, size);
        kernels.pointwise().loss(loss, Reduction.MEAN, dx, 0, dy, 0, size);
        kernels.pointwise().loss(loss, Reduction.MEAN, x, 0, y, 0, y, 0, size);
        kernels.pointwise().loss(loss, Reduction.MEAN, dx, 0, dy, 0, dy, 0, size);
        kernels.pointwise().losses(loss, x, 0, y, 0, out, 0, size);
        kernels.pointwise().losses(loss, dx, 0, dy, 0, dOut, 0, size);
        kernels.pointwise().lossAndGradient(loss, Reduction.MEAN, x, 0, y, 0, out, 0, size);
        kernels.pointwise().lossAndGradient(loss, Reduction.MEAN, dx, 0, dy, 0, dOut, 0, size);
        kernels.pointwise().lossAndGradient(loss, Reduction.MEAN, x, 0, y, 0, y, 0, out, 0, size);
        kernels.pointwise().lossAndGradient(loss, Reduction.MEAN, dx, 0, dy, 0, dy, 0, dOut, 0, size);
        kernels.pointwise().gradientAndHessian(loss, x, 0, y, 0, out, 0, more, 0, size);
        kernels.pointwise().gradientAndHessian(loss, dx, 0, dy, 0, dOut, 0, dMore, 0, size);
    }

    /** Rows of more than eight columns, of more than four, and of fewer: there are loops for each. */
    private void scores() {
        for (int width : new int[] {columns, FEW_COLUMNS, 3}) {
            kernels.linear().scores(FloatMatrix.of(x, rows, width), y, 0, 0.5f, out, 0);
            kernels.linear().scores(DoubleMatrix.of(dx, rows, width), dy, 0, 0.5, dOut, 0);
        }
    }

    private void linear(PointwiseLoss loss) {
        for (Regularizer regularizer : REGULARIZERS) {
            linear(loss, regularizer, columns);
        }
        linear(loss, REGULARIZERS.get(0), FEW_COLUMNS);
        linear(loss, REGULARIZERS.get(0), 3);
    }

    private void linear(PointwiseLoss loss, Regularizer regularizer, int width) {
        FloatMatrix features = FloatMatrix.of(x, rows, width);
        DoubleMatrix dFeatures = DoubleMatrix.of(dx, rows, width);
        kernels.linear().loss(loss, regularizer, Reduction.MEAN, features, y, 0, x, 0, 0.5f);
        kernels.linear().loss(loss, regularizer, Reduction.MEAN, dFeatures, dy, 0, dx, 0, 0.5);
        kernels.linear().lossAndGradient(
                loss, regularizer, Reduction.MEAN, features, y, 0, x, 0, 0.5f, out, 0, biasGradient, 0);
        kernels.linear().lossAndGradient(
                loss, regularizer, Reduction.MEAN, dFeatures, dy, 0, dx, 0, 0.5, dOut, 0, dBiasGradient, 0);
    }
}
