// Derived from FloatMargin.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.DoubleMarginArguments;
import io.github.losslane.margin.DoubleMarginKernels;
import io.github.losslane.margin.MarginLoss;

/** Driver of the margins on cosines: checks arguments; {@link DoubleCosines} does the work. */
public interface DoubleMargin extends DoubleMarginKernels {

    @Override
    default double lossAndGradient(
            MarginLoss loss, Reduction reduction, DoubleMatrix cosines, int[] labels, int labelsOffset,
            DoubleMatrix gradient) {
        DoubleMarginArguments.check(loss, reduction, cosines, labels, labelsOffset, gradient);
        return DoubleCosines.get().lossAndGradient(loss, reduction, cosines, labels, labelsOffset, gradient);
    }
}
