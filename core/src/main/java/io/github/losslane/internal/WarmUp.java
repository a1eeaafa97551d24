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
import io.github.losslane.metric.MetricKernels;
import io.github.losslane.metric.MetricLoss;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** Less than a vector, whole vectors, less than the slots of a sum, and blocks, all with an odd offset. */
    private static final int[] LENGTHS = {1, 3, 8, 16, 31, 64, 100, 1024};

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
    private final List<MetricWarmUp> metric;
    private final Runnable softmax;
    private final float[] x;
    private final float[] y;
    private final float[] out;
    private final float[] more;
    private final double[] dx;
    private final double[] dy;
    private final double[] dOut;
    private final double[] dMore;
    private final float[] biasGradient;
    private final double[] dBiasGradient;
    private final int[] objects;
    private final int[] fewObjects;

    private WarmUp(KernelProvider kernels, int rows, int columns) {
        this.kernels = kernels;
        this.rows = rows;
        this.columns = columns;
        this.size = rows * columns;
        this.center = new CenterWarmUp(kernels.center(), rows, columns, 0);
        this.narrowCenter = new CenterWarmUp(kernels.center(), rows, columns / 5, 0);
        this.fewCenter = new CenterWarmUp(kernels.center(), rows, FEW_COLUMNS, 0);
        this.wideCenter = new CenterWarmUp(kernels.center(), rows, columns + 64, 0);
        this.head = new HeadWarmUp(kernels.head(), 2 * rows + 1, columns, columns);
        this.metric = metric(kernels.metric(), rows, columns);
        this.softmax = SoftmaxWarmUp.functions(kernels.softmax(), rows, classes());
        this.x = new float[size];
        this.y = new float[size];
        this.out = new float[size];
        this.more = new float[size];
        this.dx = new double[size];
        this.dy = new double[size];
        this.dOut = new double[size];
        this.dMore = new double[size];
        this.biasGradient = new float[rows];
        this.dBiasGradient = new double[rows];
        this.objects = new int[(size - 1) / (RpnLoss.BOX_COLUMNS + 1)];
        this.fewObjects = new int[objects.length];
        for (int i = 0; i < size; i++) {
            x[i] = (i % 17 - 8) / 8f;
            y[i] = i < 2 * size / 3 ? i % 2 : i % 5 / 4f;      // a block of zeros and ones, one with others
            dx[i] = x[i];
            dy[i] = y[i];
        }
        for (int i = 0; i < objects.length; i++) {
            objects[i] = i % 3 - 1;
            fewObjects[i] = i % 7 == 0 ? i % 2 : -1;
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
            pieces.add(new Rounds.Piece(odd::functions, even::functions, List.of(many::functions)));
        }
        for (Loss loss : losses.length == 0 ? EVERY : List.of(losses)) {
            pieces.add(new Rounds.Piece(odd.calls(loss), even.calls(loss), many.others(loss)));
        }
        Rounds.run(pieces);
    }

    /** Rows as they are, rows with gaps, and two kinds of narrow rows: there are kernels for each. */
    private static List<MetricWarmUp> metric(MetricKernels kernels, int rows, int columns) {
        return List.of(
                new MetricWarmUp(kernels, rows, columns, 0), new MetricWarmUp(kernels, rows - 1, columns, 1),
                new MetricWarmUp(kernels, 2 * rows, columns / 2, 0), new MetricWarmUp(kernels, 5 * rows, columns / 5, 0));
    }

    /** Calls of every other shape, and with much data. */
    private List<Runnable> others(Loss loss) {
        return Stream.concat(shapes(loss), Stream.of(calls(loss))).toList();
    }

    private Stream<Runnable> shapes(Loss loss) {
        if (loss instanceof PointwiseLoss pointwise) {
            return IntStream.of(LENGTHS).mapToObj(length -> () -> pointwise(pointwise, 1, length));
        } else if (loss instanceof SoftmaxLoss softmaxLoss) {
            return SoftmaxWarmUp.shapes(kernels.softmax(), softmaxLoss);
        } else if (loss instanceof MarginLoss margin) {
            return Stream.concat(CosineWarmUp.shapes(kernels.margin(), margin), HeadWarmUp.shapes(kernels.head(), margin));
        } else if (loss instanceof MetricLoss metricLoss) {
            return Shapes.EVERY.stream()
                    .map(shape -> new MetricWarmUp(kernels.metric(), shape.rows(), shape.classes(), shape.gap()))
                    .map(rows -> () -> rows.call(metricLoss));
        } else if (loss instanceof CenterLoss centerLoss) {
            return Shapes.EVERY.stream()
                    .map(shape -> new CenterWarmUp(kernels.center(), shape.rows(), shape.classes(), shape.gap()))
                    .map(rows -> () -> rows.call(centerLoss));
        }
        return Stream.of();
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
            pointwise(pointwise, 0, size);
            linear(pointwise);
        } else if (loss instanceof MarginLoss margin) {
            head.call(margin);
            center.call(margin, CENTER);
        } else if (loss instanceof MetricLoss metricLoss) {
            metric.forEach(rows -> rows.call(metricLoss));
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

    private void pointwise(PointwiseLoss loss, int offset, int length) {
        pointwise(loss, Reduction.MEAN, offset, length);
        pointwise(loss, Reduction.WEIGHTED_MEAN, offset, length);
    }

    private void pointwise(PointwiseLoss loss, Reduction reduction, int o, int length) {
        kernels.pointwise().loss(loss, reduction, x, o, y, o, length);
        kernels.pointwise().loss(loss, reduction, dx, o, dy, o, length);
        kernels.pointwise().loss(loss, reduction, x, o, y, o, y, o, length);
        kernels.pointwise().loss(loss, reduction, dx, o, dy, o, dy, o, length);
        kernels.pointwise().losses(loss, x, o, y, o, out, o, length);
        kernels.pointwise().losses(loss, dx, o, dy, o, dOut, o, length);
        kernels.pointwise().lossAndGradient(loss, reduction, x, o, y, o, out, o, length);
        kernels.pointwise().lossAndGradient(loss, reduction, dx, o, dy, o, dOut, o, length);
        kernels.pointwise().lossAndGradient(loss, reduction, x, o, y, o, y, o, out, o, length);
        kernels.pointwise().lossAndGradient(loss, reduction, dx, o, dy, o, dy, o, dOut, o, length);
        kernels.pointwise().gradientAndHessian(loss, x, o, y, o, out, o, more, o, length);
        kernels.pointwise().gradientAndHessian(loss, dx, o, dy, o, dOut, o, dMore, o, length);
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
