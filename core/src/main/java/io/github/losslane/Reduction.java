package io.github.losslane;

/** How the losses of the rows of a batch become one number; gradients are those of that number. */
public enum Reduction {

    /** The sum of the row losses, each multiplied by its weight if there are weights. */
    SUM,

    /** {@link #SUM} divided by the number of rows that count; ignored rows do not count. */
    MEAN,

    /** {@link #SUM} divided by the sum of the weights of the rows that count; without weights the same as {@link #MEAN}. */
    WEIGHTED_MEAN;

    /**
     * The number the sum is divided by.
     *
     * @param rows number of rows that count
     * @param weights sum of their weights; equal to {@code rows} without weights
     * @return 1, {@code rows} or {@code weights}; +Inf where that is 0, so that loss and gradient become 0 and never NaN
     */
    public double divisor(long rows, double weights) {
        double divisor = switch (this) {
            case SUM -> 1;
            case MEAN -> rows;
            case WEIGHTED_MEAN -> weights;
        };
        return divisor == 0 ? Double.POSITIVE_INFINITY : divisor;
    }
}
