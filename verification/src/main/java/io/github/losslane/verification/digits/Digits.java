package io.github.losslane.verification.digits;

import io.github.losslane.FloatMatrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Handwritten digits.
 *
 * @param images one row of {@link #PIXELS} grey values in [0, 1] for each digit
 * @param labels the digit each image shows, 0..9
 */
public record Digits(FloatMatrix images, int[] labels) {

    /** Pixels of an image, 8 x 8, row by row. */
    public static final int PIXELS = 64;

    /** Different labels. */
    public static final int CLASSES = 10;

    private static final String FILE = "digits.csv.gz";

    /** Grey value of a black pixel in the file; a power of two, so that scaling rounds nothing. */
    private static final float BLACK = 16;

    /** Reads all digits from the resource. */
    public static Digits read() {
        try (InputStream packed = Digits.class.getResourceAsStream(FILE);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.US_ASCII))) {
            return parse(lines.lines().toList());
        } catch (IOException exception) {
            throw new UncheckedIOException(FILE + " cannot be read", exception);
        }
    }

    private static Digits parse(List<String> lines) {
        float[] pixels = new float[lines.size() * PIXELS];
        int[] labels = new int[lines.size()];
        for (int row = 0; row < labels.length; row++) {
            String[] numbers = lines.get(row).split(",", -1);
            if (numbers.length != PIXELS + 1) {
                throw new IllegalStateException(
                        FILE + ", line " + (row + 1) + ": " + numbers.length + " numbers, not " + (PIXELS + 1));
            }
            for (int i = 0; i < PIXELS; i++) {
                pixels[row * PIXELS + i] = Integer.parseInt(numbers[i]) / BLACK;
            }
            labels[row] = Integer.parseInt(numbers[PIXELS]);
        }
        return new Digits(FloatMatrix.of(pixels, labels.length, PIXELS), labels);
    }

    /** How many there are. */
    public int count() {
        return labels.length;
    }

    /** A copy of the digits with the numbers {@code order[from .. to)}, in that order. */
    public Digits select(int[] order, int from, int to) {
        float[] pixels = new float[(to - from) * PIXELS];
        int[] selected = new int[to - from];
        for (int i = from; i < to; i++) {
            System.arraycopy(images.data(), images.rowOffset(order[i]), pixels, (i - from) * PIXELS, PIXELS);
            selected[i - from] = labels[order[i]];
        }
        return new Digits(FloatMatrix.of(pixels, selected.length, PIXELS), selected);
    }
}
