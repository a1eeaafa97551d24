package io.github.losslane.verification.accuracy;

import io.github.losslane.verification.boosting.DoubleBoostingErrors;
import io.github.losslane.verification.boosting.FloatBoostingErrors;
import io.github.losslane.verification.center.DoubleCenterErrors;
import io.github.losslane.verification.center.FloatCenterErrors;
import io.github.losslane.verification.detection.DoubleRpnErrors;
import io.github.losslane.verification.detection.FloatRpnErrors;
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

    private static final List<Consumer<Figures>> FAMILIES = List.of(
            ElementwiseErrors::measure,
            FloatChebyshevErrors::measure, DoubleChebyshevErrors::measure,
            FloatPointwiseErrors::measure, DoublePointwiseErrors::measure,
            FloatSoftmaxErrors::measure, DoubleSoftmaxErrors::measure,
            FloatMetricErrors::measure, DoubleMetricErrors::measure,
            FloatCenterErrors::measure, DoubleCenterErrors::measure,
            FloatBoostingErrors::measure, DoubleBoostingErrors::measure,
            FloatRpnErrors::measure, DoubleRpnErrors::measure);

    private AccuracyTable() {}

    /** The arguments are the file with the marks, or nothing. */
    public static void main(String[] arguments) throws IOException {
        Figures figures = new Figures();
        FAMILIES.forEach(family -> family.accept(figures));
        String table = table(figures.all());
        if (arguments.length == 0) {
            System.out.print(table);
        } else {
            Path file = Path.of(arguments[0]);
            Files.writeString(file, replaced(Files.readString(file), table));
        }
        List<String> broken = figures.all().stream().filter(figure -> !figure.keepsItsBound()).map(AccuracyTable::row).toList();
        if (!broken.isEmpty()) {
            throw new IllegalStateException("beyond their bounds:\n" + String.join("", broken));
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

    static String table(List<Figure> figures) {
        StringBuilder table = new StringBuilder("""
                | kernel | result | type | worst | rms | bound | judged | in units of | worst at | range |
                |---|---|---|---|---|---|---|---|---|---|
                """);
        figures.forEach(figure -> table.append(row(figure)));
        return table.toString();
    }

    private static String row(Figure figure) {
        Figure.Kind kind = figure.kind();
        return String.format(Locale.ROOT, "| %s | %s | %s | %.3f | %.3f | %s | %,d | %s | %s | %s |%n",
                kind.kernel(), kind.result(), kind.type(), figure.largest(), figure.rootMeanSquare(), bound(kind.bound()),
                figure.count(), kind.unit(), figure.worst(), kind.range());
    }

    private static String bound(double bound) {
        return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
    }
}
