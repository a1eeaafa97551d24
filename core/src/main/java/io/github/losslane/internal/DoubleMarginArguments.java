// Derived from FloatMarginArguments.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.margin.MarginLoss;
import java.util.Objects;

/** What the margins on cosines ask of their matrices. */
public final class DoubleMarginArguments {

    private DoubleMarginArguments() {}

    /** All of a call. */
    public static void check(
            MarginLoss loss, Reduction reduction, DoubleMatrix cosines, int[] labels, int labelsOffset, DoubleMatrix gradient) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(reduction, "reduction");
        Objects.requireNonNull(cosines, "cosines");
        Objects.requireNonNull(gradient, "gradient");
        if (!loss.unitFeatures() || !loss.unitWeights()) {
            throw new IllegalArgumentException(
                    loss + " needs more than cosines, as its logits depend on norms: use head()");
        }
        Arguments.labels(labels, labelsOffset, cosines.rows(), cosines.columns());
        Arguments.sameShape(
                "gradient", gradient.rows(), gradient.columns(), "cosines", cosines.rows(), cosines.columns());
        Overlap.noneOrSame("gradient", gradient, "cosines", cosines);
    }
}
