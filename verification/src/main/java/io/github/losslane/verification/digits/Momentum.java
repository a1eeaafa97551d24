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
        for (int i = 0; i < velocity.length; i++) {
            velocity[i] = momentum * velocity[i] - learningRate * gradient[i];
            parameters[i] += velocity[i];
        }
    }
}
