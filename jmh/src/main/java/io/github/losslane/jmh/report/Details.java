package io.github.losslane.jmh.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables of what {@link Tables} leaves out: functions, families without libtorch, all methods of a loss, all sizes. */
final class Details {

    private static final Pattern NAME = Pattern.compile("(Float|Double)(\\w+?)Benchmark\\.(\\w+)");

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
            Matcher name = NAME.matcher(entry.name());
            if (name.matches() && name.group(2).equals(family) && shape(entry).matches(shape)) {
                String method = name.group(3);
                String column = sides ? side(entry, method) : method;
                String work = sides ? method.replaceAll("(Loop|Reference)$", "") : "";
                rows.computeIfAbsent(row(entry, work), key -> new LinkedHashMap<>())
                        .putIfAbsent(name.group(1) + column, entry.nanoseconds() / elements(entry));
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

    private static String row(JmhEntry entry, String method) {
        Map<String, String> parameters = entry.parameters();
        String what = parameters.getOrDefault("loss", parameters.getOrDefault("function", method));
        String share = parameters.containsKey("positive") ? ", " + parameters.get("positive") + " positive" : "";
        String size = method.isEmpty() ? "" : ", " + shape(entry).replace("x", " x ");
        return "`" + what + "`" + share + size;
    }

    private static String side(JmhEntry entry, String method) {
        if (method.toLowerCase(Locale.ROOT).endsWith("loop")) {
            return Side.LOOP.title();
        }
        boolean reference = method.toLowerCase(Locale.ROOT).endsWith("reference")
                || "reference".equals(entry.parameters().get("provider"));
        return reference ? Side.REFERENCE.title() : method.equals("lanewise") ? method : OURS;
    }

    private static String shape(JmhEntry entry) {
        Map<String, String> parameters = entry.parameters();
        return parameters.getOrDefault("shape", parameters.getOrDefault("size", parameters.getOrDefault("anchors", "")));
    }

    /** Rows times columns; classes share the columns. */
    private static long elements(JmhEntry entry) {
        return elements(shape(entry));
    }

    private static long elements(String shape) {
        String[] sizes = shape.split("x", -1);
        return Long.parseLong(sizes[0]) * (sizes.length > 1 ? Long.parseLong(sizes[1]) : 1);
    }
}
