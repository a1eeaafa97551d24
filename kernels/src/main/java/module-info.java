/** How losses are computed fast: the SIMD kernel provider, found by {@link java.util.ServiceLoader}; exports nothing. */
module io.github.losslane.kernels {
    requires transitive io.github.losslane.core;
    requires jdk.incubator.vector;

    provides io.github.losslane.KernelProvider with
            io.github.losslane.simd.SimdProvider;
}
