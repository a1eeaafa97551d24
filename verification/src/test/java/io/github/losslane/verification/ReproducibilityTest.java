package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same input gives the same bits: on every lane width, in every compiler. */
class ReproducibilityTest {

    /** JVM options and the widest vectors they leave. */
    private static final Map<String, Integer> JVMS = new LinkedHashMap<>();

    static {
        JVMS.put("-Xint", 512);
        JVMS.put("-XX:+TieredCompilation", 512);
        JVMS.put("-XX:UseAVX=2", 256);
        JVMS.put("-XX:MaxVectorSize=16", 128);
        JVMS.put("-XX:TieredStopAtLevel=1", 512);
    }

    @Test
    void bitsAreTheSameOnEveryLaneWidthAndInEveryCompiler() throws Exception {
        int widest = Kernels.simd().laneBits();
        List<String> expected = null;
        for (Map.Entry<String, Future<ChildJvm>> child : children().entrySet()) {
            ChildJvm jvm = child.getValue().get();
            assertThat(jvm.exitCode()).as("%s: %s", child.getKey(), jvm.errors()).isZero();
            assertThat(jvm.lines().getFirst())
                    .as(child.getKey())
                    .isEqualTo("laneBits " + Math.min(widest, JVMS.get(child.getKey())));
            List<String> hashes = new ArrayList<>(jvm.lines().subList(1, jvm.lines().size()));
            expected = expected == null ? List.copyOf(hashes) : expected;
            assertThat(hashes).hasSameSizeAs(expected).isNotEmpty();
            hashes.removeAll(expected);
            assertThat(hashes).as("kernels whose bits with %s are not those with -Xint", child.getKey()).isEmpty();
        }
    }

    /** Two at a time, the slowest first. */
    private static Map<String, Future<ChildJvm>> children() {
        Map<String, Future<ChildJvm>> children = new LinkedHashMap<>();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (String option : JVMS.keySet()) {
                List<String> options = new ArrayList<>(ChildJvm.VECTOR);
                options.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", option));     // UseAVX is known on x86 only
                options.addAll(List.of("-cp", System.getProperty("java.class.path"), KernelHash.class.getName()));
                children.put(option, two.submit(() -> ChildJvm.run(options)));
            }
        }
        return children;
    }
}
