package io.github.losslane;

import io.github.losslane.reference.ReferenceProvider;
import java.lang.System.Logger.Level;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds the kernels: SIMD where they can run, otherwise the scalar reference.
 *
 * <p>The system property {@code losslane.kernels}, read once, forces {@code simd} or {@code reference}.
 */
public final class Kernels {

    private static final String FORCED = System.getProperty("losslane.kernels");

    private Kernels() {}

    /**
     * The fastest provider that can run here. Where that is the reference, the first call says once, through
     * {@link System.Logger}, what the SIMD kernels miss.
     *
     * @return the provider, always the same one
     * @throws IllegalStateException if {@code losslane.kernels} forces SIMD kernels that cannot run, naming what is missing
     * @throws IllegalArgumentException if {@code losslane.kernels} is neither {@code simd} nor {@code reference}
     */
    public static KernelProvider best() {
        if (FORCED == null) {
            return Best.PROVIDER;
        }
        return switch (FORCED) {
            case "simd" -> simd();
            case "reference" -> reference();
            default -> throw new IllegalArgumentException("losslane.kernels is " + FORCED + ", not simd or reference");
        };
    }

    /**
     * The SIMD provider of the module losslane-kernels.
     *
     * @return the provider, always the same one
     * @throws IllegalStateException if it cannot run here, naming what is missing
     */
    public static KernelProvider simd() {
        if (Simd.FOUND.provider == null) {
            throw new IllegalStateException(Simd.FOUND.missing);
        }
        return Simd.FOUND.provider;
    }

    /**
     * The scalar reference: double arithmetic, written for clarity.
     *
     * @return the provider, always the same one
     */
    public static KernelProvider reference() {
        return ReferenceProvider.INSTANCE;
    }

    /** The result of one search: a provider, or what is missing for it. */
    private record Simd(KernelProvider provider, String missing) {

        static final Simd FOUND = find();

        private static Simd find() {
            try {
                return ServiceLoader.load(KernelProvider.class, Kernels.class.getClassLoader())
                        .findFirst()
                        .map(provider -> new Simd(provider, null))
                        .orElseGet(() -> new Simd(null, "no SIMD kernels: losslane-kernels is not on the path"));
            } catch (ServiceConfigurationError | LinkageError error) {
                Throwable cause = error.getCause() == null ? error : error.getCause();
                return new Simd(null, "no SIMD kernels: " + cause.getMessage());
            }
        }
    }

    private static final class Best {

        static final KernelProvider PROVIDER = choose();

        private static KernelProvider choose() {
            if (Simd.FOUND.provider != null) {
                return Simd.FOUND.provider;
            }
            System.getLogger(Kernels.class.getName())
                    .log(Level.WARNING, "{0}; the scalar reference runs instead, many times slower", Simd.FOUND.missing);
            return reference();
        }
    }
}
