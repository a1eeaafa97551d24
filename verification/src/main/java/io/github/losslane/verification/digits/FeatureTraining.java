package io.github.losslane.verification.digits;

import io.github.losslane.KernelProvider;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import java.util.Random;

/**
 * A network of two features that has been trained with one loss.
 *
 * @param run the loss
 * @param trainFeatures of the training digits
 * @param testFeatures of the test digits
 * @param trainScatter how the first lie
 * @param testScatter how the second lie
 * @param trainAccuracy fraction of the training digits whose own logit, without margin, is the largest
 * @param testAccuracy that of the test digits
 * @param seconds time of its steps
 */
record FeatureTraining(
        FeatureRun run, double[][] trainFeatures, double[][] testFeatures, Scatter trainScatter, Scatter testScatter,
        double trainAccuracy, double testAccuracy, double seconds) {

    /** Epochs over which steps reach their full length: velocity is 0 at first, and a new loss has steep gradients. */
    private static final int RISE = 5;

    /** The network that all trainings start from, by softmax without bias: half as many epochs, at the full rate. */
    static FeatureNetwork start(KernelProvider kernels, Split split, Schedule schedule) {
        FeatureNetwork network = new FeatureNetwork(kernels, schedule, split.train().count());
        FeatureRun softmax = FeatureRun.LARGE_MARGIN.getFirst();
        Random random = new Random(schedule.seed());
        MarginLoss loss = new LSoftmax(1, 0);
        for (int epoch = 0; epoch < schedule.epochs() / 2; epoch++) {
            epoch(network, split.train(), schedule, random, softmax, loss, 0, 1);
        }
        return network;
    }

    /** Trains a copy of a network; the steps become shorter to the end, in proportion to what is left. */
    static FeatureTraining run(FeatureNetwork start, FeatureRun run, Split split, Schedule schedule) {
        FeatureNetwork network = start.copy(schedule);
        Random random = new Random(schedule.seed());
        long begin = System.nanoTime();
        long iteration = 0;
        for (int epoch = 0; epoch < schedule.epochs(); epoch++) {
            float part = run.part() * Math.min(1, (epoch + 1f) / RISE) * (schedule.epochs() - epoch) / schedule.epochs();
            iteration = epoch(network, split.train(), schedule, random, run, null, iteration, part);
        }
        double seconds = (System.nanoTime() - begin) * 1e-9;
        MarginLoss last = run.loss().apply(iteration);
        double[][] train = network.features(split.train());
        double[][] test = network.features(split.test());
        return new FeatureTraining(run, train, test,
                Scatter.of(train, split.train().labels(), Digits.CLASSES),
                Scatter.of(test, split.test().labels(), Digits.CLASSES),
                accuracy(network, last, train, split.train().labels()),
                accuracy(network, last, test, split.test().labels()), seconds);
    }

    /** One pass over the digits, with a fixed loss or that of each iteration; returns the number of the last iteration. */
    private static long epoch(
            FeatureNetwork network, Digits digits, Schedule schedule, Random random, FeatureRun run, MarginLoss fixed,
            long before, float part) {
        long iteration = before;
        int[] order = Split.shuffled(digits.count(), random);
        for (int from = 0; from < order.length; from += schedule.batch()) {
            int to = Math.min(from + schedule.batch(), order.length);
            iteration++;
            MarginLoss loss = fixed == null ? run.loss().apply(iteration) : fixed;
            network.step(digits.select(order, from, to), loss, run.centerLoss(), part, run.decay());
        }
        return iteration;
    }

    private static double accuracy(FeatureNetwork network, MarginLoss loss, double[][] features, int[] labels) {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += network.classify(loss, features[i]) == labels[i] ? 1 : 0;
        }
        return (double) right / labels.length;
    }
}
