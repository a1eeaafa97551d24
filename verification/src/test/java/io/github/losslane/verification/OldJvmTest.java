package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.losslane.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The core module alone works on a JVM that has no use for the kernels. */
class OldJvmTest {

    private static final Path JVMS = Path.of("/usr/lib/jvm");

    private static final String USER = """
            import io.github.losslane.Kernels;
            import io.github.losslane.Reduction;
            import io.github.losslane.pointwise.SquaredError;

            public class User {
                public static void main(String[] arguments) {
                    float[] gradient = new float[2];
                    double loss = Kernels.best().pointwise().lossAndGradient(new SquaredError(), Reduction.SUM,
                            new float[] {3, 1}, 0, new float[] {1, 2}, 0, gradient, 0, 2);
                    System.out.println(Kernels.best().name() + " " + loss + " " + gradient[0] + " " + gradient[1]);
                }
            }
            """;

    @Test
    void coreRunsOnJava17(@TempDir Path folder) throws IOException {
        Optional<Path> home = java17();
        assumeTrue(home.isPresent(), "no JVM 17 under " + JVMS);
        Path source = Files.writeString(folder.resolve("User.java"), USER);
        Path core = ChildJvm.origin(Kernels.class);
        int exitCode = ToolProvider.getSystemJavaCompiler().run(null, null, null,
                "--release", "17", "-proc:none", "-cp", core.toString(), "-d", folder.toString(), source.toString());
        assertThat(exitCode).isZero();
        String classPath = core + System.getProperty("path.separator") + folder;
        ChildJvm jvm = ChildJvm.run(home.orElseThrow(), List.of("-cp", classPath, "User"));
        assertThat(jvm.lines()).as(jvm.errors()).containsExactly("reference 5.0 4.0 -2.0");
        assertThat(jvm.errors()).containsOnlyOnce("losslane-kernels is not on the path");
    }

    /** On the module path the loader of services hides why it cannot load the class. */
    @Test
    void kernelsOnJava17AreSaidToBeOfANewerVersion(@TempDir Path folder) throws IOException {
        Optional<Path> home = java17();
        assumeTrue(home.isPresent(), "no JVM 17 under " + JVMS);
        Path source = Files.writeString(folder.resolve("User.java"), USER);
        Path core = ChildJvm.origin(Kernels.class);
        int exitCode = ToolProvider.getSystemJavaCompiler().run(null, null, null,
                "--release", "17", "-proc:none", "-cp", core.toString(), "-d", folder.toString(), source.toString());
        assertThat(exitCode).isZero();
        String modulePath = core + System.getProperty("path.separator") + ChildJvm.origin(Kernels.simd().getClass());
        ChildJvm jvm = ChildJvm.run(home.orElseThrow(), List.of(
                "-p", modulePath, "--add-modules", "io.github.losslane.kernels", "-cp", folder.toString(), "User"));
        assertThat(jvm.lines()).as(jvm.errors()).containsExactly("reference 5.0 4.0 -2.0");
        assertThat(jvm.errors()).containsOnlyOnce("more recent version of the Java Runtime");
    }

    private static Optional<Path> java17() throws IOException {
        if (!Files.isDirectory(JVMS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(JVMS)) {
            return homes.filter(OldJvmTest::isJava17).findFirst();
        }
    }

    private static boolean isJava17(Path home) {
        Path release = home.resolve("release");
        try {
            return Files.isExecutable(home.resolve("bin").resolve("java"))
                    && Files.exists(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"17");
        } catch (IOException exception) {
            return false;
        }
    }
}
