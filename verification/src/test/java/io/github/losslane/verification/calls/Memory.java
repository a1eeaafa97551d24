package io.github.losslane.verification.calls;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.FloatMatrix;
import java.util.stream.IntStream;

/**
 * The memory of one operand: element (r, c) is {@code array[offset + r * stride + c]}; everything else in the array are
 * guards that no kernel may touch.
 *
 * @param operand what the memory is for
 * @param array float[], double[] or int[]
 * @param before what the array held when it was prepared
 * @param offset index of the first element
 * @param rows rows, or elements of an array operand
 * @param columns columns, 1 for an array operand
 * @param stride distance between rows
 */
public record Memory(Operand operand, Object array, Object before, int offset, int rows, int columns, int stride) {

    /** This memory with its present contents as those to return to. */
    Memory remembered() {
        return new Memory(operand, array, Elements.copy(array), offset, rows, columns, stride);
    }

    /** Returns the whole array to the remembered contents. */
    public void restore() {
        System.arraycopy(before, 0, array, 0, arrayLength());
    }

    /** The argument a kernel takes: the array or a view. */
    Object argument() {
        if (!operand.matrix()) {
            return array;
        }
        return array instanceof float[] floats
                ? new FloatMatrix(floats, offset, rows, columns, stride)
                : new DoubleMatrix((double[]) array, offset, rows, columns, stride);
    }

    /** This operand in another array; its remembered contents go along. */
    Memory movedTo(Object otherArray, int otherOffset) {
        System.arraycopy(before, offset, otherArray, otherOffset, span());
        return new Memory(operand, otherArray, otherArray, otherOffset, rows, columns, stride);
    }

    /** This operand in the very memory of another of the same shape. */
    public Memory inPlaceOf(Memory other) {
        return new Memory(operand, other.array, other.before, other.offset, rows, columns, other.stride);
    }

    /** Some of the rows. */
    public Memory part(int first, int count) {
        return new Memory(operand, array, before, offset + first * stride, count, columns, stride);
    }

    /** The same number of elements from another offset in the same array; outside of it there are none. */
    public Memory at(int otherOffset) {
        return new Memory(operand, array, before, otherOffset, rows, columns, stride);
    }

    /** Whether an element of this is one of another's in the same array. */
    public boolean sharesElementsWith(Memory other) {
        return array == other.array
                && IntStream.range(0, arrayLength()).anyMatch(index -> covers(index) && other.covers(index));
    }

    /** The operand with another shape, in an array large enough for it. */
    public Memory reshaped(int otherRows, int otherColumns) {
        int length = Math.max(arrayLength(), offset + span(otherRows, otherColumns, stride));
        Object larger = Elements.patterned(type(), length);
        System.arraycopy(array, 0, larger, 0, arrayLength());
        return new Memory(operand, larger, larger, offset, otherRows, otherColumns, stride).remembered();
    }

    /** The operand in an array that ends before its last element. */
    public Memory tooShort() {
        return tooShort(1);
    }

    /** The operand in an array that lacks its last elements. */
    public Memory tooShort(int missing) {
        return followedBy(-missing);
    }

    /** The operand in an array with so many elements behind its last one. */
    public Memory followedBy(int room) {
        int length = offset + span() + room;
        Object other = Elements.patterned(type(), length);
        System.arraycopy(array, 0, other, 0, Math.min(length, offset + span()));
        return new Memory(operand, other, other, offset, rows, columns, stride).remembered();
    }

    /** The operand with a number in place of everything around and between its rows. */
    public Memory guardedBy(double value) {
        Object copy = Elements.copy(array);
        for (int i = 0; i < arrayLength(); i++) {
            if (!covers(i)) {
                Elements.set(copy, i, value);
            }
        }
        return new Memory(operand, copy, copy, offset, rows, columns, stride).remembered();
    }

    /** The operand with one element replaced, in an array of its own. */
    public Memory replaced(int row, int column, double value) {
        Object copy = Elements.copy(array);
        Elements.set(copy, index(row, column), value);
        return new Memory(operand, copy, copy, offset, rows, columns, stride).remembered();
    }

    /** Number of elements from the first to the last, gaps included. */
    public int span() {
        return span(rows, columns, stride);
    }

    /** Number of elements of the whole array. */
    public int arrayLength() {
        return Elements.length(array);
    }

    /** The element type. */
    public Class<?> type() {
        return Elements.type(array);
    }

    /** An element. */
    public double get(int row, int column) {
        return Elements.get(array, index(row, column));
    }

    /** The bits of an element, the same for every NaN. */
    public long bits(int row, int column) {
        return Elements.bits(array, index(row, column));
    }

    /** Whether all elements have the same bits as those of other memory of this shape. */
    public boolean sameBits(Memory other) {
        for (int i = 0; i < rows * columns; i++) {
            if (bits(i / columns, i % columns) != other.bits(i / columns, i % columns)) {
                return false;
            }
        }
        return true;
    }

    /** Whether an output's element was never written. */
    public boolean isUnwritten(int row, int column) {
        return Elements.isPattern(array, index(row, column));
    }

    /** Whether every bit of the array, guards included, is as before. */
    public boolean isUntouched() {
        return changes(false) == 0;
    }

    /** Whether the guards around the elements are as before. */
    public boolean guardsAreIntact() {
        return changes(true) == 0;
    }

    private int changes(boolean guardsOnly) {
        int changes = 0;
        for (int i = 0; i < arrayLength(); i++) {
            boolean counts = !guardsOnly || !covers(i);
            changes += counts && Elements.rawBits(array, i) != Elements.rawBits(before, i) ? 1 : 0;
        }
        return changes;
    }

    private boolean covers(int index) {
        int relative = index - offset;
        return relative >= 0 && relative < span() && relative % Math.max(stride, 1) < columns;
    }

    int index(int row, int column) {
        return offset + row * stride + column;
    }

    static int span(int rows, int columns, int stride) {
        return rows == 0 ? 0 : (rows - 1) * stride + columns;
    }
}
