package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import io.github.losslane.verification.calls.KernelCalls;
import io.github.losslane.verification.calls.KernelMethod;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same input gives the same bits, those committed: on every lane width, in every compiler, on any number of threads. */
class ReproducibilityTest {

    private static final Map<HashedJvm, Future<HashedJvm.Result>> RESULTS = new EnumMap<>(HashedJvm.class);

    /** Two at a time. */
    private static final ExecutorService POOL = Executors.newFixedThreadPool(2);

    @BeforeAll
    static void start() {
        for (HashedJvm jvm : HashedJvm.values()) {
            RESULTS.put(jvm, POOL.submit(jvm::run));
        }
    }

    @AfterAll
    static void end() {
        POOL.shutdownNow();
    }

    @Test
    void everyKernelHasALineInTheFile() throws IOException {
        assertThat(HashFile.committed().keySet())
                .as("kernels with a hash; " + HashFile.ADVICE)
                .containsExactlyInAnyOrderElementsOf(names());
    }

    @ParameterizedTest
    @EnumSource(HashedJvm.class)
    void bitsAreThoseCommitted(HashedJvm jvm) throws Exception {
        HashedJvm.Result result = RESULTS.get(jvm).get();
        assertThat(result.jvm().exitCode()).as("%s: %s", jvm.described(), result.jvm().errors()).isZero();
        assertThat(result.jvm().lines())
                .as(jvm.described())
                .anyMatch(line -> line.endsWith(" " + jvm.bits(Kernels.simd().laneBits()) + " bits"));
        assertThat(result.hashes().keySet()).containsExactlyElementsOf(names());
        assertThat(HashFile.changed(HashFile.committed(), result.hashes()))
                .as("kernels that have not the committed bits with %s; %s", jvm.described(), HashFile.ADVICE)
                .isEmpty();
    }

    @Test
    void secondCompilerCompilesEveryLoopOfVectors() throws Exception {
        List<String> said = RESULTS.get(HashedJvm.C2).get().jvm().lines();
        assertThat(loops().filter(type -> said.stream().noneMatch(line -> line.contains(" " + type + "::"))))
                .as("classes with loops of vectors of which nothing was compiled")
                .isEmpty();
    }

    @Test
    void changedHashIsSeen() {
        Map<String, String> committed = Map.of("a", "1 2", "b", "3 4");
        assertThat(HashFile.changed(committed, HashFile.parse(List.of("a = 1", "b = 3 4")))).isEmpty();
        assertThat(HashFile.changed(committed, HashFile.parse(List.of("a = 1 2", "b = 3 5")))).containsExactly("b");
        assertThat(HashFile.changed(committed, HashFile.parse(List.of("a = 1 2", "a = 1 3")))).containsExactly("a");
        assertThat(HashFile.changed(committed, HashFile.parse(List.of("c = 1 2", "a = 2")))).containsExactly("c", "a");
    }

    private static List<String> names() {
        return KernelCalls.of(Kernels.simd()).stream().map(KernelMethod::name).toList();
    }

    /** Classes that compute with vectors on arrays; tiles of 12 rows are for vectors of 512 bits only. */
    private static Stream<String> loops() throws IOException {
        return ClassFiles.in(ChildJvm.origin(Kernels.simd().getClass())).entrySet().stream()
                .filter(file -> file.getValue().contains("jdk/incubator/vector/FloatVector")
                        || file.getValue().contains("jdk/incubator/vector/DoubleVector"))
                .map(Map.Entry::getKey)
                .filter(ReproducibilityTest::takesArrays)
                .filter(type -> Kernels.simd().laneBits() == 512 || !type.endsWith("Tile"));
    }

    private static boolean takesArrays(String type) {
        try {
            return Arrays.stream(Class.forName(type).getDeclaredMethods())
                    .anyMatch(method -> Arrays.stream(method.getParameterTypes()).anyMatch(Class::isArray));
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
