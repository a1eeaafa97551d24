package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.losslane.internal.Arguments;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of arguments, at their limits and just beyond. */
class ArgumentsTest {

    @ParameterizedTest
    @CsvSource({"0, 5", "5, 0", "0, 0", "2, 3"})
    void rangesInsideAnArrayPass(int offset, int length) {
        passes(() -> Arguments.range("x", new float[5], offset, length));
        passes(() -> Arguments.range("x", new double[5], offset, length));
        passes(() -> Arguments.range("x", new int[5], offset, length));
    }

    @ParameterizedTest
    @CsvSource({"0, 6", "1, 5", "6, 0", "-1, 2", "0, -1", "2147483647, 1", "1, 2147483647", "2147483647, 2147483647"})
    void rangesBeyondAnArrayAreRefused(int offset, int length) {
        String message = "x: " + length + " elements from offset " + offset + " do not lie in an array of 5";
        beyond(message, () -> Arguments.range("x", new float[5], offset, length));
        beyond(message, () -> Arguments.range("x", new double[5], offset, length));
        beyond(message, () -> Arguments.range("x", new int[5], offset, length));
    }

    @Test
    void nullIsNamed() {
        assertThatNullPointerException().isThrownBy(() -> Arguments.range("x", (float[]) null, 0, 0)).withMessage("x");
        assertThatNullPointerException().isThrownBy(() -> Arguments.range("x", (double[]) null, 0, 0)).withMessage("x");
        assertThatNullPointerException().isThrownBy(() -> Arguments.range("x", (int[]) null, 0, 0)).withMessage("x");
    }

    /** Array length, offset, rows, columns, stride; a matrix without columns still has offsets of rows. */
    @ParameterizedTest
    @CsvSource({"10, 0, 2, 5, 5", "10, 1, 2, 4, 5", "10, 10, 0, 3, 3", "10, 0, 3, 0, 5", "10, 0, 1, 10, 12",
        "0, 0, 0, 0, 0"})
    void matricesInsideAnArrayPass(int length, int offset, int rows, int columns, int stride) {
        passes(() -> Arguments.matrix(length, offset, rows, columns, stride));
    }

    @ParameterizedTest
    @CsvSource({"10, 1, 2, 5, 5", "10, -1, 1, 1, 1", "10, 11, 0, 3, 3", "10, 0, 3, 0, 6", "10, 2, 2, 4, 5",
        "10, 0, 2147483647, 2, 2147483647", "10, 0, 3, 4, 4"})
    void matricesBeyondAnArrayAreRefused(int length, int offset, int rows, int columns, int stride) {
        beyond("matrix of " + rows + " x " + columns + ", offset " + offset + ", stride " + stride
                + " does not lie in an array of " + length, () -> Arguments.matrix(length, offset, rows, columns, stride));
    }

    @Test
    void shapesThatAreNoneAreRefused() {
        refused("a matrix of -1 rows and 2 columns", () -> Arguments.matrix(9, 0, -1, 2, 2));
        refused("a matrix of 2 rows and -1 columns", () -> Arguments.matrix(9, 0, 2, -1, 2));
        refused("stride 2 is less than columns 3", () -> Arguments.matrix(9, 0, 1, 3, 2));
        passes(() -> Arguments.matrix(9, 0, 1, 3, 3));
    }

    @Test
    void sizesMustAgree() {
        passes(() -> Arguments.equal("a", 3, "b", 3));
        refused("a is 3 but b is 4", () -> Arguments.equal("a", 3, "b", 4));
        passes(() -> Arguments.sameShape("a", 3, 4, "b", 3, 4));
        refused("a is 3 x 4 but b is 2 x 4", () -> Arguments.sameShape("a", 3, 4, "b", 2, 4));
        refused("a is 3 x 4 but b is 3 x 5", () -> Arguments.sameShape("a", 3, 4, "b", 3, 5));
    }

    @Test
    void parametersHaveClosedLimits() {
        passes(() -> Arguments.inRange("m", 1, 1, 16));
        passes(() -> Arguments.inRange("m", 16, 1, 16));
        refused("m is 0, not in [1, 16]", () -> Arguments.inRange("m", 0, 1, 16));
        refused("m is 17, not in [1, 16]", () -> Arguments.inRange("m", 17, 1, 16));
        passes(() -> Arguments.inRange("q", 0.0, 0, 1));
        passes(() -> Arguments.inRange("q", 1.0, 0, 1));
        refused("q is NaN, not in [0.0, 1.0]", () -> Arguments.inRange("q", Double.NaN, 0, 1));
        refused("q is -4.9E-324, not in [0.0, 1.0]", () -> Arguments.inRange("q", -Double.MIN_VALUE, 0, 1));
        refused("q is 1.0000000000000002, not in [0.0, 1.0]", () -> Arguments.inRange("q", Math.nextUp(1.0), 0, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -Double.MIN_VALUE})
    void parametersThatAreNegativeOrNotFiniteAreRefused(double value) {
        refused("p is " + value + ", not finite and at least 0", () -> Arguments.notNegative("p", value));
        refused("p is " + value + ", not finite and more than 0", () -> Arguments.positive("p", value));
    }

    @Test
    void zeroIsNotNegativeButNotPositive() {
        passes(() -> Arguments.notNegative("p", 0));
        passes(() -> Arguments.notNegative("p", Double.MAX_VALUE));
        passes(() -> Arguments.positive("p", Double.MIN_VALUE));
        passes(() -> Arguments.positive("p", Double.MAX_VALUE));
        refused("p is 0.0, not finite and more than 0", () -> Arguments.positive("p", 0));
    }

    /** From the offset on; labels before and after the rows do not matter. */
    @Test
    void everyLabelIsAClass() {
        passes(() -> Arguments.labels(new int[] {-7, 0, 2, 99}, 1, 2, 3));
        beyond("row 1 has label 3 but there are 3 classes", () -> Arguments.labels(new int[] {-7, 0, 3}, 1, 2, 3));
        beyond("row 0 has label -1 but there are 3 classes", () -> Arguments.labels(new int[] {-1}, 0, 1, 3));
        beyond("labels: 3 elements from offset 0 do not lie in an array of 2", () -> Arguments.labels(new int[2], 0, 3, 3));
    }

    @Test
    void everyFlagIsYesOrNo() {
        passes(() -> Arguments.flags("similar", new int[] {9, 0, 1, -9}, 1, 2));
        beyond("row 1 has similar 2, not 1 or 0", () -> Arguments.flags("similar", new int[] {9, 0, 2}, 1, 2));
        beyond("row 0 has similar -1, not 1 or 0", () -> Arguments.flags("similar", new int[] {-1}, 0, 1));
        beyond("similar: 2 elements from offset 0 do not lie in an array of 1",
                () -> Arguments.flags("similar", new int[1], 0, 2));
    }

    @Test
    void everyObjectLabelIsObjectBackgroundOrNeither() {
        passes(() -> Arguments.objectLabels(new int[] {9, -1, 0, 1, 9}, 1, 3));
        beyond("row 1 has label 2, not 1, 0 or -1", () -> Arguments.objectLabels(new int[] {9, 0, 2}, 1, 2));
        beyond("row 0 has label -2, not 1, 0 or -1", () -> Arguments.objectLabels(new int[] {-2}, 0, 1));
        beyond("labels: 2 elements from offset 0 do not lie in an array of 1",
                () -> Arguments.objectLabels(new int[1], 0, 2));
    }

    private static void passes(ThrowingCallable call) {
        assertThatNoException().isThrownBy(call);
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private static void beyond(String message, ThrowingCallable call) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call).withMessage(message);
    }
}
