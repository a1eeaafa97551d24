package io.github.losslane.verification.calls;

import io.github.losslane.Reduction;
import io.github.losslane.linear.ElasticNet;
import io.github.losslane.linear.L1;
import io.github.losslane.linear.L2;
import io.github.losslane.linear.None;
import io.github.losslane.linear.Regularizer;
import java.util.List;

/**
 * What a call is made of, apart from its method.
 *
 * @param shape sizes
 * @param offset offset of the first operand, the next ones have one more each; 0 packs all operands tight
 * @param data kind of numbers
 * @param seed of the numbers
 * @param variation number of the combination of reduction, regularizer, multiple and factor, see
 *     {@link KernelMethod#variations()}
 */
public record Setup(Shape shape, int offset, Data data, long seed, int variation) {

    static final List<Reduction> REDUCTIONS = List.of(Reduction.values());
    static final int LARGEST_MULTIPLE = 16;
    static final List<Double> FACTORS = List.of(0.75, -1.5, 0.0, Double.POSITIVE_INFINITY, -1e300);

    /** As many as have no divisor in common with the reductions, so that all pairs come. */
    public static final List<Regularizer> REGULARIZERS =
            List.of(new None(), new L1(0.25), new L2(0.375), new ElasticNet(0.5, 0.125));

    private static final int GUARDS_BEHIND = 19;

    /** Ordinary numbers between guards, with the first reduction, which is the sum. */
    public static Setup of(Shape shape) {
        return new Setup(shape, 3, Data.ORDINARY, 1, 0);
    }

    /** The reduction of a method that takes one. */
    public Reduction reduction() {
        return REDUCTIONS.get(variation % REDUCTIONS.size());
    }

    /** The regularizer of a method that takes one. */
    Regularizer regularizer() {
        return REGULARIZERS.get(variation % REGULARIZERS.size());
    }

    /** The bias of a method that takes a single number. */
    double bias(Class<?> type) {
        return Values.REAL.at(data, type, seed, 0, shape.classes());
    }

    /** The multiple of the angle, of a method that takes one. */
    int multiple() {
        return 1 + variation % LARGEST_MULTIPLE;
    }

    /** The factor of a method that takes one. The number of factors is prime to that of reductions and of multiples. */
    double factor() {
        return FACTORS.get(variation % FACTORS.size());
    }

    /** The same with another offset. */
    public Setup at(int otherOffset) {
        return new Setup(shape, otherOffset, data, seed, variation);
    }

    /** The same with other numbers. */
    public Setup with(Data otherData) {
        return new Setup(shape, offset, otherData, seed, variation);
    }

    /** The same with another reduction, regularizer or multiple. */
    public Setup variation(int otherVariation) {
        return new Setup(shape, offset, data, seed, otherVariation);
    }

    /**
     * Memory of its own for one operand, inputs with numbers, outputs with the pattern. Offset 0 packs everything
     * tight, so that the array ends with the last element; others leave guards before, behind and between the rows.
     *
     * @param index number of the operand among those of the call
     */
    Memory memory(Operand operand, Class<?> type, int index) {
        int start = offset == 0 ? 0 : offset + index;
        int rows = operand.rows().of(shape);
        int columns = operand.columns().of(shape);
        int stride = columns + (operand.matrix() && offset > 0 ? 3 : 0);
        int length = start + Memory.span(rows, columns, stride) + (offset > 0 ? GUARDS_BEHIND : 0);
        Object array = Elements.patterned(type, length);
        Memory memory = new Memory(operand, array, array, start, rows, columns, stride);
        if (operand.input()) {
            long own = seed * 31 + operand.name().hashCode();
            for (int i = 0; i < rows * columns; i++) {
                double value = operand.values().at(data, type, own, i, shape.classes());
                Elements.set(array, memory.index(i / columns, i % columns), value);
            }
        }
        return memory.remembered();
    }
}
