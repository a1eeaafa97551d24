package io.github.losslane.jmh.report;

/**
 * What a loss and its gradient cost at least: arrays that are read or written once; for each vector additions,
 * multiplications and fma, and divisions, as counted in the loops of the kernels. Comparisons, blends and shifts are left
 * out, as they need not take the place of arithmetic.
 *
 * @param arrays arrays of the element's type
 * @param operations arithmetic of a vector
 * @param divisions divisions of a vector
 */
record Work(int arrays, int operations, int divisions) {

    /** Matrices in and out. */
    private static final int TRIPLET = 6, PAIR = 4;

    static Work of(Measured measured) {
        boolean isFloat = measured.type().equals("Float");
        return switch (measured.family()) {
            case "Pointwise" -> pointwise(measured.what(), isFloat ? 11 : 17, isFloat ? 11 : 18, isFloat ? 0 : 1);
            case "Softmax" -> new Work(2, isFloat ? 13 : 19, 0);
            case "Metric" -> measured.what().equals("Triplet") ? new Work(TRIPLET, 9, 0) : new Work(PAIR, 5, 0);
            case "Head" -> new Work(0, 3, 0);           // of rows x dimension x classes: three products
            default -> new Work(2, 0, 0);
        };
    }

    private static Work pointwise(String loss, int exp, int log1p, int logDivisions) {
        return switch (loss) {
            case "SquaredError", "HalfSquaredError", "SquaredHinge" -> new Work(3, 5, 0);
            case "AbsoluteError", "Quantile" -> new Work(3, 4, 0);
            case "SmoothL1", "Huber" -> new Work(3, 6, 0);
            case "Hinge", "Perceptron" -> new Work(3, 3, 0);
            case "ZeroOne" -> new Work(3, 2, 0);
            case "Exponential" -> new Work(3, exp + 4, 0);
            case "Logistic" -> new Work(3, exp + log1p + 7, 1 + logDivisions);
            case "WeightedLogistic" -> new Work(3, exp + log1p + 10, 1 + logDivisions);
            case "SoftMargin" -> new Work(3, exp + log1p + 6, 1 + logDivisions);
            case "LogCosh" -> new Work(3, exp == 11 ? 36 : 55, 1);
            case "BinaryCrossEntropy" -> new Work(3, 34, 1 + logDivisions);
            case "Focal" -> new Work(3, exp + log1p + 18, 1 + logDivisions);
            case "FocalGamma1_5" -> new Work(3, 2 * exp + log1p + 31, 1 + logDivisions);
            default -> throw new IllegalArgumentException(loss + " has no count of its work");
        };
    }
}
