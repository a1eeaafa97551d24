package io.github.losslane.verification.pointwise;

import io.github.losslane.KernelProvider;
import io.github.losslane.pointwise.PointwiseLoss;

/** One row through the kernels. */
record FloatPointwiseRow(float loss, float gradient, float hessian) {

    static FloatPointwiseRow of(KernelProvider provider, PointwiseLoss loss, float prediction, float target) {
        float[] f = {prediction};
        float[] y = {target};
        float[] out = new float[1];
        float[] gradient = new float[1];
        float[] hessian = new float[1];
        provider.pointwise().losses(loss, f, 0, y, 0, out, 0, 1);
        provider.pointwise().gradientAndHessian(loss, f, 0, y, 0, gradient, 0, hessian, 0, 1);
        return new FloatPointwiseRow(out[0], gradient[0], hessian[0]);
    }
}
