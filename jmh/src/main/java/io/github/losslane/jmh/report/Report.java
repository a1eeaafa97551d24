package io.github.losslane.jmh.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Makes tables and charts of results, in their directory, and puts the first tables between the marks of a README.
 *
 * <pre>{@code
 * java -cp jmh/target/benchmarks.jar io.github.losslane.jmh.report.Report jmh/results/quick [README.md]
 * }</pre>
 *
 * <p>Exits with 1 if a kernel of ours allocated while it was measured.
 */
public final class Report {

    private static final String BEGIN = "<!-- results: begin, written by the report -->\n";
    private static final String END = "<!-- results: end -->\n";

    /** 65,536 elements in every family. */
    private static final List<String> EQUAL_SIZES = List.of("Pointwise 65536", "Softmax 64x1024", "Metric 256x256");

    private Report() {}

    /** Makes the report of a directory. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            throw new IllegalArgumentException("a directory of results, and a README to put tables into");
        }
        System.setProperty("java.awt.headless", "true");
        Results results = new Results(Path.of(arguments[0]));
        String text = tables(results);
        Files.writeString(results.directory().resolve("tables.md"), text + details(new Details(results)));
        charts(new Charts(results));
        if (arguments.length == 2) {
            replace(Path.of(arguments[1]), text);
        }
        List<String> allocations = Allocations.found(results);
        allocations.forEach(System.err::println);
        System.out.printf(Locale.ROOT, "%d results, %d of them with their allocations, %d kernels allocate%n",
                results.entries().size(), Allocations.measured(results), allocations.size());
        if (!allocations.isEmpty()) {
            System.exit(1);
        }
    }

    private static String tables(Results results) {
        Tables tables = new Tables(results);
        StringBuilder text = new StringBuilder("Loss and gradient, ns an element; " + results.caption() + ".\n\n");
        for (String type : List.of("Float", "Double")) {
            text.append(tables.sides(type, "Pointwise", "65536"));
        }
        for (String type : List.of("Float", "Double")) {
            text.append(tables.sides(type, "Softmax", "64x1024"));
            text.append(tables.sides(type, "Softmax", "4096x16"));
        }
        for (String type : List.of("Float", "Double")) {
            text.append(tables.sides(type, "Metric", "256x256"));
        }
        text.append("Heads of rows x dimension x classes, ns for each of their product:\n\n");
        for (String type : List.of("Float", "Double")) {
            text.append(tables.sides(type, "Head", "64x128x10"));
        }
        return text.append(tables.limits()).toString();
    }

    /** What the directory has and the README has not. */
    private static String details(Details details) {
        StringBuilder text = new StringBuilder("Over sizes:\n\n");
        text.append(details.sizes("Pointwise", "SquaredError"));
        text.append(details.sizes("Pointwise", "Logistic"));
        text.append(details.sizes("Softmax", "CrossEntropy"));
        text.append("Other methods, ns an element:\n\n");
        text.append(details.methods("Pointwise", "1001", List.of("loss", "lossAndGradient", "gradientAndHessian")));
        text.append(details.methods("Softmax", "64x1001", List.of(
                "loss", "lossAndGradient", "lossAndGradientDense", "softmax", "logSoftmax", "logSumExp")));
        text.append("Functions and other families, ns an element, example or anchor; of matrices rows x dimension:\n\n");
        for (String family : List.of("Elementwise", "Sum", "Linear", "Center", "Boosting", "Detection")) {
            text.append(details.sides(family));
        }
        return text.toString();
    }

    private static void charts(Charts charts) throws IOException {
        for (String type : List.of("Float", "Double")) {
            String lower = type.toLowerCase(Locale.ROOT);
            charts.speedUps(type, EQUAL_SIZES, "speed-ups-" + lower + ".png");
            charts.sizes(type, "Pointwise", "SquaredError", "squared-error-" + lower + ".png");
            charts.sizes(type, "Pointwise", "Logistic", "logistic-" + lower + ".png");
            charts.sizes(type, "Softmax", "CrossEntropy", "cross-entropy-" + lower + ".png");
        }
    }

    private static void replace(Path readme, String text) throws IOException {
        String page = Files.readString(readme);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(readme + " has no lines " + BEGIN.strip() + " and " + END.strip());
        }
        Files.writeString(readme, page.substring(0, begin) + BEGIN + "\n" + text + page.substring(end));
    }
}
