package io.github.losslane.verification.digits;

/**
 * Gradient descent with momentum. Only products and sums of floats, each rounded on its own, so that the steps are the same
 * bits everywhere.
 *
 * <pre>{@code
 * v = momentum v - learningRate g
 * parameters += v
 * }</pre>
 */
final class Momentum {

    private final float learningRate;
    private final float momentum;
    private final float[] velocity;

    Momentum(Schedule schedule, int parameters) {
        this.learningRate = schedule.learningRate();
        this.momentum = schedule.momentum();
        this.velocity = new float[parameters];
    }

    /** One step against the gradient. */
    void step(float[] parameters, float[] gradient) {
        step(1, 0, parameters, gradient);
    }

    /** One step of a part of the length, against the gradient and, by the decay, against the parameters themselves. */
    void step(float part, float decay, float[] parameters, float[] gradient) {
        for (int i = 0; i < velocity.length; i++) {
            velocity[i] = momentum * velocity[i] - part * learningRate * (gradient[i] + decay * parameters[i]);
            parameters[i] += velocity[i];
        }
    }
}
