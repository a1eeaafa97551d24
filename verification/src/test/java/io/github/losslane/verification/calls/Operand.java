package io.github.losslane.verification.calls;

import static io.github.losslane.verification.calls.Extent.BATCH;
import static io.github.losslane.verification.calls.Extent.BOX;
import static io.github.losslane.verification.calls.Extent.CLASSES;
import static io.github.losslane.verification.calls.Extent.DIMENSION;
import static io.github.losslane.verification.calls.Extent.ONE;
import static io.github.losslane.verification.calls.Extent.ROWS;

import io.github.losslane.Loss;
import io.github.losslane.pointwise.BinaryCrossEntropy;
import io.github.losslane.softmax.SoftmaxLoss;
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
 * @param input whether the kernel reads it
 * @param output whether the kernel overwrites it
 * @param values what numbers it holds
 * @param rows number of rows, or of elements of an array
 * @param columns number of columns, one for an array
 * @param inPlaceOf inputs this output may be the very same memory as
 */
public record Operand(
        String name, boolean matrix, boolean input, boolean output, Values values, Extent rows, Extent columns,
        Set<String> inPlaceOf) {

    private static final List<Operand> KNOWN = List.of(
            input("x", Values.REAL, ROWS),
            input("y", Values.REAL, ROWS),
            input("cosines", Values.COSINE, ROWS),
            input("predictions", Values.REAL, ROWS),
            input("scores", Values.REAL, ROWS),
            input("targets", Values.TARGET, ROWS),
            input("weights", Values.WEIGHT, ROWS),
            input("labels", Values.LABEL, ROWS),
            input("similar", Values.FLAG, ROWS),
            input("bias", Values.REAL, CLASSES),
            output("out", ROWS, "x", "cosines"),
            output("psi", ROWS, "cosines"),
            output("slope", ROWS),
            output("losses", ROWS, "predictions"),
            output("gradient", ROWS, "predictions"),
            output("hessian", ROWS),
            output("biasGradient", CLASSES),
            output("scaleGradient", ONE),
            inputMatrix("logits", ROWS, CLASSES),
            new Operand("cosines", true, true, false, Values.COSINE, ROWS, CLASSES, Set.of()),
            inputMatrix("features", ROWS, DIMENSION),
            inputMatrix("weights", CLASSES, DIMENSION),
            new Operand("targets", true, true, false, Values.SHARE, ROWS, CLASSES, Set.of()),
            outputMatrix("out", ROWS, CLASSES, "logits"),
            outputMatrix("probabilities", ROWS, CLASSES, "logits"),
            inputMatrix("centers", CLASSES, DIMENSION),
            outputMatrix("gradient", ROWS, CLASSES, "logits"),
            input("logits", Values.REAL, ROWS),
            inputMatrix("boxes", ROWS, BOX),
            inputMatrix("boxTargets", ROWS, BOX),
            output("logitGradient", ROWS, "logits"),
            outputMatrix("boxGradient", ROWS, BOX, "boxes"),
            inputMatrix("anchors", ROWS, DIMENSION),
            inputMatrix("positives", ROWS, DIMENSION),
            inputMatrix("negatives", ROWS, DIMENSION),
            inputMatrix("left", ROWS, DIMENSION),
            inputMatrix("right", ROWS, DIMENSION),
            outputMatrix("anchorGradient", ROWS, DIMENSION, "anchors"),
            outputMatrix("positiveGradient", ROWS, DIMENSION, "positives"),
            outputMatrix("negativeGradient", ROWS, DIMENSION, "negatives"),
            outputMatrix("leftGradient", ROWS, DIMENSION, "left"),
            outputMatrix("rightGradient", ROWS, DIMENSION, "right"),
            outputMatrix("featureGradient", ROWS, DIMENSION),
            outputMatrix("weightGradient", CLASSES, DIMENSION));

    /** Where a name says something else than usual: a family or one of its methods, and the operand there. */
    private static final List<Map.Entry<String, Operand>> ELSEWHERE = List.of(
            Map.entry("BoostingKernels.weights", new Operand(
                    "weights", false, false, true, Values.REAL, BATCH, ONE, Set.of("scores"))),
            Map.entry("BoostingKernels.reweight", new Operand(
                    "weights", false, true, true, Values.WEIGHT, BATCH, ONE, Set.of())),
            Map.entry("CenterKernels.lossAndGradient", outputMatrix("featureGradient", ROWS, DIMENSION, "features")),
            Map.entry("CenterKernels.lossAndAddGradient", updatedMatrix("featureGradient", ROWS, DIMENSION)),
            Map.entry("CenterKernels.updateCenters", updatedMatrix("centers", CLASSES, DIMENSION)),
            Map.entry("CenterKernels.jointStep", updatedMatrix("centers", CLASSES, DIMENSION)),
            Map.entry("DetectionKernels", input("labels", Values.OBJECT, ROWS)),
            Map.entry("MarginKernels", outputMatrix("gradient", ROWS, CLASSES, "cosines")),
            Map.entry("BoostingKernels.addScaled", new Operand(
                    "scores", false, true, true, Values.REAL, ROWS, ONE, Set.of())),
            Map.entry("LinearKernels", inputMatrix("x", ROWS, DIMENSION)),
            Map.entry("LinearKernels", input("weights", Values.REAL, DIMENSION)),
            Map.entry("LinearKernels", output("scores", ROWS)),
            Map.entry("LinearKernels", output("weightGradient", DIMENSION)),
            Map.entry("LinearKernels", output("biasGradient", ONE)));

    /** The operand a parameter is, of a method given as interface without element type, point, name. */
    static Operand of(String method, String name, boolean matrix) {
        return Stream.concat(
                        ELSEWHERE.stream().filter(place -> method.startsWith(place.getKey())).map(Map.Entry::getValue),
                        KNOWN.stream())
                .filter(operand -> operand.name.equals(name) && operand.matrix == matrix)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException((matrix ? "matrix " : "array ") + name + " of " + method
                        + " is neither a known input nor a known output: add a line to " + Operand.class.getName()));
    }

    /** The same with the numbers the losses ask for: the predictions of some are probabilities, some ignore a label. */
    Operand of(List<Loss> losses) {
        if (losses.stream().anyMatch(BinaryCrossEntropy.class::isInstance) && name.equals("predictions")) {
            return with(Values.PROBABILITY);
        }
        boolean ignores = losses.stream().anyMatch(loss -> loss instanceof SoftmaxLoss softmax && softmax.ignores(Values.IGNORED));
        return ignores && values == Values.LABEL ? with(Values.LABEL_OR_IGNORED) : this;
    }

    private Operand with(Values others) {
        return new Operand(name, matrix, input, output, others, rows, columns, inPlaceOf);
    }

    /** Whether its shape depends on a size. */
    boolean uses(Extent extent) {
        return rows == extent || columns == extent;
    }

    private static Operand input(String name, Values values, Extent length) {
        return new Operand(name, false, true, false, values, length, ONE, Set.of());
    }

    private static Operand output(String name, Extent length, String... inPlaceOf) {
        return new Operand(name, false, false, true, Values.REAL, length, ONE, Set.of(inPlaceOf));
    }

    private static Operand inputMatrix(String name, Extent rows, Extent columns) {
        return new Operand(name, true, true, false, Values.REAL, rows, columns, Set.of());
    }

    private static Operand outputMatrix(String name, Extent rows, Extent columns, String... inPlaceOf) {
        return new Operand(name, true, false, true, Values.REAL, rows, columns, Set.of(inPlaceOf));
    }

    private static Operand updatedMatrix(String name, Extent rows, Extent columns) {
        return new Operand(name, true, true, true, Values.REAL, rows, columns, Set.of());
    }
}
