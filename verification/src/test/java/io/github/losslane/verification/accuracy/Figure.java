package io.github.losslane.verification.accuracy;

import java.util.function.Supplier;

/** The errors of one result of one kernel: how many were judged, the largest, where that was, and their mean square. */
public final class Figure {

    private final Kind kind;
    private long count;
    private double squares;
    private double largest = -1;
    private String worst = "";

    /**
     * What is measured.
     *
     * @param kernel the function or loss
     * @param result which of its results
     * @param type float or double
     * @param unit what one unit of an error is
     * @param bound the bound that stands in code, in these units
     * @param range the numbers that were tried
     */
    public record Kind(String kernel, String result, String type, String unit, double bound, String range) {}

    Figure(Kind kind) {
        this.kind = kind;
    }

    /** One judged result; NaN counts as an infinite error. */
    public synchronized void see(double error, Supplier<String> where) {
        double size = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        count++;
        squares += size * size;
        if (size > largest) {
            largest = size;
            worst = where.get();
        }
    }

    Kind kind() {
        return kind;
    }

    long count() {
        return count;
    }

    double largest() {
        return largest;
    }

    double rootMeanSquare() {
        return Math.sqrt(squares / count);
    }

    String worst() {
        return worst;
    }

    boolean keepsItsBound() {
        return count > 0 && largest <= kind.bound;
    }
}
