package io.github.losslane.margin;

/**
 * Modified softmax: weight rows count by their direction only, so that classes are told apart by angles.
 *
 * <pre>{@code
 * z_j = |x| c_j = x . W_j / |W_j|
 * }</pre>
 *
 * <p>Decision boundary of two classes: |x| (c_1 - c_2) = 0. Special values: see {@link MarginLoss}.
 *
 * @see <a href="https://arxiv.org/abs/1704.08063">Liu et al., SphereFace, eq. 4</a>
 */
public record ModifiedSoftmax() implements MarginLoss {

    @Override
    public boolean unitFeatures() {
        return false;
    }

    @Override
    public boolean unitWeights() {
        return true;
    }
}
