package io.github.losslane.verification.digits;

import io.github.losslane.KernelProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A finished training.
 *
 * @param kernels what computed it
 * @param epochs what every epoch reached
 * @param weightsHash hash of the bits of the final weights and biases
 */
public record Training(KernelProvider kernels, List<Epoch> epochs, long weightsHash) {

    /**
     * What one pass over the training digits reached.
     *
     * @param number from 1
     * @param loss mean loss of the training digits after it
     * @param trainAccuracy fraction of the training digits that are right after it
     * @param testAccuracy fraction of the test digits that are right after it
     * @param nanoseconds time of its steps
     */
    public record Epoch(int number, double loss, double trainAccuracy, double testAccuracy, long nanoseconds) {}

    /** Trains from zero; the listener hears of every epoch. */
    public static Training run(KernelProvider kernels, Split split, Schedule schedule, Consumer<Epoch> listener) {
        SoftmaxRegression model = new SoftmaxRegression(kernels, split.train().count());
        Momentum weightStep = new Momentum(schedule, Digits.CLASSES * Digits.PIXELS);
        Momentum biasStep = new Momentum(schedule, Digits.CLASSES);
        Random random = new Random(schedule.seed());
        List<Epoch> epochs = new ArrayList<>();
        for (int number = 1; number <= schedule.epochs(); number++) {
            int[] order = Split.shuffled(split.train().count(), random);
            long start = System.nanoTime();
            for (int from = 0; from < order.length; from += schedule.batch()) {
                int to = Math.min(from + schedule.batch(), order.length);
                model.step(split.train().select(order, from, to), weightStep, biasStep);
            }
            long time = System.nanoTime() - start;
            Epoch epoch = new Epoch(number, model.loss(split.train()),
                    model.accuracy(split.train()), model.accuracy(split.test()), time);
            epochs.add(epoch);
            listener.accept(epoch);
        }
        return new Training(kernels, List.copyOf(epochs), model.hash());
    }

    /** The last epoch. */
    public Epoch last() {
        return epochs.getLast();
    }

    /** The time of the fastest epoch, the one that compilers and other programs disturbed least. */
    public double leastMilliseconds() {
        return epochs.stream().mapToLong(Epoch::nanoseconds).min().orElseThrow() * 1e-6;
    }
}
