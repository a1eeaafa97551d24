package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExampleCompilesAndRuns(@TempDir Path folder) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(example.find()).isTrue();
        Path source = Files.writeString(folder.resolve("Example.java"), example.group(1));

        List<String> options = new ArrayList<>(ChildJvm.VECTOR);
        options.addAll(List.of("-cp", System.getProperty("java.class.path"), source.toString()));
        ChildJvm java = ChildJvm.run(options);

        assertThat(java.exitCode()).as(java.errors()).isZero();
        assertThat(String.join("\n", java.lines())).contains("gradient of the first logit -0.029").contains("0.28");
    }
}
