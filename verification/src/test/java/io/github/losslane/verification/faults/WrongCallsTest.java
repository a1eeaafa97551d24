package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.verification.calls.KernelCall;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.KernelMethod;
import io.github.losslane.verification.calls.Setup;
import io.github.losslane.verification.calls.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand calls that are wrong at random, in several ways at once: each gives an exception that the contract
 * allows and leaves every bit of memory as it was. {@code -Dwrong.seed} gives other calls, {@code -Dwrong.calls} more.
 */
class WrongCallsTest {

    private static final long SEED = Long.getLong("wrong.seed", 1);
    private static final int CALLS = Integer.getInteger("wrong.calls", 130_000);
    private static final int LEAST_WRONG = 100_000;
    private static final List<Shape> SHAPES = List.of(new Shape(3, 2, 4), new Shape(21, 5, 3), new Shape(1, 19, 18));

    @Test
    void everyWrongCallIsRefusedAndEveryRightOneIsNot() {
        List<KernelMethod> methods = KernelCalls.ofAllProviders().toList();
        int each = CALLS / methods.size() + 1;
        int wrong = 0;
        for (KernelMethod method : methods) {
            for (int s = 0; s < SHAPES.size(); s++) {
                Setup setup = Setup.of(SHAPES.get(s));
                KernelCall good = method.call(setup.variation(s % method.variations()));
                SplittableRandom random = new SplittableRandom(SEED * 31 + s);
                WrongCalls calls = new WrongCalls(good, SHAPES.get(s), random);
                for (int i = 0; i < (each + 2) / SHAPES.size(); i++) {
                    wrong += check(calls.next()) ? 1 : 0;
                }
            }
        }
        System.out.println(wrong + " wrong calls of " + methods.size() + " kernels, seed " + SEED);
        assertThat(wrong).as("wrong calls, seed %s", SEED).isGreaterThanOrEqualTo(Math.min(LEAST_WRONG, CALLS / 2));
    }

    private static boolean check(WrongCall call) {
        try {
            return call.check();
        } catch (AssertionError failure) {
            throw new AssertionError("-Dwrong.seed=" + SEED + ": " + failure.getMessage(), failure);
        }
    }
}
