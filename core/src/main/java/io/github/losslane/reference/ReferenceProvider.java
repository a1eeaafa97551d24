package io.github.losslane.reference;

import io.github.losslane.KernelProvider;
import io.github.losslane.Loss;
import io.github.losslane.boosting.BoostingKernels;
import io.github.losslane.center.CenterKernels;
import io.github.losslane.detection.DetectionKernels;
import io.github.losslane.internal.WarmUp;
import io.github.losslane.linear.LinearKernels;
import io.github.losslane.margin.HeadKernels;
import io.github.losslane.margin.MarginKernels;
import io.github.losslane.math.MathKernels;
import io.github.losslane.metric.MetricKernels;
import io.github.losslane.pointwise.PointwiseKernels;
import io.github.losslane.softmax.SoftmaxKernels;

/** The scalar reference: loops over the records' own definitions, in double; the judge of accuracy. */
public final class ReferenceProvider implements KernelProvider {

    /** The one instance; it has no state. */
    public static final ReferenceProvider INSTANCE = new ReferenceProvider();

    private final MathKernels math = new ReferenceMath();
    private final PointwiseKernels pointwise = new ReferencePointwise();
    private final SoftmaxKernels softmax = new ReferenceSoftmax();
    private final MarginKernels margin = new ReferenceMargin();
    private final HeadKernels head = new ReferenceHead();
    private final MetricKernels metric = new ReferenceMetric();
    private final CenterKernels center = new ReferenceCenter();
    private final BoostingKernels boosting = new ReferenceBoosting();
    private final DetectionKernels detection = new ReferenceDetection();
    private final LinearKernels linear = new ReferenceLinear();

    private ReferenceProvider() {}

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public int laneBits() {
        return 0;
    }

    @Override
    public void warmUp(Loss... losses) {
        WarmUp.run(this, losses);
    }

    @Override
    public MathKernels math() {
        return math;
    }

    @Override
    public PointwiseKernels pointwise() {
        return pointwise;
    }

    @Override
    public SoftmaxKernels softmax() {
        return softmax;
    }

    @Override
    public MarginKernels margin() {
        return margin;
    }

    @Override
    public HeadKernels head() {
        return head;
    }

    @Override
    public MetricKernels metric() {
        return metric;
    }

    @Override
    public CenterKernels center() {
        return center;
    }

    @Override
    public BoostingKernels boosting() {
        return boosting;
    }

    @Override
    public DetectionKernels detection() {
        return detection;
    }

    @Override
    public LinearKernels linear() {
        return linear;
    }

    private static final class ReferenceMath implements MathKernels, FloatReferenceMath, DoubleReferenceMath {}

    private static final class ReferencePointwise
            implements PointwiseKernels, FloatReferencePointwise, DoubleReferencePointwise {}

    private static final class ReferenceSoftmax
            implements SoftmaxKernels, FloatReferenceSoftmax, DoubleReferenceSoftmax {}

    private static final class ReferenceMetric
            implements MetricKernels, FloatReferenceMetric, DoubleReferenceMetric {}

    private static final class ReferenceCenter implements CenterKernels, FloatReferenceCenter, DoubleReferenceCenter {

        @Override
        public HeadKernels head() {
            return INSTANCE.head;
        }
    }

    private static final class ReferenceBoosting
            implements BoostingKernels, FloatReferenceBoosting, DoubleReferenceBoosting {}

    private static final class ReferenceDetection
            implements DetectionKernels, FloatReferenceDetection, DoubleReferenceDetection {}

    private static final class ReferenceMargin implements MarginKernels, FloatReferenceMargin, DoubleReferenceMargin {}

    private static final class ReferenceHead implements HeadKernels, FloatReferenceHead, DoubleReferenceHead {}

    private static final class ReferenceLinear implements LinearKernels, FloatReferenceLinear, DoubleReferenceLinear {}
}
