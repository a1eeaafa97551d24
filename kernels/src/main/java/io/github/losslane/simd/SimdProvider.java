package io.github.losslane.simd;

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
import io.github.losslane.simd.boosting.DoubleBoosting;
import io.github.losslane.simd.boosting.FloatBoosting;
import io.github.losslane.simd.center.DoubleCenter;
import io.github.losslane.simd.center.FloatCenter;
import io.github.losslane.simd.detection.DoubleDetection;
import io.github.losslane.simd.detection.FloatDetection;
import io.github.losslane.simd.linear.DoubleLinear;
import io.github.losslane.simd.linear.FloatLinear;
import io.github.losslane.simd.margin.DoubleHead;
import io.github.losslane.simd.margin.DoubleMargin;
import io.github.losslane.simd.margin.FloatHead;
import io.github.losslane.simd.margin.FloatMargin;
import io.github.losslane.simd.math.DoubleMath;
import io.github.losslane.simd.math.FloatMath;
import io.github.losslane.simd.metric.DoubleMetric;
import io.github.losslane.simd.metric.FloatMetric;
import io.github.losslane.simd.pointwise.DoublePointwise;
import io.github.losslane.simd.pointwise.FloatPointwise;
import io.github.losslane.simd.softmax.DoubleSoftmax;
import io.github.losslane.simd.softmax.FloatSoftmax;
import io.github.losslane.softmax.SoftmaxKernels;

/** Kernels on jdk.incubator.vector, at the widest vectors of the machine. */
public final class SimdProvider implements KernelProvider {

    /** The package that losslane-core exports to this module alone. */
    private static final String SHARED = "io.github.losslane.internal";

    /**
     * For {@link java.util.ServiceLoader}.
     *
     * @throws IllegalStateException if the JVM was started without the Vector API, or this module lies on the class path
     *     and losslane-core on the module path, which then hides what it shares with this module
     */
    public SimdProvider() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            throw new IllegalStateException("start the JVM with --add-modules jdk.incubator.vector");
        }
        if (!KernelProvider.class.getModule().isExported(SHARED, SimdProvider.class.getModule())) {
            throw new IllegalStateException(
                    "losslane-core is on the module path, losslane-kernels on the class path: put both on one of them");
        }
    }

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public int laneBits() {
        return FloatLanes.SPECIES.vectorBitSize();
    }

    @Override
    public void warmUp(Loss... losses) {
        WarmUp.run(this, losses);
    }

    @Override
    public MathKernels math() {
        return SimdMath.KERNELS;
    }

    @Override
    public PointwiseKernels pointwise() {
        return SimdPointwise.KERNELS;
    }

    @Override
    public SoftmaxKernels softmax() {
        return SimdSoftmax.KERNELS;
    }

    @Override
    public MarginKernels margin() {
        return SimdMargin.KERNELS;
    }

    @Override
    public HeadKernels head() {
        return SimdHead.KERNELS;
    }

    @Override
    public MetricKernels metric() {
        return SimdMetric.KERNELS;
    }

    @Override
    public CenterKernels center() {
        return SimdCenter.KERNELS;
    }

    @Override
    public BoostingKernels boosting() {
        return SimdBoosting.KERNELS;
    }

    @Override
    public DetectionKernels detection() {
        return SimdDetection.KERNELS;
    }

    @Override
    public LinearKernels linear() {
        return SimdLinear.KERNELS;
    }

    private static final class SimdMath implements MathKernels, FloatMath, DoubleMath {
        static final MathKernels KERNELS = new SimdMath();
    }

    private static final class SimdPointwise implements PointwiseKernels, FloatPointwise, DoublePointwise {
        static final PointwiseKernels KERNELS = new SimdPointwise();
    }

    private static final class SimdSoftmax implements SoftmaxKernels, FloatSoftmax, DoubleSoftmax {
        static final SoftmaxKernels KERNELS = new SimdSoftmax();
    }

    private static final class SimdMetric implements MetricKernels, FloatMetric, DoubleMetric {
        static final MetricKernels KERNELS = new SimdMetric();
    }

    private static final class SimdCenter implements CenterKernels, FloatCenter, DoubleCenter {
        static final CenterKernels KERNELS = new SimdCenter();

        @Override
        public HeadKernels head() {
            return SimdHead.KERNELS;
        }
    }

    private static final class SimdBoosting implements BoostingKernels, FloatBoosting, DoubleBoosting {
        static final BoostingKernels KERNELS = new SimdBoosting();
    }

    private static final class SimdDetection implements DetectionKernels, FloatDetection, DoubleDetection {
        static final DetectionKernels KERNELS = new SimdDetection();
    }

    private static final class SimdMargin implements MarginKernels, FloatMargin, DoubleMargin {
        static final MarginKernels KERNELS = new SimdMargin();
    }

    private static final class SimdHead implements HeadKernels, FloatHead, DoubleHead {
        static final HeadKernels KERNELS = new SimdHead();
    }

    private static final class SimdLinear implements LinearKernels, FloatLinear, DoubleLinear {
        static final LinearKernels KERNELS = new SimdLinear();
    }
}
