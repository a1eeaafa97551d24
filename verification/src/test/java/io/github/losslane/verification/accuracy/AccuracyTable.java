package io.github.losslane.verification.accuracy;

import io.github.losslane.verification.boosting.DoubleBoostingErrors;
import io.github.losslane.verification.boosting.FloatBoostingErrors;
import io.github.losslane.verification.center.DoubleCenterErrors;
import io.github.losslane.verification.center.FloatCenterErrors;
import io.github.losslane.verification.detection.DoubleRpnErrors;
import io.github.losslane.verification.detection.FloatRpnErrors;
import io.github.losslane.verification.linear.DoubleLinearErrors;
import io.github.losslane.verification.linear.FloatLinearErrors;
import io.github.losslane.verification.margin.DoubleHeadFigures;
import io.github.losslane.verification.margin.FloatHeadFigures;
import io.github.losslane.verification.math.DoubleChebyshevErrors;
import io.github.losslane.verification.math.ElementwiseErrors;
import io.github.losslane.verification.math.FloatChebyshevErrors;
import io.github.losslane.verification.metric.DoubleMetricErrors;
import io.github.losslane.verification.metric.FloatMetricErrors;
import io.github.losslane.verification.pointwise.DoublePointwiseErrors;
import io.github.losslane.verification.pointwise.FloatPointwiseErrors;
import io.github.losslane.verification.softmax.DoubleSoftmaxErrors;
import io.github.losslane.verification.softmax.FloatSoftmaxErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures every SIMD kernel in both types against arbitrary precision and writes the errors into README.md between its two
 * marks; fails where one is larger than the bound in code. The one argument is that file; without it the table is printed.
 */
public final class AccuracyTable {

    static final String BEGIN = "<!-- measured accuracy: written by AccuracyTable -->";
    static final String END = "<!-- end of measured accuracy -->";

    private static final String HEAD = """
            | | result | bound | float | rms | worst at | double | rms | worst at |
            |---|---|---|---|---|---|---|---|---|
            """;

    private static final List<Consumer<Figures>> FAMILIES = List.of(
            ElementwiseErrors::measure,
            FloatChebyshevErrors::measure, DoubleChebyshevErrors::measure,
            FloatPointwiseErrors::measure, DoublePointwiseErrors::measure,
            FloatSoftmaxErrors::measure, DoubleSoftmaxErrors::measure,
            FloatMetricErrors::measure, DoubleMetricErrors::measure,
            FloatCenterErrors::measure, DoubleCenterErrors::measure,
            FloatBoostingErrors::measure, DoubleBoostingErrors::measure,
            FloatRpnErrors::measure, DoubleRpnErrors::measure,
            FloatLinearErrors::measure, DoubleLinearErrors::measure,
            FloatHeadFigures::measure, DoubleHeadFigures::measure);

    private AccuracyTable() {}

    /** The arguments are the file with the marks, or nothing. */
    public static void main(String[] arguments) throws IOException {
        Figures figures = new Figures();
        FAMILIES.forEach(family -> family.accept(figures));
        String table = table(figures);
        if (arguments.length == 0) {
            System.out.print(table);
        } else {
            Path file = Path.of(arguments[0]);
            Files.writeString(file, replaced(Files.readString(file), table));
        }
        if (!figures.broken().isEmpty()) {
            throw new IllegalStateException("beyond their bounds:\n" + String.join("\n", figures.broken()));
        }
    }

    /** A text with another table between its marks. */
    static String replaced(String text, String table) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("no line " + BEGIN + " with a line " + END + " after it");
        }
        return text.substring(0, begin + BEGIN.length()) + "\n\n" + table + "\n" + text.substring(end);
    }

    /** One table for each family; without results that were all exact. */
    static String table(Figures figures) {
        StringBuilder table = new StringBuilder();
        String family = "";
        for (Figures.Result result : figures.results()) {
            Figure one = figures.of(result, "float");
            Figure two = figures.of(result, "double");
            if (!one.isExact() || !two.isExact()) {
                if (!family.equals(result.family())) {
                    family = result.family();
                    table.append(table.isEmpty() ? "" : "\n").append(family).append(":\n\n").append(HEAD);
                }
                table.append(String.format(Locale.ROOT, "| %s | %s | %s |%s%s%n",
                        result.kernel(), result.name(), bounds(one.bound(), two.bound()), columns(one), columns(two)));
            }
        }
        return table.toString();
    }

    private static String columns(Figure figure) {
        return " " + error(figure.largest()) + " | " + error(figure.rootMeanSquare()) + " | " + figure.worst() + " |";
    }

    /** Two digits that count. */
    private static String error(double error) {
        return String.format(Locale.ROOT, error == 0 || error >= 0.1 ? "%.2f" : "%.2g", error);
    }

    private static String bounds(double one, double other) {
        return one == other ? number(one) : number(one) + ", " + number(other);
    }

    private static String number(double bound) {
        return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
    }
}
