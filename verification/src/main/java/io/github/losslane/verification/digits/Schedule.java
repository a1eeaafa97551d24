package io.github.losslane.verification.digits;

/**
 * How to train.
 *
 * @param epochs passes over the training digits
 * @param batch digits in a step; the last step of an epoch takes what is left
 * @param learningRate step length
 * @param momentum how much of the last step the next one keeps
 * @param seed decides the split and the order of the digits in every epoch
 */
public record Schedule(int epochs, int batch, float learningRate, float momentum, long seed) {

    /** The tour's schedule. */
    public static final Schedule TOUR = new Schedule(60, 32, 0.05f, 0.9f, 1797);

    /** How networks with two features are trained, from a network that plain softmax has trained before. */
    public static final Schedule FEATURES = new Schedule(60, 32, 0.03f, 0.9f, 1797);

    /** The same, but shorter or longer. */
    public Schedule withEpochs(int number) {
        return new Schedule(number, batch, learningRate, momentum, seed);
    }
}
