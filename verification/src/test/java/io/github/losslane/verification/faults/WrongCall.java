package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.losslane.verification.calls.Extent;
import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.Memory;
import java.util.List;
import java.util.Map;

/**
 * A call that may be wrong in several ways.
 *
 * @param what what was done to a good one
 * @param call the call
 * @param workspace sizes its workspaces were made for
 */
record WrongCall(String what, KernelCall call, Map<Extent, Integer> workspace) {

    WrongCall and(String how, KernelCall changed) {
        return new WrongCall(what + "; " + how, changed, workspace);
    }

    /** Makes the call and judges it by the contract; returns whether it was wrong. */
    boolean check() {
        Contract contract = Contract.of(call, workspace);
        List<Violation> violations = contract.violations();
        Throwable thrown = catchThrowable(call::run);
        if (violations.isEmpty()) {
            assertThat(thrown).as(what).isNull();
            for (Memory memory : call.memories()) {
                assertThat(isLeftAlone(contract.placed(memory))).as("%s: guards of %s", what, memory.operand().name()).isTrue();
            }
        } else {
            assertThat(thrown).as("%s: one of %s", what, violations).isNotNull();
            assertThat(violations).as("%s: %s is for one of these", what, thrown).anyMatch(each -> each.explains(thrown));
            for (Memory memory : call.memories()) {
                assertThat(memory.isUntouched()).as("%s: %s is as before", what, memory.operand().name()).isTrue();
            }
        }
        call.memories().forEach(Memory::restore);
        return !violations.isEmpty();
    }

    /** Memory that no output shares holds what it held but for the output itself. */
    private boolean isLeftAlone(Memory memory) {
        boolean shared = call.outputs().stream()
                .anyMatch(output -> output.array() == memory.array() && !output.operand().equals(memory.operand()));
        return shared || (memory.operand().output() ? memory.guardsAreIntact() : memory.isUntouched());
    }
}
