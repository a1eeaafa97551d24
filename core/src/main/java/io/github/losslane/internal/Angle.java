package io.github.losslane.internal;

/**
 * The angle between two directions, precise also where they are nearly parallel.
 *
 * <pre>{@code
 * cosine       = v . w                                   in [-1, 1]
 * apart        = w - cosine v,   back = v - cosine w     both as long as the sine
 * sine         = |apart|
 * }</pre>
 *
 * <p>Directions whose sine is below {@link #PARALLEL} count as parallel: what is left of their difference is rounding.
 *
 * @param cosine of the angle
 * @param sine of the angle, not negative, exactly 0 for parallel directions
 * @param apart w - cosine v
 * @param back v - cosine w
 */
public record Angle(double cosine, double sine, double[] apart, double[] back) {

    /** A sine below this is rounding. */
    public static final double PARALLEL = 0x1p-48;

    /** The angle from one direction to another. */
    public static Angle between(Direction v, Direction w) {
        int dimension = v.unit().length;
        double[] apart = new double[dimension];
        double[] back = new double[dimension];
        double cosine = v.dot(w.unit());
        double squares = 0;
        for (int d = 0; d < dimension; d++) {
            apart[d] = Math.fma(-cosine, v.unit()[d], w.unit()[d]);
            back[d] = Math.fma(-cosine, w.unit()[d], v.unit()[d]);
            squares += apart[d] * apart[d];
        }
        if (v.zero() || w.zero()) {
            return new Angle(0, 1, apart, back);
        }
        double sine = Math.sqrt(squares);
        if (sine < PARALLEL) {
            return new Angle(Math.signum(cosine), 0, new double[dimension], new double[dimension]);
        }
        return new Angle(Math.max(-1, Math.min(cosine, 1)), sine, apart, back);
    }
}
