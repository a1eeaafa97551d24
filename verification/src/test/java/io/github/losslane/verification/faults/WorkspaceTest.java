package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.losslane.Kernels;
import io.github.losslane.center.DoubleCenterWorkspace;
import io.github.losslane.center.FloatCenterWorkspace;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.FloatHeadWorkspace;
import io.github.losslane.verification.calls.Data;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.KernelMethod;
import io.github.losslane.verification.calls.Memory;
import io.github.losslane.verification.calls.Setup;
import io.github.losslane.verification.calls.Shape;
import io.github.losslane.verification.calls.Workspaces;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A workspace is scratch: what it held, what used it before and how much larger it is are nothing to the result. */
class WorkspaceTest {

    private static final Shape LARGEST = new Shape(300, 70, 80);
    private static final List<Shape> SHAPES = List.of(
            new Shape(0, 3, 2), new Shape(1, 1, 1), new Shape(7, 5, 10), new Shape(33, 20, 70), LARGEST);

    @TestFactory
    Stream<DynamicTest> whatAWorkspaceHeldIsNothingToTheResult() {
        return methods().map(method -> dynamicTest(method.name(), () -> {
            for (Shape shape : SHAPES) {
                KernelCall spoiled = method.call(Setup.of(shape));
                workspaces(method).forEach(name -> Workspaces.spoil(spoiled.argument(name)));
                assertSameBits(spoiled, method.call(Setup.of(shape)));
            }
        }));
    }

    /** Two of them take part in a joint step, and both have classes. */
    @Test
    void workspaceThatIsTooSmallIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FloatHeadWorkspace(1, 2, 3).check(1, 2, 4))
                .withMessage("head workspace: classes is 4, not in [0, 3]");
        assertThatIllegalArgumentException().isThrownBy(() -> new DoubleHeadWorkspace(1, 2, 3).check(2, 2, 3))
                .withMessage("head workspace: rows is 2, not in [0, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> new FloatCenterWorkspace(3, 2).check(4, 2))
                .withMessage("center workspace: classes is 4, not in [0, 3]");
        assertThatIllegalArgumentException().isThrownBy(() -> new DoubleCenterWorkspace(3, 2).check(3, 3))
                .withMessage("center workspace: dimension is 3, not in [0, 2]");
    }

    /** One workspace for all methods, losses and shapes in turn; NaN and infinities pass through it as well. */
    @TestFactory
    Stream<DynamicTest> whatUsedAWorkspaceBeforeIsNothingToTheResult() {
        List<KernelMethod> methods = methods().toList();
        return methods.stream().map(method -> dynamicTest(method.name(), () -> {
            List<KernelMethod> alike = methods.stream().filter(other -> sameWorkspaces(other, method)).toList();
            KernelMethod other = alike.get((alike.indexOf(method) + alike.size() / 2) % alike.size());
            KernelCall before = other.call(Setup.of(LARGEST).with(Data.SPECIAL));
            for (Shape shape : SHAPES) {
                KernelCall after = method.call(Setup.of(shape));
                for (String name : workspaces(method)) {
                    after = after.with(name, before.argument(name));
                }
                before.run();
                assertSameBits(after, method.call(Setup.of(shape)));
            }
        }));
    }

    private static boolean sameWorkspaces(KernelMethod one, KernelMethod other) {
        return workspaces(one).equals(workspaces(other))
                && workspaces(one).stream().allMatch(name -> one.parameterType(name) == other.parameterType(name));
    }

    private static void assertSameBits(KernelCall call, KernelCall fresh) {
        assertThat(Double.valueOf(call.run())).isEqualTo(Double.valueOf(fresh.run()));
        for (Memory output : call.outputs()) {
            String name = output.operand().name();
            assertThat(output.sameBits(fresh.memory(name))).as("%s x %s %s", output.rows(), output.columns(), name).isTrue();
        }
    }

    private static Stream<KernelMethod> methods() {
        return KernelCalls.of(Kernels.simd()).stream().filter(method -> !workspaces(method).isEmpty());
    }

    private static List<String> workspaces(KernelMethod method) {
        return method.parameterNames().stream()
                .filter(name -> method.parameterType(name).getSimpleName().endsWith("Workspace"))
                .toList();
    }
}
