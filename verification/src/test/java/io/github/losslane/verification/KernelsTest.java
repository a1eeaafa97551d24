package io.github.losslane.verification;

import static io.github.losslane.verification.ChildJvm.VECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which kernels a JVM finds, by its options. */
class KernelsTest {

    private static final String ADVICE = "--add-modules jdk.incubator.vector";
    private static final String MISSING =
            "java.lang.IllegalStateException: no SIMD kernels: start the JVM with " + ADVICE;
    private static final String SIMD = "simd " + Kernels.simd().laneBits();
    private static final String REFERENCE = "reference 0";
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @Test
    void simdIsFoundAndNothingIsSaid() {
        ChildJvm jvm = probe(VECTOR);
        assertThat(jvm.lines()).containsExactly("best: " + SIMD, "simd: " + SIMD);
        assertThat(jvm.errors()).doesNotContain("losslane").doesNotContain("reference");
    }

    @Test
    void withoutTheVectorModuleTheReferenceIsUsedAndTheOptionNamedOnce() {
        ChildJvm jvm = probe(List.of());
        assertThat(jvm.lines()).containsExactly("best: " + REFERENCE, "simd: " + MISSING);
        assertThat(jvm.errors()).containsOnlyOnce(ADVICE).contains("WARNING", "scalar reference");
    }

    @Test
    void withoutTheKernelsOnThePathTheReferenceIsUsedAndThatIsSaidOnce() {
        String classPath = ChildJvm.classPathWithout(ChildJvm.origin(Kernels.simd().getClass()));
        ChildJvm jvm = run(VECTOR, List.of("-cp", classPath));
        assertThat(jvm.lines()).containsExactly(
                "best: " + REFERENCE,
                "simd: java.lang.IllegalStateException: no SIMD kernels: losslane-kernels is not on the path");
        assertThat(jvm.errors()).containsOnlyOnce("losslane-kernels is not on the path");
    }

    @Test
    void propertyForcesTheReferenceWithoutAWord() {
        ChildJvm jvm = probe(VECTOR, "-Dlosslane.kernels=reference");
        assertThat(jvm.lines()).containsExactly("best: " + REFERENCE, "simd: " + SIMD);
        assertThat(jvm.errors()).doesNotContain("reference");
        assertThat(probe(List.of(), "-Dlosslane.kernels=reference").errors()).doesNotContain("reference");
    }

    @Test
    void propertyForcesSimdOrFails() {
        assertThat(probe(VECTOR, "-Dlosslane.kernels=simd").lines()).containsExactly("best: " + SIMD, "simd: " + SIMD);
        assertThat(probe(List.of(), "-Dlosslane.kernels=simd").lines())
                .containsExactly("best: " + MISSING, "simd: " + MISSING);
    }

    @Test
    void propertyThatNamesNoProviderIsRefused() {
        assertThat(probe(VECTOR, "-Dlosslane.kernels=nonsense").lines()).containsExactly(
                "best: java.lang.IllegalArgumentException: losslane.kernels is nonsense, not simd or reference",
                "simd: " + SIMD);
    }

    @Test
    void simdIsFoundOnTheModulePath() {
        Path core = ChildJvm.origin(Kernels.class);
        Path kernels = ChildJvm.origin(Kernels.simd().getClass());
        String modulePath = core + System.getProperty("path.separator") + kernels;
        ChildJvm jvm = run(
                List.of("-p", modulePath, "--add-modules", "io.github.losslane.kernels"),
                List.of("-cp", ChildJvm.origin(KernelsProbe.class).toString()));
        assertThat(jvm.lines()).as(jvm.errors()).containsExactly("best: " + SIMD, "simd: " + SIMD);
    }

    /** Kernels on the class path cannot reach what a core on the module path keeps for its own modules. */
    @Test
    void coreAndKernelsOnPathsOfDifferentKindsAreNamed() {
        Path core = ChildJvm.origin(Kernels.class);
        String separator = System.getProperty("path.separator");
        String classPath = ChildJvm.origin(Kernels.simd().getClass()) + separator + ChildJvm.origin(KernelsProbe.class);
        ChildJvm jvm = run(
                List.of("-p", core.toString(), "--add-modules", "io.github.losslane.core,jdk.incubator.vector"),
                List.of("-cp", classPath));
        String missing = "no SIMD kernels: losslane-core is on the module path, losslane-kernels on the class path: "
                + "put both on one of them";
        assertThat(jvm.lines()).as(jvm.errors())
                .containsExactly("best: " + REFERENCE, "simd: java.lang.IllegalStateException: " + missing);
        assertThat(jvm.errors()).containsOnlyOnce(missing);
    }

    private static ChildJvm probe(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return run(all, List.of("-cp", CLASS_PATH));
    }

    private static ChildJvm run(List<String> options, List<String> path) {
        List<String> all = new ArrayList<>(options);
        all.addAll(path);
        all.addAll(List.of(KernelsProbe.class.getName(), "best", "simd"));
        ChildJvm jvm = ChildJvm.run(all);
        assertThat(jvm.exitCode()).as(jvm.errors()).isZero();
        return jvm;
    }
}
