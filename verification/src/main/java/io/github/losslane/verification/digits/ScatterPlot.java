package io.github.losslane.verification.digits;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of two features: one colour a class, equal axes. */
final class ScatterPlot {

    private static final int SIZE = 360;
    private static final int COLUMNS = 4;

    /** Ten colours that differ in hue and in lightness. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x1f77b4), new Color(0xff7f0e), new Color(0x2ca02c), new Color(0xd62728), new Color(0x9467bd),
            new Color(0x8c564b), new Color(0xe377c2), new Color(0x7f7f7f), new Color(0xbcbd22), new Color(0x17becf));

    private ScatterPlot() {}

    /** Writes a picture of each training, a sheet of the first two and a sheet of all; returns the last one's file. */
    static Path write(List<FeatureTraining> trainings, int[] labels, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<BufferedImage> images = trainings.stream().map(training -> image(training, labels)).toList();
        for (int i = 0; i < images.size(); i++) {
            String name = trainings.get(i).run().title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            ImageIO.write(images.get(i), "png", folder.resolve(name + ".png").toFile());
        }
        ImageIO.write(sheet(images.subList(0, 2)), "png", folder.resolve("center-loss.png").toFile());
        Path sheet = folder.resolve("all.png");
        ImageIO.write(sheet(images), "png", sheet.toFile());
        return sheet;
    }

    /** Pictures side by side, in rows. */
    static BufferedImage sheet(List<BufferedImage> images) {
        int columns = Math.min(COLUMNS, images.size());
        int rows = (images.size() + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(columns * SIZE, rows * SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < images.size(); i++) {
            graphics.drawImage(images.get(i), i % columns * SIZE, i / columns * SIZE, null);
        }
        graphics.dispose();
        return sheet;
    }

    private static BufferedImage image(FeatureTraining training, int[] labels) {
        double[][] features = training.trainFeatures();
        XYChart chart = new XYChartBuilder()
                .width(SIZE)
                .height(SIZE)
                .title(training.run().title() + String.format(Locale.ROOT, " (%.1f %%, %.1f\u00b0)",
                        100 * training.testAccuracy(), training.trainScatter().degrees()))
                .build();
        double limit = limit(features);
        XYStyler styler = chart.getStyler();
        styler.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        styler.setMarkerSize(3);
        styler.setXAxisMin(-limit);
        styler.setXAxisMax(limit);
        styler.setYAxisMin(-limit);
        styler.setYAxisMax(limit);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendPadding(4);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 11));
        styler.setPlotGridLinesColor(new Color(0xeeeeee));
        styler.setPlotBorderVisible(false);
        for (int digit = 0; digit < Digits.CLASSES; digit++) {
            add(chart, digit, features, labels);
        }
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static void add(XYChart chart, int digit, double[][] features, int[] labels) {
        double[] x = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == digit).mapToDouble(i -> features[i][0]).toArray();
        double[] y = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == digit).mapToDouble(i -> features[i][1]).toArray();
        XYSeries series = chart.addSeries(Integer.toString(digit), x, y);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(COLOURS.get(digit));
    }

    /** A little more than the largest coordinate. */
    private static double limit(double[][] features) {
        double largest = 0;
        for (double[] feature : features) {
            for (double coordinate : feature) {
                largest = Math.max(largest, Math.abs(coordinate));
            }
        }
        return 1.05 * largest;
    }
}
