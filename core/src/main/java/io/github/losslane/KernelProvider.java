package io.github.losslane;

import io.github.losslane.boosting.BoostingKernels;
import io.github.losslane.center.CenterKernels;
import io.github.losslane.detection.DetectionKernels;
import io.github.losslane.linear.LinearKernels;
import io.github.losslane.margin.HeadKernels;
import io.github.losslane.margin.MarginKernels;
import io.github.losslane.math.MathKernels;
import io.github.losslane.metric.MetricKernels;
import io.github.losslane.pointwise.PointwiseKernels;
import io.github.losslane.softmax.SoftmaxKernels;

/**
 * One implementation of all kernels. Providers are stateless: any number of threads may call the same one at once, each on
 * outputs of its own.
 */
public interface KernelProvider {

    /**
     * The name {@code -Dlosslane.kernels} knows it by.
     *
     * @return {@code simd} or {@code reference}
     */
    String name();

    /**
     * The width of the vectors in use.
     *
     * @return bits of a vector; 0 for scalar code
     */
    int laneBits();

    /**
     * Runs the kernels of the given losses, for float and double, on small data until the JIT compiler has settled, so that
     * a latency-sensitive service pays before its first request. Takes one to ten seconds for a loss, and up to a minute for
     * all, most of it the compiler's, on a core of its own if there is one. A loss of softmax does not warm up
     * logSumExp, softmax and logSoftmax; no losses given do.
     *
     * @param losses the losses to warm up; none for every loss, the functions of elements and of rows, and boosting
     * @throws NullPointerException if the array or a loss is null
     */
    void warmUp(Loss... losses);

    /**
     * Elementwise functions and sums.
     *
     * @return the kernels
     */
    MathKernels math();

    /**
     * Losses of one prediction against one target.
     *
     * @return the kernels
     */
    PointwiseKernels pointwise();

    /**
     * Losses of a row of logits.
     *
     * @return the kernels
     */
    SoftmaxKernels softmax();

    /**
     * Margins on cosines.
     *
     * @return the kernels
     */
    MarginKernels margin();

    /**
     * Classification heads.
     *
     * @return the kernels
     */
    HeadKernels head();

    /**
     * Losses of distances.
     *
     * @return the kernels
     */
    MetricKernels metric();

    /**
     * Center loss.
     *
     * @return the kernels
     */
    CenterKernels center();

    /**
     * The steps of AdaBoost.
     *
     * @return the kernels
     */
    BoostingKernels boosting();

    /**
     * Losses of object detectors.
     *
     * @return the kernels
     */
    DetectionKernels detection();

    /**
     * Linear models.
     *
     * @return the kernels
     */
    LinearKernels linear();
}
