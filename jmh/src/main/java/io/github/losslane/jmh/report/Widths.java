package io.github.losslane.jmh.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of the same kernels with vectors of several widths, from directories of results.
 *
 * <pre>{@code
 * SIDES=lossAndGradient JVM=-XX:UseAVX=2 jmh/suite.sh quick jmh/results/256 pointwise-float pointwise-double
 * SIDES=lossAndGradient JVM=-XX:MaxVectorSize=16 jmh/suite.sh quick jmh/results/128 pointwise-float pointwise-double
 * java -cp jmh/target/benchmarks.jar io.github.losslane.jmh.report.Widths jmh/results/quick jmh/results/256 jmh/results/128
 * }</pre>
 */
public final class Widths {

    private Widths() {}

    /** Prints a table: a row for each kernel of the last directory, a column for each directory and what it costs there. */
    public static void main(String[] directories) throws IOException {
        List<Results> widths = new ArrayList<>();
        StringBuilder header = new StringBuilder("| ns an element");
        for (String directory : directories) {
            widths.add(new Results(Path.of(directory)));
            header.append(" | ").append(Path.of(directory).getFileName());
        }
        for (Results other : widths.subList(1, widths.size())) {
            header.append(" | times, ").append(other.directory().getFileName());
        }
        System.out.println(header + " |");
        System.out.println("|---".repeat(2 * widths.size()) + "|");
        for (Measured one : widths.getLast().measured(measured -> measured.side() == Side.LOSSLANE)) {
            StringBuilder row = new StringBuilder("| " + one.type().toLowerCase(Locale.ROOT) + " `" + one.what() + "` "
                    + one.shape().replace("x", " x "));
            for (Results width : widths) {
                row.append(" | ").append(Tables.number(nanoseconds(width, one) / one.elements()));
            }
            for (Results other : widths.subList(1, widths.size())) {
                row.append(" | ").append(Tables.number(nanoseconds(other, one) / nanoseconds(widths.getFirst(), one)));
            }
            System.out.println(row + " |");
        }
    }

    /** The same work in another directory, which is another run; NaN if it was not measured there. */
    private static double nanoseconds(Results results, Measured work) {
        return results.measured(other -> other.side() == Side.LOSSLANE && other.sameWork(work)).stream()
                .mapToDouble(Measured::nanoseconds)
                .findFirst()
                .orElse(Double.NaN);
    }
}
