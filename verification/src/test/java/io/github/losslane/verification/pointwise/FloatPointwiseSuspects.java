package io.github.losslane.verification.pointwise;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.pointwise.Logistic;
import io.github.losslane.pointwise.PointwiseLoss;
import io.github.losslane.pointwise.WeightedLogistic;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The rows of a large sample where kernel and record differ most, in ulps: there the largest errors are looked for. */
final class FloatPointwiseSuspects {

    static final int SEARCHED = 1_000_000;
    private static final int SUSPECTS = 300;

    private final PointwiseLoss loss;
    private final FloatPointwiseSample sample;

    private FloatPointwiseSuspects(PointwiseLoss loss, FloatPointwiseSample sample) {
        this.loss = loss;
        this.sample = sample;
    }

    /** Some hundred rows for each of loss, gradient and second derivative. */
    static FloatPointwiseSample of(PointwiseLoss loss) {
        return new FloatPointwiseSuspects(loss, FloatPointwiseSample.of(loss, SEARCHED, 4711)).rows();
    }

    private FloatPointwiseSample rows() {
        float[] losses = sample.losses(Kernels.simd(), loss);
        float[] gradient = sample.gradient(Kernels.simd(), loss, Reduction.SUM);
        float[] hessian = sample.hessian(Kernels.simd(), loss);
        double[] ofLoss = new double[SEARCHED];
        double[] ofGradient = new double[SEARCHED];
        double[] ofHessian = new double[SEARCHED];
        for (int i = 0; i < SEARCHED; i++) {
            float f = sample.predictions()[i];
            float y = sample.targets()[i];
            double exact = loss.loss(f, y);
            ofLoss[i] = difference(losses[i], exact, exact);
            ofGradient[i] = difference(gradient[i], loss.gradient(f, y), gradientScale(f, y));
            double curvature = loss.hessian(f, y);
            boolean kink = PointwiseFacts.atKink(loss, f, y, Math.ulp(Math.max(Math.abs(f), Math.abs(y))));
            ofHessian[i] = kink ? 0 : difference(hessian[i], curvature, curvature);
        }
        int[] rows = IntStream.concat(IntStream.concat(largest(ofLoss), largest(ofGradient)), largest(ofHessian))
                .distinct().toArray();
        FloatPointwiseSample suspects =
                new FloatPointwiseSample(new float[rows.length], new float[rows.length], new float[rows.length]);
        for (int k = 0; k < rows.length; k++) {
            suspects.predictions()[k] = sample.predictions()[rows[k]];
            suspects.targets()[k] = sample.targets()[rows[k]];
            suspects.weights()[k] = sample.weights()[rows[k]];
        }
        return suspects;
    }

    /** A soft target mixes the slopes of both sides, which cancel: the larger one counts. */
    private double gradientScale(float f, float y) {
        if ((loss instanceof Logistic || loss instanceof WeightedLogistic) && y > 0 && y < 1) {
            return Math.max(Math.abs((1 - y) * loss.gradient(f, 0)), Math.abs(y * loss.gradient(f, 1)));
        }
        return loss.gradient(f, y);
    }

    private static double difference(float got, double exact, double scale) {
        return got == (float) exact && Float.isInfinite(got) ? 0 : Math.abs(got - exact) / Math.ulp((float) scale);
    }

    private static IntStream largest(double[] differences) {
        double[] sorted = differences.clone();
        Arrays.sort(sorted);
        double least = Math.max(sorted[sorted.length - SUSPECTS], Double.MIN_VALUE);
        return IntStream.range(0, differences.length).filter(i -> !(differences[i] < least)).limit(SUSPECTS);
    }
}
