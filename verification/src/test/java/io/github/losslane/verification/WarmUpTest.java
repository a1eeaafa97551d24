package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.losslane.FloatMatrix;
import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Loss;
import io.github.losslane.Reduction;
import io.github.losslane.center.CenterLoss;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.internal.WarmUp;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.metric.Contrastive;
import io.github.losslane.metric.Triplet;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.verification.calls.LossCatalogue;
import io.github.losslane.verification.calls.Pairing;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A warm-up leaves out no kernel that a service may call. */
class WarmUpTest {

    private static final Loss[] NO_LOSSES = null;
    private static final Loss NO_LOSS = null;

    /** From, to: numbers of rows and of classes for which kernels have ways of their own. */
    private static final int[][] ROWS = {{1, 1}, {2, 15}, {64, 1024}};

    private static final int[][] CLASSES =
            {{1, 1}, {2, 3}, {7, 7}, {8, 8}, {16, 16}, {17, 31}, {32, 32}, {33, 63}, {64, 255}};

    @Test
    void lossThatIsNullIsNamed() {
        for (KernelProvider kernels : new KernelProvider[] {Kernels.simd(), Kernels.reference()}) {
            assertThatNullPointerException().isThrownBy(() -> kernels.warmUp(NO_LOSSES));
            assertThatNullPointerException().isThrownBy(() -> kernels.warmUp(NO_LOSS)).withMessageContaining("loss");
        }
    }

    @TestFactory
    Stream<DynamicTest> everyKernelOfALossIsCalled() {
        return LossCatalogue.samples(Loss.class).stream().map(loss -> dynamicTest(loss.toString(), () -> {
            Recorder recorder = new Recorder();
            WarmUp.run(recorder.provider(), loss);
            assertThat(recorder.missing(kernels(loss))).as("kernels that stay cold").isEmpty();
        }));
    }

    @Test
    void everyKernelIsCalledWhereNoLossIsGiven() {
        Recorder recorder = new Recorder();
        WarmUp.run(recorder.provider());
        assertThat(recorder.missing(methods())).as("kernels that stay cold").isEmpty();
    }

    /** However many class weights there are, the batch has as many classes. */
    @Test
    void classWeightsSayHowWideTheBatchIs() {
        for (int classes : new int[] {1, 2, 5000}) {
            double[] weights = new double[classes];
            Arrays.fill(weights, 0.5);
            assertThatNoException().isThrownBy(() -> Kernels.simd().warmUp(CrossEntropy.PLAIN.withClassWeights(weights)));
        }
    }

    /** A row is summed in other ways from vector to block, and a loop that never ran is compiled as if it never did. */
    @Test
    void softmaxRowsAreOfEveryLength() {
        Recorder recorder = new Recorder();
        WarmUp.run(recorder.provider(), CrossEntropy.PLAIN);
        assertThat(recorder.matrices("logits").stream().map(FloatMatrix::columns))
                .anyMatch(classes -> classes <= 16)
                .anyMatch(classes -> classes > 16 && classes <= 32)
                .anyMatch(classes -> classes > 32 && classes < 64)
                .anyMatch(classes -> classes >= 64 && classes <= 1024)
                .anyMatch(classes -> classes > 1024);
    }

    /** The first logit that needs a shift would otherwise throw away what is compiled: 8 ms for a batch of 0.5 us. */
    @Test
    void someSoftmaxRowsNeedAShiftAndSomeAreMasked() {
        Recorder recorder = new Recorder();
        WarmUp.run(recorder.provider(), CrossEntropy.PLAIN);
        assertThat(recorder.matrices("logits").stream().map(FloatMatrix::data))
                .anyMatch(z -> largest(z) > 50)
                .anyMatch(z -> largest(z) < 30 && smallest(z) > -30)
                .anyMatch(z -> smallest(z) == Float.NEGATIVE_INFINITY);
    }

    /** C2 leaves out what no call has done yet, and the first that does is interpreted until C2 comes back to it. */
    @TestFactory
    Stream<DynamicTest> rowsAreOfEveryShape() {
        Map<Loss, String> batches = Map.of(
                CrossEntropy.PLAIN, "logits", new ArcFace(), "cosines", new Triplet(), "anchors", new Contrastive(), "left",
                new CenterLoss(0.5), "features");
        return batches.entrySet().stream().map(batch -> dynamicTest(batch.getKey().toString(), () -> {
            Recorder recorder = new Recorder();
            WarmUp.run(recorder.provider(), batch.getKey());
            for (int[] rows : ROWS) {
                for (int[] classes : CLASSES) {
                    assertThat(recorder.matrices(batch.getValue()))
                            .as("%d to %d rows of %d to %d", rows[0], rows[1], classes[0], classes[1])
                            .anyMatch(matrix -> isBetween(matrix.rows(), rows) && isBetween(matrix.columns(), classes));
                }
            }
            assertThat(recorder.matrices(batch.getValue()))
                    .anyMatch(matrix -> matrix.columns() > 256)
                    .anyMatch(matrix -> matrix.columns() > 4096);
        }));
    }

    private static boolean isBetween(int number, int[] ends) {
        return number >= ends[0] && number <= ends[1];
    }

    /** Inputs and outputs of every family lie with gaps in some calls. */
    @TestFactory
    Stream<DynamicTest> someRowsHaveGaps() {
        Map<Loss, List<String>> batches = Map.of(
                CrossEntropy.PLAIN, List.of("logits", "targets", "gradient"), new ArcFace(), List.of("gradient"),
                new Triplet(), List.of("anchors", "positives", "negatives", "anchorGradient"),
                new Contrastive(), List.of("left", "right", "leftGradient"),
                new CenterLoss(0.5), List.of("features", "centers", "featureGradient"));
        return batches.entrySet().stream().map(batch -> dynamicTest(batch.getKey().toString(), () -> {
            Recorder recorder = new Recorder();
            WarmUp.run(recorder.provider(), batch.getKey());
            for (String name : batch.getValue()) {
                assertThat(recorder.matrices(name)).as(name)
                        .anyMatch(matrix -> matrix.offset() > 0 && matrix.stride() > matrix.columns())
                        .anyMatch(matrix -> matrix.offset() == 0 && matrix.stride() == matrix.columns());
            }
        }));
    }

    /** A batch of one-hot targets goes the way of labels, and one of them is not the row's first. */
    @Test
    void someTargetsAreOneHot() {
        Recorder recorder = new Recorder();
        WarmUp.run(recorder.provider(), CrossEntropy.PLAIN);
        assertThat(recorder.matrices("targets"))
                .anyMatch(targets -> targets.rows() > 1 && targets.columns() > 64 && isOneHot(targets))
                .anyMatch(targets -> !isOneHot(targets));
    }

    private static boolean isOneHot(FloatMatrix targets) {
        return IntStream.range(0, targets.rows())
                .allMatch(i -> IntStream.range(0, targets.columns()).filter(j -> targets.get(i, j) != 0).count() == 1);
    }

    @Test
    void pointwiseLossesAreReducedToEveryMeanAndShortOnesAreAmongThem() {
        Recorder recorder = new Recorder();
        WarmUp.run(recorder.provider(), new Logistic());
        assertThat(recorder.reductions).contains(Reduction.MEAN, Reduction.WEIGHTED_MEAN);
        assertThat(recorder.lengths)
                .contains(1, 3, 8, 16)
                .anyMatch(length -> length > 16 && length < 64)
                .anyMatch(length -> length >= 64 && length < 1024)
                .anyMatch(length -> length > 1024 && length % 16 > 0);
    }

    private static double largest(float[] numbers) {
        return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).max().orElseThrow();
    }

    private static double smallest(float[] numbers) {
        return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).min().orElseThrow();
    }

    /** Classes that class weights make few are called with more rows than a block has, and with some. */
    @Test
    void fewClassesAreOfManyRows() {
        Recorder recorder = new Recorder();
        WarmUp.run(recorder.provider(), CrossEntropy.PLAIN.withClassWeights(1, 2, 3));
        assertThat(recorder.matrices("logits").stream().map(FloatMatrix::rows))
                .anyMatch(rows -> rows < 16)
                .anyMatch(rows -> rows > 64 && rows < 1024)
                .anyMatch(rows -> rows > 1024);
    }

    /** Anchors are gathered where at most a quarter of a block counts. */
    @Test
    void manyAnchorsCountAndFew() {
        Recorder recorder = new Recorder();
        WarmUp.run(recorder.provider(), new RpnLoss());
        assertThat(recorder.labels.stream()
                        .map(labels -> Arrays.stream(labels).filter(label -> label >= 0).count() * 4.0 / labels.length))
                .anyMatch(quarters -> quarters > 0 && quarters <= 1)
                .anyMatch(quarters -> quarters > 1);
    }

    /** Scores of at most 4 columns and of at most 8 have loops of their own. */
    @Test
    void linearModelsAreNarrowAndWide() {
        Recorder recorder = new Recorder();
        WarmUp.run(recorder.provider(), new Logistic());
        assertThat(recorder.matrices("x").stream().map(FloatMatrix::columns))
                .anyMatch(columns -> columns > 2 && columns <= 4)
                .anyMatch(columns -> columns > 6 && columns <= 8)
                .anyMatch(columns -> columns > 8);
    }

    @Test
    void softmaxRowsAreReducedToEveryMean() {
        Recorder recorder = new Recorder();
        WarmUp.run(recorder.provider(), CrossEntropy.PLAIN);
        assertThat(recorder.reductions).contains(Reduction.MEAN, Reduction.WEIGHTED_MEAN);
    }

    /** The methods that take this loss. */
    private static Stream<Method> kernels(Loss loss) {
        return methods()
                .filter(method -> Arrays.stream(method.getParameterTypes())
                        .anyMatch(type -> Loss.class.isAssignableFrom(type) && type.isInstance(loss)))
                .filter(method -> Pairing.fits(Arrays.stream(method.getParameters()).map(Parameter::getName).toList(), loss));
    }

    private static Stream<Method> methods() {
        return Arrays.stream(KernelProvider.class.getMethods())
                .filter(Recorder::givesKernels)
                .flatMap(accessor -> Arrays.stream(accessor.getReturnType().getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()));
    }

    /** A provider whose kernels do nothing but remember that they were called. */
    private static final class Recorder {

        private final Set<Method> called = new HashSet<>();
        private final Map<Method, List<String>> names = new HashMap<>();
        private final Map<String, Set<FloatMatrix>> matrices = new HashMap<>();
        private final Set<Reduction> reductions = new HashSet<>();
        private final Set<Integer> lengths = new HashSet<>();
        private final List<int[]> labels = new ArrayList<>();

        /** What was given as a parameter of that name. */
        Set<FloatMatrix> matrices(String name) {
            return matrices.getOrDefault(name, Set.of());
        }

        KernelProvider provider() {
            return (KernelProvider) Proxy.newProxyInstance(
                    Recorder.class.getClassLoader(), new Class<?>[] {KernelProvider.class},
                    (proxy, accessor, arguments) -> givesKernels(accessor) ? kernels(accessor.getReturnType()) : null);
        }

        List<Method> missing(Stream<Method> expected) {
            return expected.filter(method -> !called.contains(method)).toList();
        }

        private Object kernels(Class<?> type) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                called.add(method);
                remember(names.computeIfAbsent(method, Recorder::names), arguments);
                return method.getReturnType() == double.class ? 0.0 : null;
            });
        }

        private static List<String> names(Method method) {
            return Arrays.stream(method.getParameters()).map(Parameter::getName).toList();
        }

        private void remember(List<String> names, Object[] arguments) {
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof FloatMatrix matrix) {
                    matrices.computeIfAbsent(names.get(i), name -> new HashSet<>()).add(matrix);
                } else if (arguments[i] instanceof Reduction reduction) {
                    reductions.add(reduction);
                } else if (arguments[i] instanceof int[] numbers) {
                    labels.add(numbers);
                } else if (names.get(i).equals("length")) {
                    lengths.add((int) arguments[i]);
                }
            }
        }

        static boolean givesKernels(Method accessor) {
            return accessor.getParameterCount() == 0 && accessor.getReturnType().isInterface();
        }
    }
}
