package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.losslane.Loss;
import io.github.losslane.verification.calls.LossCatalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every loss has its rooms: a kernel of each type, its laws, a benchmark, a row in README.md. */
class RoomsTest {

    private static final String ROOT = Loss.class.getPackageName();

    @TestFactory
    Stream<DynamicTest> everyLossHasEveryRoom() {
        return LossCatalogue.records(Loss.class).stream().map(loss ->
                dynamicTest(loss.getSimpleName(), () -> assertThat(missing(loss)).as("missing rooms").isEmpty()));
    }

    @Test
    void everyFamilyBelowLossIsSealedOrARecord() {
        assertThat(Loss.class.getPermittedSubclasses())
                .isNotEmpty()
                .allMatch(family -> family.isSealed() || family.isRecord());
    }

    private static List<String> missing(Class<?> loss) throws IOException {
        String name = loss.getSimpleName();
        String family = loss.getPackageName().substring(ROOT.length() + 1);
        List<String> missing = new ArrayList<>();
        for (String type : List.of("Float", "Double")) {
            missing.addAll(absent(LossCatalogue.kernel(loss, type)));
        }
        missing.addAll(absent(ROOT + ".verification." + family + "." + name + "Test"));
        Pattern row = Pattern.compile("`" + name + "\\b[^`]*`");
        if (SourceTree.readmeRows().stream().noneMatch(line -> row.matcher(line).find())) {
            missing.add("a row with `" + name + "` in a table of README.md");
        }
        Pattern word = Pattern.compile("\\b" + name + "\\b");
        if (SourceTree.benchmarks().stream().noneMatch(source -> word.matcher(source).find())) {
            missing.add("a benchmark below jmh/src that names " + name);
        }
        return missing;
    }

    private static List<String> absent(String className) {
        try {
            Class.forName(className, false, RoomsTest.class.getClassLoader());
            return List.of();
        } catch (ClassNotFoundException absent) {
            return List.of("class " + className);
        }
    }
}
