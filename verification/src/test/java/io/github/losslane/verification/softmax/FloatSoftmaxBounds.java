package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.simd.softmax.FloatCrossEntropy;
import io.github.losslane.simd.softmax.FloatInterclassDistance;
import io.github.losslane.simd.softmax.FloatProbabilities;
import io.github.losslane.simd.softmax.FloatSoftmaxFocal;
import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.InterclassDistance;
import io.github.losslane.softmax.SoftmaxFocal;
import io.github.losslane.softmax.SoftmaxLoss;
import java.util.stream.IntStream;

/** What results of the family may be off, in ulps of what {@link SoftmaxValue} says. */
final class FloatSoftmaxBounds {

    /** Half an ulp of 1. */
    static final double ROUNDOFF = (Math.nextUp(1.0f) - 1) / 2;

    private FloatSoftmaxBounds() {}

    /** Says where only if it has to. */
    static void assertNear(Object what, int row, int column, double got, double expected, double allowed) {
        if (!(Math.abs(got - expected) <= allowed)) {
            assertThat(got).as("%s, row %s, column %s", what, row, column).isCloseTo(expected, within(allowed));
        }
    }

    static double logSumExp(KernelProvider provider, int classes) {
        return provider == Kernels.simd() ? FloatProbabilities.MAX_ULP_LOG_SUM_EXP + blocks(classes) : record(classes);
    }

    static double softmax(KernelProvider provider, int classes) {
        return provider == Kernels.simd() ? FloatProbabilities.MAX_ULP_SOFTMAX + blocks(classes) : record(classes);
    }

    static double logSoftmax(KernelProvider provider, int classes) {
        return provider == Kernels.simd() ? FloatProbabilities.MAX_ULP_LOG_SOFTMAX + blocks(classes) : record(classes);
    }

    static double loss(KernelProvider provider, SoftmaxLoss loss, int classes) {
        return of(provider, loss, classes, FloatCrossEntropy.MAX_ULP_LOSS);
    }

    static double gradient(KernelProvider provider, SoftmaxLoss loss, int classes) {
        return of(provider, loss, classes, FloatCrossEntropy.MAX_ULP_GRADIENT);
    }

    private static double of(KernelProvider provider, SoftmaxLoss loss, int classes, double crossEntropy) {
        double gamma = loss instanceof SoftmaxFocal focal ? focal.gamma() : 0;
        if (provider != Kernels.simd()) {
            return record(classes) * (1 + gamma);
        }
        return blocks(classes) + switch (loss) {
            case CrossEntropy entropy -> crossEntropy;
            case InterclassDistance distance -> FloatInterclassDistance.MAX_ULP;
            case SoftmaxFocal focal -> FloatSoftmaxFocal.MAX_ULP + gamma * FloatSoftmaxFocal.MAX_ULP_GAMMA;
        };
    }

    /** Blocks of 1,024 classes are added up in double: half an ulp of a double each. */
    private static double blocks(int classes) {
        return classes * 0x1p-64 / ROUNDOFF;
    }

    /** A record adds up its row in double, in order; its functions and terms take less than 8 ulps; then it is rounded. */
    private static double record(int classes) {
        return 0.5 + (8 + classes) * 0x1p-53 / ROUNDOFF;
    }

    /** The most that the slopes of a row can sum to. */
    static double slopes(SoftmaxLoss loss, FloatSoftmaxSample sample, int row) {
        return sample.total(row) * largestSlope(loss);
    }

    /** The most that a class can have for a slope, per unit of targets. */
    static double largestSlope(SoftmaxLoss loss) {
        return switch (loss) {
            case CrossEntropy entropy ->
                IntStream.range(0, Math.max(1, entropy.classWeights().size())).mapToDouble(entropy::weight).max().orElse(0);
            case InterclassDistance distance -> 1;
            case SoftmaxFocal(double alpha, double gamma) -> alpha * (1 + gamma);
        };
    }

    /**
     * What two results for an element of a gradient may differ by, each within its bound: ulps of the element itself where a
     * row has a single slope, and otherwise of all its slopes together.
     */
    static double difference(SoftmaxCase each, SoftmaxLoss loss, int classes, double slopes, float element) {
        return difference(each, each.provider(), loss, classes, slopes, element);
    }

    /** The same where the other result is another provider's. */
    static double difference(
            SoftmaxCase each, KernelProvider other, SoftmaxLoss loss, int classes, double slopes, float element) {
        boolean single = !each.dense() && !(loss instanceof CrossEntropy entropy && entropy.labelSmoothing() > 0);
        double ulp = Math.ulp((float) (single ? 1.00001 * Math.abs(element) : 2 * slopes));
        return (gradient(each.provider(), loss, classes) + gradient(other, loss, classes)) * ulp;
    }
}
