package io.github.losslane.verification;

import io.github.losslane.verification.calls.Data;
import io.github.losslane.verification.calls.KernelMethod;
import io.github.losslane.verification.calls.Setup;
import io.github.losslane.verification.calls.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls whose results are hashed: sizes, offsets, strides, kinds of numbers, reductions and multiples take turns.
 *
 * <p>The interpreter takes microseconds an operation of a vector and up to a millisecond a row, so it gets a part: every
 * kernel, up to a few vectors and a little more than the 64 slots of a sum.
 */
final class Corpus {

    /** Up to several vectors; around a block of the canonical sum, and more than two. */
    private static final List<Integer> LENGTHS = List.of(
            0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 100, 127, 129, 160, 200,
            1000, 1024, 1025, 2500);

    private static final List<Integer> BRIEF_LENGTHS = List.of(0, 1, 2, 3, 5, 8, 13, 16, 17, 33, 65);

    /** Lengths up to this one see every kind of numbers. */
    private static final int SHORT = 200;

    private static final List<Integer> SIZES = List.of(0, 1, 2, 3, 5, 8, 13, 16, 17, 33, 64, 65, 129, 200, 1025);
    private static final List<Integer> BRIEF_SIZES = List.of(0, 1, 2, 3, 5, 8, 13, 17, 33, 65);

    /**
     * Tiles of a matrix product with their edges; a chunk of 256 rows and a panel of 256 columns overrun, then a block of its
     * rows; a row longer than a group of rows; two blocks of a dot product, and one that fills its panel twice.
     */
    private static final List<Shape> LARGE = List.of(
            new Shape(41, 37, 70), new Shape(260, 257, 20), new Shape(20, 6, 400), new Shape(3, 2, 9001),
            new Shape(13, 1_100, 9), new Shape(40, 700, 5));

    /** More logits than a head keeps: it goes over its classes twice. */
    private static final Shape STREAMED = new Shape(41, 2, 62_501);

    /**
     * Of kernels that serve several losses, each of up to so many losses gets other numbers of rows; where the losses are
     * {@link #MANY}, also of classes and dimensions.
     */
    private static final int MOST_TURNS = 5;

    private static final int MANY = 10;

    private static final List<Data> KINDS = List.of(Data.values());
    private static final List<Integer> OFFSETS = List.of(1, 0, 3, 17);

    private Corpus() {}

    /**
     * The calls of a method.
     *
     * @param loss number of its loss among those of the same method
     * @param losses how many there are
     * @param brief whether only those that the interpreter gets, or all others
     */
    static List<Setup> setups(KernelMethod method, int loss, int losses, boolean brief) {
        List<Setup> setups = new ArrayList<>();
        for (Shape shape : shapes(method, loss, losses, brief)) {
            boolean everyKind = elementwise(method) && shape.rows() <= SHORT;
            for (int i = 0; i < (everyKind ? KINDS.size() : 1); i++) {
                setups.add(setup(method, shape, setups.size()));
            }
        }
        return setups;
    }

    private static List<Shape> shapes(KernelMethod method, int loss, int losses, boolean brief) {
        if (elementwise(method)) {
            List<Integer> lengths = new ArrayList<>(brief ? BRIEF_LENGTHS : LENGTHS);
            lengths.removeAll(brief ? List.of() : BRIEF_LENGTHS);
            return lengths.stream().map(Shape::tall).toList();
        }
        List<Integer> sizes = new ArrayList<>(brief ? BRIEF_SIZES : SIZES);
        sizes.removeAll(brief ? List.of() : BRIEF_SIZES);
        List<Shape> shapes = new ArrayList<>();
        int turns = Math.min(losses, MOST_TURNS);
        for (int i = 0; i < sizes.size(); i++) {
            List<Shape> all = method.shapes(sizes.get(i));
            boolean rows = i % turns == loss % turns;
            shapes.addAll(all.subList(rows ? 0 : 1, rows || losses < MANY ? all.size() : 1));
        }
        if (!brief) {
            shapes.addAll(LARGE);
            if (loss == 0 && method.parameterNames().contains("workspace") && method.parameterNames().contains("weights")) {
                shapes.add(STREAMED);
            }
        }
        return shapes;
    }

    private static boolean elementwise(KernelMethod method) {
        return method.parameterNames().contains("length");
    }

    private static Setup setup(KernelMethod method, Shape shape, int turn) {
        Data data = KINDS.get(turn % KINDS.size());
        int variation = (turn + turn / KINDS.size()) % method.variations();      // every pair of kind and reduction
        return new Setup(shape, OFFSETS.get(turn % OFFSETS.size()), data, turn, variation);
    }
}
