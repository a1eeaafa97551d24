// Derived from FloatPointwiseRow.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.pointwise;

import io.github.losslane.KernelProvider;
import io.github.losslane.pointwise.PointwiseLoss;

/** One row through the kernels. */
record DoublePointwiseRow(double loss, double gradient, double hessian) {

    static DoublePointwiseRow of(KernelProvider provider, PointwiseLoss loss, double prediction, double target) {
        double[] f = {prediction};
        double[] y = {target};
        double[] out = new double[1];
        double[] gradient = new double[1];
        double[] hessian = new double[1];
        provider.pointwise().losses(loss, f, 0, y, 0, out, 0, 1);
        provider.pointwise().gradientAndHessian(loss, f, 0, y, 0, gradient, 0, hessian, 0, 1);
        return new DoublePointwiseRow(out[0], gradient[0], hessian[0]);
    }
}
