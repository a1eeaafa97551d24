package io.github.losslane.jmh.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables of what {@link Tables} leaves out: functions, families without libtorch, all methods of a loss, all sizes. */
final class Details {

    private static final String OURS = Side.LOSSLANE.title();

    private final Results results;

    Details(Results results) {
        this.results = results;
    }

    /** Sides of each function or loss of a family, one row for each of both types. */
    String sides(String family) {
        return table(family, ".*", "", List.of(OURS, "lanewise", Side.LOOP.title(), Side.REFERENCE.title()), true);
    }

    /** Our methods, by loss, in a shape. */
    String methods(String family, String shape, List<String> methods) {
        return table(family, Pattern.quote(shape), ", " + shape.replace("x", " x "), methods, false);
    }

    /** A loss with its gradient in all shapes, ours and libtorch's. */
    String sizes(String family, String loss) {
        StringBuilder rows = new StringBuilder();
        Set<String> shapes = new TreeSet<>(Comparator.comparingLong(Details::elements));
        for (String type : List.of("Float", "Double")) {
            Map<String, Measured> ours = results.measured(one -> one.side() == Side.LOSSLANE && one.type().equals(type)
                            && one.family().equals(family) && one.what().equals(loss)).stream()
                    .collect(Collectors.toMap(Measured::shape, one -> one, (first, second) -> first, LinkedHashMap::new));
            ours.keySet().removeIf(shape -> shape.equals("4096x16") || shape.endsWith("1001"));    // have other tables
            shapes.addAll(ours.keySet());                // the same for both types
            rows.append("| ").append(type.toLowerCase(Locale.ROOT)).append(" `").append(loss).append('`');
            for (String shape : shapes) {
                Measured one = ours.get(shape);
                rows.append(" | **").append(Tables.number(one.nanosecondsOfAnElement())).append("** / ")
                        .append(Tables.number(results.nanoseconds(one, Side.LIBTORCH) / one.elements()));
            }
            rows.append(" |\n");
        }
        return "| ns an element, ours / libtorch | " + String.join(" | ", shapes).replace("x", " x ") + " |\n"
                + "|---".repeat(shapes.size() + 1) + "|\n" + rows + "\n";
    }

    /** A table whose cells are float / double. */
    private String table(String family, String shape, String corner, List<String> columns, boolean sides) {
        Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
        for (JmhEntry entry : results.entries()) {
            BenchmarkName name = BenchmarkName.of(entry).orElse(null);
            if (name != null && !name.peer() && name.family().equals(family) && name.shape().matches(shape)) {
                String column = sides ? side(name) : name.method();
                rows.computeIfAbsent(row(entry, name, sides), key -> new LinkedHashMap<>())
                        .putIfAbsent(name.type() + column, entry.nanoseconds() / elements(name.shape()));
            }
        }
        List<String> filled = columns.stream()
                .filter(column -> rows.values().stream().anyMatch(row -> row.containsKey("Float" + column)))
                .toList();
        StringBuilder table = new StringBuilder("| " + family + corner + ", float / double | " + String.join(" | ", filled)
                + " |\n" + "|---".repeat(filled.size() + 1) + "|\n");
        rows.forEach((title, row) -> {
            if (filled.stream().anyMatch(column -> row.containsKey("Float" + column))) {
                table.append("| ").append(title);
                filled.forEach(column -> table.append(" | ").append(cell(row, column)));
                table.append(" |\n");
            }
        });
        return table + "\n";
    }

    private static String cell(Map<String, Double> row, String column) {
        String mark = column.equals(OURS) ? "**" : "";
        String both = Tables.number(row.getOrDefault("Float" + column, Double.NaN)) + " / "
                + Tables.number(row.getOrDefault("Double" + column, Double.NaN));
        return both.equals(" / ") ? "" : mark + both + mark;
    }

    /** The loss or function, and the method with its shape where these do not have tables of their own. */
    private static String row(JmhEntry entry, BenchmarkName name, boolean sides) {
        Map<String, String> parameters = entry.parameters();
        String what = parameters.getOrDefault("loss", parameters.getOrDefault("function", sides ? name.work() : ""));
        String share = parameters.containsKey("positive") ? ", " + parameters.get("positive") + " positive" : "";
        String size = sides ? ", " + name.shape().replace("x", " x ") : "";
        return "`" + what + "`" + share + size;
    }

    private static String side(BenchmarkName name) {
        return name.method().equals("lanewise") ? name.method() : name.side().title();
    }

    /** Rows times columns; classes share the columns. */
    private static long elements(String shape) {
        String[] sizes = shape.split("x", -1);
        return Long.parseLong(sizes[0]) * (sizes.length > 1 ? Long.parseLong(sizes[1]) : 1);
    }
}
