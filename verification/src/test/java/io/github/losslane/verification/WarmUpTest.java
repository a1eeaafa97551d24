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
import io.github.losslane.detection.DetectionKernels;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.internal.WarmUp;
import io.github.losslane.linear.LinearKernels;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxKernels;
import io.github.losslane.verification.calls.LossCatalogue;
import io.github.losslane.verification.calls.Pairing;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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
        assertThat(recorder.logits.stream().map(FloatMatrix::columns))
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
        assertThat(recorder.logits.stream().map(FloatMatrix::data))
                .anyMatch(z -> largest(z) > 50)
                .anyMatch(z -> largest(z) < 30 && smallest(z) > -30)
                .anyMatch(z -> smallest(z) == Float.NEGATIVE_INFINITY);
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
        assertThat(recorder.logits.stream().map(FloatMatrix::rows))
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
        assertThat(recorder.x.stream().map(FloatMatrix::columns))
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

        private static final Set<Class<?>> REMEMBERED =
                Set.of(SoftmaxKernels.class, DetectionKernels.class, LinearKernels.class);

        private final Set<Method> called = new HashSet<>();
        private final Set<FloatMatrix> logits = new HashSet<>();
        private final Set<FloatMatrix> x = new HashSet<>();
        private final Set<Reduction> reductions = new HashSet<>();
        private final List<int[]> labels = new ArrayList<>();

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
                if (REMEMBERED.contains(type)) {
                    remember(method, arguments);
                }
                return method.getReturnType() == double.class ? 0.0 : null;
            });
        }

        private void remember(Method method, Object[] arguments) {
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof FloatMatrix matrix && method.getParameters()[i].getName().equals("logits")) {
                    logits.add(matrix);
                } else if (arguments[i] instanceof FloatMatrix matrix && method.getParameters()[i].getName().equals("x")) {
                    x.add(matrix);
                } else if (arguments[i] instanceof Reduction reduction) {
                    reductions.add(reduction);
                } else if (arguments[i] instanceof int[] numbers) {
                    labels.add(numbers);
                }
            }
        }

        static boolean givesKernels(Method accessor) {
            return accessor.getParameterCount() == 0 && accessor.getReturnType().isInterface();
        }
    }
}
