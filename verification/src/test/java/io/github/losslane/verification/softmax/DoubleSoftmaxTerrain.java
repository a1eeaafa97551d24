// Derived from FloatSoftmaxTerrain.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.softmax;

import io.github.losslane.DoubleMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rows of every spread and offset, with all their digits, and what is exact about them: logits that hardly differ, whose
 * exponentials are subnormal or 0, whose differences round.
 *
 * @param labelled rows whose labels are the maximum, any class, the minimum, in turns
 * @param dense the same rows with targets of every kind
 * @param exact what their probabilities are
 */
record DoubleSoftmaxTerrain(DoubleSoftmaxSample labelled, DoubleSoftmaxSample dense, List<SoftmaxOracle> exact) {

    private static final double[][] SPREADS_AND_OFFSETS = {
        {1, 0}, {30, -1e4}, {110, 0}, {700, 0}, {1e-6, 0}, {1e-3, 1}, {4, 1e4}, {16, -3}, {30, 1e6}, {88, 0}, {206, 1e4},
        {1, -1e30}, {4e23, 1e30}
    };

    private static final int FLAT_ROWS = 60;

    /** All terrains in narrow rows; three of them, among them a different one for every width, in wide ones. */
    static DoubleSoftmaxTerrain of(int classes) {
        return of(classes, classes);
    }

    static DoubleSoftmaxTerrain of(int classes, long seed) {
        int rows = classes <= 100 ? SPREADS_AND_OFFSETS.length : 3;
        SplittableRandom random = new SplittableRandom(seed);
        DoubleMatrix logits = DoubleMatrix.of(new double[rows * classes], rows, classes);
        for (int i = 0; i < rows; i++) {
            double[] terrain = SPREADS_AND_OFFSETS[i == 2 && classes > 100 ? classes % SPREADS_AND_OFFSETS.length : i];
            for (int j = 0; j < classes; j++) {
                logits.data()[i * classes + j] = (terrain[1] + random.nextDouble(-terrain[0], terrain[0]) / 2);
            }
        }
        return of(logits, random);
    }

    /** Rows of two to five different logits, whose sums round the same way again and again. */
    static DoubleSoftmaxTerrain flat(int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DoubleMatrix logits = DoubleMatrix.of(new double[FLAT_ROWS * classes], FLAT_ROWS, classes);
        for (int i = 0; i < FLAT_ROWS; i++) {
            double[] values = random.doubles(1 + i % 4, -4, 4).toArray();
            for (int j = 0; j < classes; j++) {
                logits.data()[i * classes + j] = values[random.nextInt(values.length)];
            }
            logits.data()[i * classes + random.nextInt(classes)] = random.nextDouble(-20, 20);
        }
        return of(logits, random);
    }

    /** Rows of so many classes that only a few hundred logits differ, as an exponential to 50 digits takes long. */
    static DoubleSoftmaxTerrain vocabulary(int classes) {
        SplittableRandom random = new SplittableRandom(classes);
        double[] values = random.doubles(300, -35, 35).toArray();
        DoubleMatrix logits = DoubleMatrix.of(new double[2 * classes], 2, classes);
        for (int i = 0; i < logits.data().length; i++) {
            logits.data()[i] = (values[random.nextInt(values.length)] + (i < classes ? 0 : 1e4));
        }
        return of(logits, random);
    }

    private static DoubleSoftmaxTerrain of(DoubleMatrix logits, SplittableRandom random) {
        DoubleMatrix targets = DoubleMatrix.of(new double[logits.data().length], logits.rows(), logits.columns());
        DoubleSoftmaxSample labelled = DoubleSoftmaxSample.labelled(logits, new int[logits.rows()]);
        for (int i = 0; i < logits.rows(); i++) {
            double[] row = labelled.row(i);
            int largest = IntStream.range(0, row.length).reduce(0, (a, b) -> row[b] > row[a] ? b : a);
            int smallest = IntStream.range(0, row.length).reduce(0, (a, b) -> row[b] < row[a] ? b : a);
            labelled.labels()[i] = new int[] {largest, random.nextInt(row.length), smallest}[i % 3];
            fill(targets, i, random);
        }
        List<SoftmaxOracle> exact =
                IntStream.range(0, logits.rows()).mapToObj(i -> SoftmaxOracle.of(labelled.row(i))).toList();
        return new DoubleSoftmaxTerrain(labelled, labelled.with(targets), exact);
    }

    /** Targets that sum to about 1; a mixture of a few classes; some with either sign. */
    private static void fill(DoubleMatrix targets, int row, SplittableRandom random) {
        int classes = targets.columns();
        int few = row % 3 == 1 ? Math.min(3, classes) : classes;
        for (int k = 0; k < few; k++) {
            int j = few < classes ? random.nextInt(classes) : k;
            double target = row % 3 == 2 ? random.nextDouble(-0.5, 1.5) : random.nextDouble(2) / few;
            targets.data()[targets.rowOffset(row) + j] = target;
        }
    }

    /** All columns of a narrow row; of a wide one the label, those at the ends of blocks, and some hundred others. */
    int[] columns(int row) {
        int classes = labelled.classes();
        if (classes <= 130) {
            return IntStream.range(0, classes).toArray();
        }
        IntStream ends = IntStream.of(0, 63, 64, classes - 65, classes - 2, classes - 1, labelled.labels()[row]);
        IntStream others = new SplittableRandom(row).ints(100, 0, classes);
        return IntStream.concat(IntStream.concat(ends, blockEnds(classes)), others).distinct().toArray();
    }

    private static IntStream blockEnds(int classes) {
        return Arrays.stream(new int[] {1022, 1023, 1024, 1025, 2047, 2048}).filter(j -> j < classes);
    }
}
