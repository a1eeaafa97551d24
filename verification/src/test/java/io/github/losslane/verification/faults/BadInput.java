package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.Memory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A call that must fail and write nothing.
 *
 * @param wrong what is wrong with it
 * @param call the call
 * @param expected the exception; several where the call is wrong in several ways at once
 * @param named names and numbers that the message must hold
 */
record BadInput(String wrong, KernelCall call, Set<Class<? extends RuntimeException>> expected, List<String> named) {

    static BadInput nothing(KernelCall call, String name) {
        return new BadInput(name + " is null", call, Set.of(NullPointerException.class), List.of(name));
    }

    static BadInput range(String wrong, KernelCall call, Object... named) {
        return new BadInput(wrong, call, Set.of(IndexOutOfBoundsException.class), texts(named));
    }

    static BadInput argument(String wrong, KernelCall call, Object... named) {
        return new BadInput(wrong, call, Set.of(IllegalArgumentException.class), texts(named));
    }

    static BadInput argumentOrRange(String wrong, KernelCall call) {
        return new BadInput(
                wrong, call, Set.of(IllegalArgumentException.class, IndexOutOfBoundsException.class), List.of());
    }

    /** Makes the call and looks at the exception and at every bit of every array. */
    void check() {
        Throwable thrown = catchThrowable(call::run);
        assertThat(thrown).as(wrong).isNotNull();
        assertThat(thrown).as(wrong).isInstanceOfAny(expected.toArray(Class<?>[]::new));
        String message = thrown.getMessage();
        assertThat(message).as(wrong).isNotNull().doesNotStartWith("Cannot ");    // the JVM's own NullPointerException
        for (String word : named) {
            assertThat(message).as(wrong).containsPattern("(?<![\\w-])" + Pattern.quote(word) + "(?!\\w)");
        }
        for (Memory memory : call.memories()) {
            assertThat(memory.isUntouched())
                    .as("%s: %s is as it was before", wrong, memory.operand().name())
                    .isTrue();
        }
    }

    private static List<String> texts(Object... named) {
        return Arrays.stream(named).map(String::valueOf).toList();
    }
}
