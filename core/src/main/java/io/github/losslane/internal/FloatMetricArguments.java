package io.github.losslane.internal;

import io.github.losslane.FloatMatrix;
import java.util.Objects;

/** What every metric method asks of its matrices. */
public final class FloatMetricArguments {

    private FloatMetricArguments() {}

    /** Inputs of every call for triplets. */
    public static void triplets(Object loss, FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(anchors, "anchors");
        sameShape("positives", positives, "anchors", anchors);
        sameShape("negatives", negatives, "anchors", anchors);
    }

    /** Inputs of every call for pairs. */
    public static void pairs(Object loss, FloatMatrix left, FloatMatrix right, int[] similar, int similarOffset) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(left, "left");
        sameShape("right", right, "left", left);
        Arguments.flags("similar", similar, similarOffset, left.rows());
    }

    /** Gradients of triplets, each of which may be written over its input. */
    public static void gradients(
            FloatMatrix anchorGradient, FloatMatrix positiveGradient, FloatMatrix negativeGradient,
            FloatMatrix anchors, FloatMatrix positives, FloatMatrix negatives) {
        gradient("anchorGradient", anchorGradient, "anchors", anchors, "positives", positives, "negatives", negatives);
        gradient("positiveGradient", positiveGradient, "positives", positives, "anchors", anchors, "negatives", negatives);
        gradient("negativeGradient", negativeGradient, "negatives", negatives, "anchors", anchors, "positives", positives);
        Overlap.none("positiveGradient", positiveGradient, "anchorGradient", anchorGradient);
        Overlap.none("negativeGradient", negativeGradient, "anchorGradient", anchorGradient);
        Overlap.none("negativeGradient", negativeGradient, "positiveGradient", positiveGradient);
    }

    /** Gradients of pairs, each of which may be written over its input. */
    public static void gradients(
            FloatMatrix leftGradient, FloatMatrix rightGradient, FloatMatrix left, FloatMatrix right) {
        sameShape("leftGradient", leftGradient, "left", left);
        sameShape("rightGradient", rightGradient, "right", right);
        Overlap.noneOrSame("leftGradient", leftGradient, "left", left);
        Overlap.noneOrSame("rightGradient", rightGradient, "right", right);
        Overlap.none("leftGradient", leftGradient, "right", right);
        Overlap.none("rightGradient", rightGradient, "left", left);
        Overlap.none("rightGradient", rightGradient, "leftGradient", leftGradient);
    }

    /** Row losses, which must leave an input alone. */
    public static void losses(float[] losses, int lossesOffset, String name, FloatMatrix input) {
        Arguments.range("losses", losses, lossesOffset, input.rows());
        Overlap.none(name, input, "losses", losses, lossesOffset, input.rows());
    }

    private static void gradient(
            String name, FloatMatrix gradient, String ownName, FloatMatrix own,
            String secondName, FloatMatrix second, String thirdName, FloatMatrix third) {
        sameShape(name, gradient, ownName, own);
        Overlap.noneOrSame(name, gradient, ownName, own);
        Overlap.none(name, gradient, secondName, second);
        Overlap.none(name, gradient, thirdName, third);
    }

    private static void sameShape(String name, FloatMatrix matrix, String otherName, FloatMatrix other) {
        Objects.requireNonNull(matrix, name);
        Arguments.sameShape(name, matrix.rows(), matrix.columns(), otherName, other.rows(), other.columns());
    }
}
