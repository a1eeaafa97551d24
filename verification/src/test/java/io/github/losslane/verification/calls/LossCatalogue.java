package io.github.losslane.verification.calls;

import io.github.losslane.Loss;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.margin.ASoftmax;
import io.github.losslane.margin.AmSoftmax;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.Coco;
import io.github.losslane.margin.CombinedMargin;
import io.github.losslane.margin.FNormSphereFace;
import io.github.losslane.margin.L2Softmax;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.margin.NormFace;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import io.github.losslane.pointwise.AbsoluteError;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.pointwise.HalfSquaredError;
import io.github.losslane.pointwise.Huber;
import io.github.losslane.pointwise.Perceptron;
import io.github.losslane.pointwise.Quantile;
import io.github.losslane.pointwise.SmoothL1;
import io.github.losslane.pointwise.WeightedLogistic;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxFocal;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sample instances of every loss. A loss with parameters adds a line here. */
public final class LossCatalogue {

    private static final String ROOT = Loss.class.getPackageName();

    /** Where the number of classes is not said. */
    static final int CLASSES = 10;

    private static final List<Loss> LOSSES = List.of(
            new AmSoftmax(),
            new AmSoftmax(3, 0),
            new ArcFace(),
            new ArcFace(4, 2.5),
            new ASoftmax(4, 0),
            new ASoftmax(3, 5),
            new ASoftmax(7, 1000),
            new Coco(6.25),
            new CombinedMargin(8, 1.35, 0.25, 0.125),
            new CombinedMargin(16, 1, 0, 0.25),
            new Contrastive(1),
            new Contrastive(20),
            new CenterLoss(0.003),
            new CenterLoss(2.5, 1),
            new CenterLoss(0, 0.75),
            new CenterLoss(1, 0),
            new FNormSphereFace(8, 6),
            new FNormSphereFace(10, 1),
            new Focal(0.25, 2),
            new Focal(0.25, 0.5),
            new Focal(0.5, 0),
            new Focal(1, 3.7),
            new Huber(1.5),
            new L2Softmax(16),
            new LSoftmax(2, 0),
            new LSoftmax(5, 5),
            new LSoftmax(8, 1000),
            new LSoftmax(1, 2),
            new NormFace(20),
            new Quantile(0.9),
            new Quantile(0),
            new RpnLoss(),
            new RpnLoss(2.5, 3, 7, 0.25),
            new RpnLoss(1, 1, 1, 0),
            new RpnLoss(0, 5, 1, 1),
            new SmoothL1(1),
            new SmoothL1(0.25),
            new SmoothL1(0),
            new SoftmaxFocal(0.25, 2),
            new SoftmaxFocal(1, 0.5),
            new SoftmaxFocal(1, 0),
            new Triplet(0.2),
            new Triplet(0),
            new WeightedLogistic(0.75, 0.25),
            new WeightedLogistic(3.7, 0));

    private static final List<LossSample> SAMPLES = Stream.concat(
            LOSSES.stream().map(LossSample::of),
            Stream.of(
                    new LossSample("CrossEntropy", classes -> CrossEntropy.PLAIN),
                    new LossSample("CrossEntropy, weights", LossCatalogue::weighted),
                    new LossSample("CrossEntropy, smoothing", classes -> CrossEntropy.PLAIN.withLabelSmoothing(0.15)),
                    new LossSample("CrossEntropy, much smoothing", classes -> CrossEntropy.PLAIN.withLabelSmoothing(0.6)),
                    new LossSample("CrossEntropy, ignoring", classes -> CrossEntropy.PLAIN.withIgnoreLabel(Values.IGNORED)),
                    new LossSample("CrossEntropy, weights, smoothing, ignoring a class",
                            classes -> weighted(classes).withLabelSmoothing(0.4).withIgnoreLabel(0)))).toList();

    /** Losses that share a kernel, or are nothing but their family's driver: the kernel's class without Float or Double. */
    private static final Map<Class<?>, String> KERNELS = Map.of(
            AbsoluteError.class, "LinearQuadratic",
            HalfSquaredError.class, "SquaredError",
            Huber.class, "LinearQuadratic",
            Perceptron.class, "Hinge",
            Quantile.class, "LinearQuadratic",
            RpnLoss.class, "Detection",
            SmoothL1.class, "LinearQuadratic");

    private LossCatalogue() {}

    /** The class that computes a loss, for Float or Double; a margin is a record, and the driver of the heads computes it. */
    public static String kernel(Class<?> loss, String type) {
        String family = loss.getPackageName().substring(ROOT.length() + 1);
        String name = MarginLoss.class.isAssignableFrom(loss) ? "Head" : loss.getSimpleName();
        return ROOT + ".simd." + family + "." + type + KERNELS.getOrDefault(loss, name);
    }

    /** Every record below a sealed type, whatever lies between. */
    public static List<Class<?>> records(Class<?> type) {
        Stream<Class<?>> permitted = type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.empty();
        return type.isRecord() ? List.of(type) : permitted.flatMap(below -> records(below).stream()).toList();
    }

    /** Instances of every record of a family, for ten classes; a record without parameters needs no sample. */
    public static List<Loss> samples(Class<?> family) {
        return samplesByClasses(family).stream().map(sample -> sample.of(CLASSES)).toList();
    }

    /** The same for any number of classes. */
    public static List<LossSample> samplesByClasses(Class<?> family) {
        return records(family).stream().flatMap(record -> samplesOf(record).stream()).toList();
    }

    /** Instances of one record; none if it has parameters and no sample. */
    public static List<LossSample> samplesOf(Class<?> record) {
        List<LossSample> samples = SAMPLES.stream().filter(sample -> record.isInstance(sample.of(CLASSES))).toList();
        RecordComponent[] components = record.getRecordComponents();
        return samples.isEmpty() && components.length == 0 ? List.of(LossSample.of(create(record))) : samples;
    }

    /** Weights that differ, one of them 0, and that are no floats. */
    private static CrossEntropy weighted(int classes) {
        double[] weights = IntStream.range(0, classes).mapToDouble(j -> (3 * j + 2) % 5 * 0.3).toArray();
        return classes == 0 ? CrossEntropy.PLAIN : CrossEntropy.PLAIN.withClassWeights(weights);
    }

    private static Loss create(Class<?> record) {
        try {
            return (Loss) record.getConstructor().newInstance();
        } catch (ReflectiveOperationException exception) {
            throw new IllegalStateException("cannot create " + record, exception);
        }
    }
}
