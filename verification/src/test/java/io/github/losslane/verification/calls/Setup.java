package io.github.losslane.verification.calls;

/**
 * What a call is made of, apart from its method.
 *
 * @param shape sizes
 * @param offset offset of the first operand, the next ones have one more each; 0 packs all operands tight
 * @param data kind of numbers
 * @param seed of the numbers
 * @param variation number of the combination of reduction and multiple, see {@link KernelMethod#variations()}
 */
public record Setup(Shape shape, int offset, Data data, long seed, int variation) {

    /** Ordinary numbers between guards, with the first reduction, which is the sum. */
    public static Setup of(Shape shape) {
        return new Setup(shape, 3, Data.ORDINARY, 1, 0);
    }

    /** The same with another offset. */
    public Setup at(int otherOffset) {
        return new Setup(shape, otherOffset, data, seed, variation);
    }

    /** The same with other numbers. */
    public Setup with(Data otherData) {
        return new Setup(shape, offset, otherData, seed, variation);
    }

    /** The same with another reduction or multiple. */
    public Setup variation(int otherVariation) {
        return new Setup(shape, offset, data, seed, otherVariation);
    }
}
