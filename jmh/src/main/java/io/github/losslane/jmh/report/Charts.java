package io.github.losslane.jmh.report;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Charts as PNG files beside the results. */
final class Charts {

    private static final int WIDTH = 1100, HEIGHT = 560;
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private static final Color[] COLORS = {
        new Color(0x1B6CA8), new Color(0xE08E1B), new Color(0x8A8A8A), new Color(0xC0392B), new Color(0x222222)
    };

    private final Results results;

    Charts(Results results) {
        this.results = results;
    }

    /** Time an element against size, both logarithmic, a line for each side and one for the limit. */
    void sizes(String type, String family, String loss, String file) throws IOException {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT)
                .title(loss + " and its gradient, " + type.toLowerCase(Locale.ROOT))
                .xAxisTitle("elements; " + results.caption()).yAxisTitle("ns an element").build();
        style(chart.getStyler());
        chart.getStyler().setXAxisLogarithmic(true);
        for (Side side : Side.values()) {
            List<Measured> line = line(type, family, loss, side);
            if (!line.isEmpty()) {
                chart.addSeries(side.title(), line.stream().map(Measured::elements).toList(),
                        line.stream().map(Measured::nanosecondsOfAnElement).toList());
            }
        }
        List<Measured> ours = line(type, family, loss, Side.LOSSLANE);
        if (ours.isEmpty()) {
            return;
        }
        chart.addSeries("limit of the machine", ours.stream().map(Measured::elements).toList(), ours.stream()
                .map(one -> results.limits(one).of(one).nanoseconds() / one.elements())
                .toList());
        save(chart, file);
    }

    private List<Measured> line(String type, String family, String loss, Side side) {
        List<Measured> line = new ArrayList<>();
        for (Measured one : results.measured(measured -> measured.type().equals(type) && measured.side() == side
                && measured.family().equals(family) && measured.what().equals(loss))) {
            if (line.stream().noneMatch(other -> other.elements() == one.elements())) {      // the first shape of a size
                line.add(one);
            }
        }
        line.sort(Comparator.comparingLong(Measured::elements));
        return line;
    }

    /** How many times as long as ours the other sides take, all losses of the shapes. */
    void speedUps(String type, List<String> shapes, String file) throws IOException {
        List<Measured> ours = results.measured(measured -> measured.type().equals(type)
                && measured.side() == Side.LOSSLANE && shapes.contains(measured.family() + " " + measured.shape()));
        List<String> names = new ArrayList<>();
        for (Measured one : ours) {
            if (!names.contains(one.what())) {
                names.add(one.what());
            }
        }
        if (names.isEmpty()) {
            return;
        }
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT)
                .title("Loss and gradient: times as long as losslane, " + type.toLowerCase(Locale.ROOT) + ", "
                        + String.join(", ", shapes))
                .xAxisTitle(results.caption()).yAxisTitle("times as long").build();
        style(chart.getStyler());
        chart.getStyler().setXAxisLabelRotation(60);
        chart.getStyler().setXAxisMaxLabelCount(names.size());
        chart.getStyler().setXAxisTickMarkSpacingHint(10);
        chart.getStyler().setAvailableSpaceFill(0.8);
        double least = 1;       // where bars begin: a logarithmic axis has no 0
        for (Side side : List.of(Side.LIBTORCH, Side.LOOP, Side.REFERENCE)) {
            List<Double> ratios = new ArrayList<>();
            for (String name : names) {
                Measured one = ours.stream().filter(candidate -> candidate.what().equals(name)).findFirst().orElseThrow();
                double ratio = results.nanoseconds(one, side) / one.nanoseconds();
                ratios.add(ratio);
                least = ratio < least ? ratio : least;
            }
            if (!ratios.stream().allMatch(ratio -> Double.isNaN(ratio))) {
                chart.addSeries(side.title(), names, ratios);
            }
        }
        chart.getStyler().setYAxisMin(least);
        chart.getStyler().setSeriesColors(new Color[] {COLORS[3], COLORS[1], COLORS[2]});
        save(chart, file);
    }

    private static void style(AxesChartStyler styler) {
        styler.setYAxisLogarithmic(true);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(TITLE);
        styler.setAxisTitleFont(SMALL);
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendFont(SMALL);
        styler.setSeriesColors(COLORS);
    }

    private void save(Chart<?, ?> chart, String file) throws IOException {
        Path target = results.directory().resolve(file);
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", target.toFile());
    }
}
