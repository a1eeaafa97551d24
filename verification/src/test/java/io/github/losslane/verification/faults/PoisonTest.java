package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.verification.calls.Extent;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.KernelMethod;
import io.github.losslane.verification.calls.Memory;
import io.github.losslane.verification.calls.Setup;
import io.github.losslane.verification.calls.Shape;
import io.github.losslane.verification.calls.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** NaN and infinities among the numbers are no error; what they do stays in their row. */
class PoisonTest {

    private static final Shape SHAPE = new Shape(70, 5, 21);
    private static final List<Double> POISONS = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private static final Set<Values> WEIGHTS = Set.of(Values.WEIGHT, Values.SHARE);

    /** A vector's first and last lane, a row in the middle of one, a row of the tail. */
    private static final List<Integer> ROWS = List.of(0, 15, 37, 69);

    @TestFactory
    Stream<DynamicTest> poisonStaysInItsRow() {
        return KernelCalls.ofAllProviders().map(method -> dynamicTest(method.fullName(), () -> {
            for (Poisoned poisoned : poisoned(method)) {
                KernelCall clean = method.call(poisoned.setup);
                clean.run();
                poisoned.call.run();
                for (Memory output : clean.outputs()) {
                    if (output.operand().rows() == Extent.ROWS) {
                        assertOtherRowsAreTheSame(poisoned, output);
                    }
                }
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> resultsAreNaNWhereThoseOfTheReferenceAre() {
        List<KernelMethod> simd = KernelCalls.of(Kernels.simd());
        List<KernelMethod> reference = KernelCalls.of(Kernels.reference());
        return Stream.iterate(0, i -> i < simd.size(), i -> i + 1).map(i -> dynamicTest(simd.get(i).name(), () -> {
            List<Poisoned> expected = poisoned(reference.get(i));
            List<Poisoned> actual = poisoned(simd.get(i));
            for (int k = 0; k < expected.size(); k++) {
                assertThat(nans(actual.get(k).call)).as("%s", actual.get(k)).isEqualTo(nans(expected.get(k).call));
            }
        }));
    }

    /** A call with one number replaced. */
    private record Poisoned(Setup setup, String operand, int row, double poison, KernelCall call) {

        @Override
        public String toString() {
            return poison + " in row " + row + " of " + operand + ", variation " + setup.variation();
        }
    }

    private static List<Poisoned> poisoned(KernelMethod method) {
        List<Poisoned> all = new ArrayList<>();
        for (int variation = 0; variation < method.variations(); variation++) {
            Setup setup = Setup.of(SHAPE).variation(variation);
            KernelCall clean = method.call(setup);
            for (Memory input : clean.inputs()) {
                if (input.operand().rows().countsRows() && input.type() != int.class && !poisonsAll(input, setup)) {
                    all.addAll(poisoned(method, setup, input));
                }
            }
        }
        return all;
    }

    private static List<Poisoned> poisoned(KernelMethod method, Setup setup, Memory input) {
        String name = input.operand().name();
        return ROWS.stream().flatMap(row -> POISONS.stream().map(poison -> {
            KernelCall call = method.call(setup);
            Memory replaced = call.memory(name).replaced(row, row % input.columns(), poison);
            return new Poisoned(setup, name, row, poison, call.with(replaced));
        })).toList();
    }

    /** A weighted mean divides every row by the sum of the weights, and dense targets weigh their sum. */
    private static boolean poisonsAll(Memory input, Setup setup) {
        return WEIGHTS.contains(input.operand().values()) && setup.reduction() == Reduction.WEIGHTED_MEAN;
    }

    private static void assertOtherRowsAreTheSame(Poisoned poisoned, Memory clean) {
        Memory output = poisoned.call.memory(clean.operand().name());
        for (int row = 0; row < clean.rows(); row++) {
            assertThat(row == poisoned.row || output.part(row, 1).sameBits(clean.part(row, 1)))
                    .as("%s: row %s of %s is as without it", poisoned, row, clean.operand().name())
                    .isTrue();
        }
    }

    /** Runs the call and names what is NaN. */
    private static List<String> nans(KernelCall call) {
        List<String> nans = new ArrayList<>();
        if (Double.isNaN(call.run())) {
            nans.add("the result");
        }
        for (Memory output : call.outputs()) {
            for (int i = 0; i < output.rows() * output.columns(); i++) {
                if (Double.isNaN(output.get(i / output.columns(), i % output.columns()))) {
                    nans.add(output.operand().name() + "[" + i / output.columns() + "][" + i % output.columns() + "]");
                }
            }
        }
        return nans;
    }
}
