package io.github.losslane.verification.calls;

import static io.github.losslane.verification.calls.Extent.CLASSES;
import static io.github.losslane.verification.calls.Extent.DIMENSION;
import static io.github.losslane.verification.calls.Extent.ONE;
import static io.github.losslane.verification.calls.Extent.ROWS;

import io.github.losslane.Loss;
import io.github.losslane.linear.DoubleLinearKernels;
import io.github.losslane.linear.FloatLinearKernels;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the name of an array or matrix argument says about it. A kernel whose arguments have new names adds a line here;
 * where an interface means something of its own by a name, the line goes to the list of that interface.
 *
 * @param name name of the parameter
 * @param matrix whether it is a matrix view, not an array with an offset
 * @param output whether the kernel overwrites it
 * @param values what numbers it holds
 * @param rows number of rows, or of elements of an array
 * @param columns number of columns, one for an array
 * @param inPlaceOf inputs this output may be the very same memory as
 */
public record Operand(
        String name, boolean matrix, boolean output, Values values, Extent rows, Extent columns,
        Set<String> inPlaceOf) {

    private static final List<Operand> KNOWN = List.of(
            input("x", Values.REAL, ROWS),
            input("y", Values.REAL, ROWS),
            input("cosines", Values.COSINE, ROWS),
            input("predictions", Values.REAL, ROWS),
            input("targets", Values.TARGET, ROWS),
            input("weights", Values.WEIGHT, ROWS),
            input("labels", Values.LABEL, ROWS),
            input("bias", Values.REAL, CLASSES),
            output("out", ROWS, "x", "cosines"),
            output("psi", ROWS, "cosines"),
            output("slope", ROWS),
            output("losses", ROWS, "predictions"),
            output("gradient", ROWS, "predictions"),
            output("hessian", ROWS),
            output("biasGradient", CLASSES),
            inputMatrix("logits", ROWS, CLASSES),
            inputMatrix("features", ROWS, DIMENSION),
            inputMatrix("weights", CLASSES, DIMENSION),
            outputMatrix("gradient", ROWS, CLASSES, "logits"),
            outputMatrix("featureGradient", ROWS, DIMENSION),
            outputMatrix("weightGradient", CLASSES, DIMENSION));

    /** Weights of a model, not of rows. */
    private static final List<Operand> LINEAR = List.of(
            inputMatrix("x", ROWS, DIMENSION),
            input("weights", Values.REAL, DIMENSION),
            output("scores", ROWS),
            output("weightGradient", DIMENSION),
            output("biasGradient", ONE));

    private static final Map<Class<?>, List<Operand>> OWN =
            Map.of(FloatLinearKernels.class, LINEAR, DoubleLinearKernels.class, LINEAR);

    /** The operand a parameter of a kernel interface's method is. */
    static Operand of(Class<?> kernels, String name, boolean matrix) {
        return Stream.concat(OWN.getOrDefault(kernels, List.of()).stream(), KNOWN.stream())
                .filter(operand -> operand.name.equals(name) && operand.matrix == matrix)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException((matrix ? "matrix " : "array ") + name + " of " + kernels
                        + " is neither a known input nor a known output: add a line to " + Operand.class.getName()));
    }

    /** The same with the numbers a loss asks for: the predictions of some are probabilities. */
    Operand of(Loss loss) {
        boolean probability = loss instanceof BinaryCrossEntropy && name.equals("predictions");
        return probability ? new Operand(name, matrix, output, Values.PROBABILITY, rows, columns, inPlaceOf) : this;
    }

    /** Whether its shape depends on a size. */
    boolean uses(Extent extent) {
        return rows == extent || columns == extent;
    }

    private static Operand input(String name, Values values, Extent length) {
        return new Operand(name, false, false, values, length, ONE, Set.of());
    }

    private static Operand output(String name, Extent length, String... inPlaceOf) {
        return new Operand(name, false, true, Values.REAL, length, ONE, Set.of(inPlaceOf));
    }

    private static Operand inputMatrix(String name, Extent rows, Extent columns) {
        return new Operand(name, true, false, Values.REAL, rows, columns, Set.of());
    }

    private static Operand outputMatrix(String name, Extent rows, Extent columns, String... inPlaceOf) {
        return new Operand(name, true, true, Values.REAL, rows, columns, Set.of(inPlaceOf));
    }
}
