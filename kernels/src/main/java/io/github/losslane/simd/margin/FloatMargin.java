package io.github.losslane.simd.margin;

import io.github.losslane.FloatMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.FloatMarginArguments;
import io.github.losslane.margin.FloatMarginKernels;
import io.github.losslane.margin.MarginLoss;

/** Driver of the margins on cosines: checks arguments; {@link FloatCosines} does the work. */
public interface FloatMargin extends FloatMarginKernels {

    @Override
    default double lossAndGradient(
            MarginLoss loss, Reduction reduction, FloatMatrix cosines, int[] labels, int labelsOffset,
            FloatMatrix gradient) {
        FloatMarginArguments.check(loss, reduction, cosines, labels, labelsOffset, gradient);
        return FloatCosines.get().lossAndGradient(loss, reduction, cosines, labels, labelsOffset, gradient);
    }
}
