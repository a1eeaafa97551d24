package io.github.losslane.verification.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.losslane.Kernels;
import io.github.losslane.Loss;
import io.github.losslane.Reduction;
import io.github.losslane.linear.Regularizer;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The catalogue that the other tests run over is complete, and its calls are good ones. */
class KernelCallsTest {

    private static final List<Integer> SIZES = List.of(0, 1, 2, 7, 16, 33, 64, 130, 1025);

    @Test
    void everyPermittedLossHasASample() {
        assertThat(LossCatalogue.records(Loss.class))
                .isNotEmpty()
                .allSatisfy(loss -> assertThat(LossCatalogue.samplesOf(loss))
                        .as("samples of %s; with parameters it needs a line in LossCatalogue", loss.getSimpleName())
                        .isNotEmpty());
    }

    @Test
    void everyRegularizerHasASample() {
        assertThat(Setup.REGULARIZERS.stream().map(Object::getClass))
                .hasSameElementsAs(List.of(Regularizer.class.getPermittedSubclasses()));
    }

    @Test
    void everyKernelOfBothTypesIsFoundOnce() {
        List<String> names = KernelCalls.of(Kernels.reference()).stream().map(KernelMethod::name).toList();
        assertThat(names).doesNotHaveDuplicates().contains(
                "FloatMathKernels.exp(x, out)",
                "DoubleMathKernels.psi(cosines, psi, slope)",
                "FloatPointwiseKernels.lossAndGradient(predictions, targets, weights, gradient) Logistic[]",
                "DoubleSoftmaxKernels.losses(logits, labels, losses) CrossEntropy",
                "FloatSoftmaxKernels.loss(logits, targets, weights) CrossEntropy, weights",
                "FloatHeadKernels.loss(features, weights, bias, labels) PlainSoftmax[]",
                "DoubleHeadKernels.lossAndGradients(features, weights, labels, featureGradient, weightGradient, scaleGradient)"
                        + " NormFace[scale=20.0]",
                "FloatMarginKernels.lossAndGradient(cosines, labels, gradient) ArcFace[scale=64.0, margin=0.5]",
                "FloatLinearKernels.lossAndGradient(x, targets, weights, weightGradient, biasGradient) Logistic[]");
        assertThat(names.stream().filter(name -> name.startsWith("Float")).map(name -> name.replace("Float", "Double")))
                .containsExactlyElementsOf(names.stream().filter(name -> name.startsWith("Double")).toList());
    }

    @Test
    void variationsAreEveryReductionRegularizerAndMultiple() {
        KernelMethod loss = method("FloatPointwiseKernels.loss(predictions, targets) Logistic[]");
        assertThat(loss.variations()).isEqualTo(Reduction.values().length);
        KernelMethod psi = method("FloatMathKernels.psi(cosines, psi, slope)");
        assertThat(psi.variations()).isEqualTo(16);
        KernelMethod linear = method("FloatLinearKernels.loss(x, targets, weights) Logistic[]");
        assertThat(IntStream.range(0, linear.variations()).mapToObj(Setup.of(Shape.tall(1))::variation)
                        .map(setup -> List.of(setup.reduction(), setup.regularizer())))
                .doesNotHaveDuplicates()
                .hasSize(Reduction.values().length * Setup.REGULARIZERS.size());
    }

    @TestFactory
    Stream<DynamicTest> everyCallWritesItsOutputsAndNothingElse() {
        return KernelCalls.ofAllProviders().map(method -> dynamicTest(method.fullName(), () -> {
            for (int size : SIZES) {
                for (Shape shape : method.shapes(size)) {
                    assertKeepsToItsMemory(method.call(Setup.of(shape).at(0)));
                    assertKeepsToItsMemory(method.call(Setup.of(shape).at(1).with(Data.EXTREME)));
                    assertKeepsToItsMemory(method.call(Setup.of(shape).at(5).with(Data.SPECIAL)));
                }
            }
        }));
    }

    private static void assertKeepsToItsMemory(KernelCall call) {
        call.run();
        for (Memory memory : call.memories()) {
            String what = memory.operand().name() + " of " + memory.rows() + " x " + memory.columns();
            assertThat(memory.guardsAreIntact()).as("guards around %s", what).isTrue();
            if (memory.operand().output()) {
                long unwritten = IntStream.range(0, memory.rows() * memory.columns())
                        .filter(i -> memory.isUnwritten(i / memory.columns(), i % memory.columns()))
                        .count();
                assertThat(unwritten).as("unwritten elements of %s", what).isZero();
            } else {
                assertThat(memory.isUntouched()).as("input %s is left alone", what).isTrue();
            }
        }
    }

    @Test
    void guardsSeeAnElementThatChanges() {
        KernelCall call = method("FloatSoftmaxKernels.lossAndGradient(logits, labels, gradient) CrossEntropy")
                .call(Setup.of(new Shape(2, 1, 3)));
        Memory gradient = call.memory("gradient");
        float[] array = (float[]) gradient.array();
        call.run();
        assertThat(gradient.guardsAreIntact()).isTrue();
        for (int guard : new int[] {0, gradient.offset() + 3, gradient.offset() + gradient.span(), array.length - 1}) {
            float before = array[guard];
            array[guard] = 1;
            assertThat(gradient.guardsAreIntact()).as("element %s changed", guard).isFalse();
            array[guard] = before;
        }
    }

    @Test
    void ignoredLabelsReallyComeOut() {
        for (String loss : List.of("ignoring", "weights, smoothing, ignoring a class")) {
            KernelMethod method = method("FloatSoftmaxKernels.losses(logits, labels, losses) CrossEntropy, " + loss);
            Shape shape = Shape.tall(70);
            Memory labels = method.call(Setup.of(shape)).memory("labels");
            assertThat(IntStream.range(0, 70).map(i -> (int) labels.get(i, 0)).boxed())
                    .anyMatch(((SoftmaxLoss) method.loss(SoftmaxLoss.class, shape))::ignores)
                    .anyMatch(label -> label == shape.classes() - 1);
        }
    }

    @Test
    void specialNumbersReallyComeOut() {
        assertSeen(Data.SPECIAL, Double::isNaN, x -> x == Double.POSITIVE_INFINITY, x -> x == Double.NEGATIVE_INFINITY);
        assertSeen(Data.EXTREME, x -> x == 0 && 1 / x > 0, x -> x == 0 && 1 / x < 0, x -> x == 1, x -> x == -1);
        assertSeen(Data.EXTREME, x -> x == Float.MIN_VALUE, x -> x == -Float.MAX_VALUE);
        assertSeen(Data.EXTREME, x -> x > Float.MIN_VALUE && x < Float.MIN_NORMAL);
        assertThat(numbers(Data.EXTREME)).allMatch(Double::isFinite);
        assertThat(numbers(Data.ORDINARY)).allMatch(x -> Math.abs(x) <= 6).doesNotHaveDuplicates();
    }

    private static void assertSeen(Data data, DoublePredicate... kinds) {
        for (DoublePredicate kind : kinds) {
            assertThat(numbers(data)).anyMatch(kind::test);
        }
    }

    private static List<Double> numbers(Data data) {
        KernelCall call = method("FloatMathKernels.sum(x)").call(Setup.of(Shape.tall(1000)).with(data));
        return IntStream.range(0, 1000).mapToObj(i -> call.memory("x").get(i, 0)).toList();
    }

    private static KernelMethod method(String name) {
        return KernelCalls.of(Kernels.reference()).stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name));
    }
}
