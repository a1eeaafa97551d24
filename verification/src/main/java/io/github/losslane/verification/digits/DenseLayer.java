package io.github.losslane.verification.digits;

import java.util.Arrays;
import java.util.Random;

/**
 * A fully connected layer, computed by plain loops of products and sums, each rounded on its own, so that it is the same bits
 * everywhere.
 *
 * <pre>{@code
 * out_ij = b_j + sum_k in_ik w_kj          dw_kj = sum_i in_ik dout_ij        din_ik = sum_j dout_ij w_kj
 * }</pre>
 */
final class DenseLayer {

    private final int inputs;
    private final int outputs;
    private final float[] weights;
    private final float[] bias;
    private final float[] weightGradient;
    private final float[] biasGradient;
    private final Momentum weightStep;
    private final Momentum biasStep;

    /** Normal weights whose squares sum to about the gain for each output (He et al., 2015); no bias. */
    DenseLayer(int inputs, int outputs, double gain, Schedule schedule, Random random) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.weights = new float[inputs * outputs];
        this.bias = new float[outputs];
        this.weightGradient = new float[inputs * outputs];
        this.biasGradient = new float[outputs];
        this.weightStep = new Momentum(schedule, inputs * outputs);
        this.biasStep = new Momentum(schedule, outputs);
        double deviation = StrictMath.sqrt(gain / inputs);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (deviation * random.nextGaussian());
        }
    }

    /** out = in W + b, for some rows. */
    void forward(float[] in, float[] out, int rows) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(bias, 0, out, i * outputs, outputs);
            for (int k = 0; k < inputs; k++) {
                float factor = in[i * inputs + k];
                for (int j = 0; j < outputs; j++) {
                    out[i * outputs + j] += factor * weights[k * outputs + j];
                }
            }
        }
    }

    /** The gradients of weights and bias, and that of the input unless it is null. */
    void backward(float[] in, float[] outGradient, float[] inGradient, int rows) {
        Arrays.fill(weightGradient, 0);
        Arrays.fill(biasGradient, 0);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < outputs; j++) {
                biasGradient[j] += outGradient[i * outputs + j];
            }
            for (int k = 0; k < inputs; k++) {
                float factor = in[i * inputs + k];
                float sum = 0;
                for (int j = 0; j < outputs; j++) {
                    weightGradient[k * outputs + j] += factor * outGradient[i * outputs + j];
                }
                if (inGradient != null) {
                    for (int j = 0; j < outputs; j++) {
                        sum += outGradient[i * outputs + j] * weights[k * outputs + j];
                    }
                    inGradient[i * inputs + k] = sum;
                }
            }
        }
    }

    /** One step of descent, of a part of the learning rate. */
    void step(float part, float decay) {
        weightStep.step(part, decay, weights, weightGradient);
        biasStep.step(part, 0, bias, biasGradient);
    }

    /** Takes the parameters of a layer of the same sizes. */
    void take(DenseLayer other) {
        System.arraycopy(other.weights, 0, weights, 0, weights.length);
        System.arraycopy(other.bias, 0, bias, 0, bias.length);
    }

    float[] weights() {
        return weights;
    }

    float[] bias() {
        return bias;
    }

    float[] weightGradient() {
        return weightGradient;
    }

    float[] biasGradient() {
        return biasGradient;
    }
}
