package io.github.losslane.verification;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import java.util.function.Supplier;

/** Prints which kernels a JVM finds, asking twice, or why it finds none. */
public final class KernelsProbe {

    private KernelsProbe() {}

    /** Takes the names of methods of {@link Kernels}. */
    public static void main(String[] methods) {
        for (String method : methods) {
            Supplier<KernelProvider> find = method.equals("best") ? Kernels::best : Kernels::simd;
            try {
                KernelProvider kernels = find.get();
                String again = kernels == find.get() ? "" : ", then another";
                System.out.println(method + ": " + kernels.name() + " " + kernels.laneBits() + again);
            } catch (IllegalStateException | IllegalArgumentException failure) {
                System.out.println(method + ": " + failure);
            }
        }
    }
}
