package io.github.losslane.jmh.start;

import io.github.losslane.KernelProvider;
import io.github.losslane.jmh.KernelCase;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Providers whose kernels do nothing, of several classes. Once the callers have met them, the compiler no longer bets on the class
 * of a provider; otherwise the first call of a kernel, right after one of the reference, would pay for the bet that its
 * caller's code has lost.
 */
final class Bystanders {

    /** What makes classes of proxies differ; more than two, as the compiler bets on two. */
    private static final List<Class<?>> MARKS = List.of(Cloneable.class, Serializable.class, Runnable.class, AutoCloseable.class);

    private static final int ROUNDS = 60;
    private static final int CALLS = 50;

    private Bystanders() {}

    /** Calls the cases of every provider that does nothing until their code is compiled. */
    static void meet() {
        List<List<KernelCase>> providers = MARKS.stream()
                .map(mark -> KernelCase.all((KernelProvider) idle(KernelProvider.class, mark, new HashMap<>())))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            for (List<KernelCase> cases : providers) {
                for (KernelCase each : cases) {
                    for (int i = 0; i < CALLS; i++) {
                        if (each.call().getAsDouble() != 0) {
                            throw new IllegalStateException("nothing has a loss");
                        }
                    }
                }
            }
        }
    }

    /** Kernels are interfaces; everything else that a call returns is a loss or nothing. */
    private static Object idle(Class<?> type, Class<?> mark, Map<Class<?>, Object> made) {
        Object there = made.get(type);
        if (there == null) {
            there = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type, mark}, (proxy, method, arguments) -> {
                Class<?> result = method.getReturnType();
                return result.isInterface() ? idle(result, mark, made) : result == double.class ? 0.0 : null;
            });
            made.put(type, there);
        }
        return there;
    }
}
