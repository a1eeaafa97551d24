package io.github.losslane.verification.digits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.verification.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The main job as a person starts it. */
class DigitsTourTest {

    @Test
    void tourTrainsWithSimdAndWithTheReference() throws Exception {
        ChildJvm tour = ChildJvm.run(ChildJvm.VECTOR, DigitsTour.class);
        assertThat(tour.exitCode()).as(tour.errors()).isZero();
        assertThat(String.join("\n", tour.lines()) + "\n")
                .contains("Training with the kernels: simd, ", "Training with the kernels: reference")
                .containsPattern("\ntest accuracy +0\\.9[4-9].. +0\\.9[4-9]..\n")
                .containsPattern("\nhash of the weights +[0-9a-f]{16} +[0-9a-f]{16}\n");
    }

    @Test
    void tourRunsWithoutTheVectorModuleAndSaysSoOnce() throws Exception {
        ChildJvm tour = ChildJvm.run(List.of(), DigitsTour.class);
        assertThat(tour.exitCode()).as(tour.errors()).isZero();
        assertThat(String.join("\n", tour.lines()) + "\n")
                .contains("Training with the kernels: reference")
                .doesNotContain("simd")
                .containsPattern("\ntest accuracy +0\\.9[4-9]..\n");
        assertThat(tour.errors().split("--add-modules jdk.incubator.vector", -1)).as(tour.errors()).hasSize(2);
    }

    @Test
    void tourFailsWhereTooLittleIsLearnt() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = DigitsTour.run(
                Schedule.TOUR.withEpochs(1), new PrintStream(OutputStream.nullOutputStream()), new PrintStream(err));
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("The digits tour failed: reference kernels reach");
    }
}
