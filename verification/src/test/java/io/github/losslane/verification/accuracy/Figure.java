package io.github.losslane.verification.accuracy;

import java.util.function.Supplier;

/** The errors of one result of one kernel in one type: how many were judged, the largest and where, the mean square. */
public final class Figure {

    private final double bound;
    private long count;
    private double squares;
    private double largest = -1;
    private String worst = "";

    Figure(double bound) {
        this.bound = bound;
    }

    /** One judged result; NaN counts as an infinite error. */
    public synchronized void see(double error, Supplier<String> where) {
        double size = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        count++;
        squares += size * size;
        seek(size, where);
    }

    /** A result that was picked because its error may be the largest: it does not count for the mean. */
    public synchronized void seek(double error, Supplier<String> where) {
        double size = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        if (size > largest) {
            largest = size;
            worst = where.get();
        }
    }

    /** One or the other. */
    public void see(double error, boolean picked, Supplier<String> where) {
        if (picked) {
            seek(error, where);
        } else {
            see(error, where);
        }
    }

    synchronized boolean keepsItsBound() {
        return count > 0 && largest <= bound;
    }

    /** Whether every result was exact. */
    synchronized boolean isExact() {
        return largest == 0;
    }

    double bound() {
        return bound;
    }

    synchronized long count() {
        return count;
    }

    synchronized double largest() {
        return largest;
    }

    synchronized double rootMeanSquare() {
        return Math.sqrt(squares / count);
    }

    synchronized String worst() {
        return worst;
    }
}
