package io.github.losslane.verification.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table says what was measured, and README.md has a place for it. */
class AccuracyTableTest {

    private static final Figures.Result RESULT = new Figures.Result("Family, in ulps", "`kernel`", "loss");

    @Test
    void figuresAreTheLargestAndTheRootMeanSquare() {
        Figures figures = figures(3, 4, 2, 0);
        assertThat(AccuracyTable.table(figures)).contains("Family, in ulps:")
                .contains("| `kernel` | loss | 5, 2.5 | 4.00 | 3.54 | at 4.0 | 2.00 | 1.41 | at 2.0 |");
        assertThat(figures.broken()).isEmpty();
    }

    @Test
    void errorsBeyondTheBoundAreNamed() {
        assertThat(figures(1, 6, 0, 0).broken()).singleElement().asString().contains("`kernel`, loss, float: 6.0 at at 6.0");
        assertThat(figures(1, 1, Double.NaN, 0).broken()).singleElement().asString().contains("double: Infinity");
        Figures none = new Figures();
        none.of(RESULT, float.class, 1);
        assertThat(none.broken()).hasSize(1);
    }

    @Test
    void exactResultsAreLeftOut() {
        Figures figures = new Figures();
        figures.of(RESULT, float.class, 2).see(0, () -> "");
        figures.of(RESULT, double.class, 0).see(0, () -> "");
        assertThat(AccuracyTable.table(figures)).isEmpty();
    }

    @Test
    void onlyWhatIsBetweenTheMarksChanges() {
        String text = "before\n" + AccuracyTable.BEGIN + "\nold\n" + AccuracyTable.END + "\nafter";
        assertThat(AccuracyTable.replaced(text, "new\n"))
                .isEqualTo("before\n" + AccuracyTable.BEGIN + "\n\nnew\n\n" + AccuracyTable.END + "\nafter");
        assertThatIllegalArgumentException().isThrownBy(() -> AccuracyTable.replaced("no marks", "new"));
    }

    @Test
    void readmeHasThePlace() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        assertThat(AccuracyTable.replaced(readme, "table")).contains("table");
    }

    private static Figures figures(double one, double other, double third, double fourth) {
        Figures figures = new Figures();
        figures.of(RESULT, float.class, 5).see(one, () -> "at " + one);
        figures.of(RESULT, float.class, 5).see(other, () -> "at " + other);
        figures.of(RESULT, double.class, 2.5).see(third, () -> "at " + third);
        figures.of(RESULT, double.class, 2.5).see(fourth, () -> "at " + fourth);
        return figures;
    }
}
