package io.github.losslane.verification.digits;

import io.github.losslane.KernelProvider;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What the tour tells a person. */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void introduction(Split split, Schedule schedule) {
        line("Losslane digits tour: softmax regression on %,d handwritten digits",
                split.train().count() + split.test().count());
        line("  data      %,d digits to train on, %d to test on, 8 x 8 pixels each",
                split.train().count(), split.test().count());
        line("  training  %d epochs, batches of %d, learning rate %s, momentum %s, seed %d",
                schedule.epochs(), schedule.batch(), schedule.learningRate(), schedule.momentum(), schedule.seed());
    }

    void beginning(KernelProvider kernels) {
        line("");
        line("Training with the kernels: %s", name(kernels));
        line("  epoch      loss   train    test        ms");
    }

    /** Tells of the first epochs, then of every tenth. */
    void progress(Training.Epoch epoch) {
        if (epoch.number() <= 3 || epoch.number() % 10 == 0) {
            line("  %5d  %8.5f  %6.4f  %6.4f  %8.3f", epoch.number(), epoch.loss(),
                    epoch.trainAccuracy(), epoch.testAccuracy(), epoch.nanoseconds() * 1e-6);
        }
    }

    /** One column for each training. */
    void table(List<Training> trainings) {
        line("");
        row("Result", trainings, training -> name(training.kernels()));
        row("loss", trainings, training -> format("%.5f", training.last().loss()));
        row("train accuracy", trainings, training -> format("%.4f", training.last().trainAccuracy()));
        row("test accuracy", trainings, training -> format("%.4f", training.last().testAccuracy()));
        row("ms per epoch", trainings, training -> format("%.3f", training.millisecondsPerEpoch()));
        row("weights hash", trainings, training -> format("%016x", training.weightsHash()));
    }

    private void row(String name, List<Training> trainings, Function<Training, String> cell) {
        StringBuilder row = new StringBuilder(format("%-22s", name));
        trainings.forEach(training -> row.append(format("  %18s", cell.apply(training))));
        line("%s", row);
    }

    private static String name(KernelProvider kernels) {
        return kernels.laneBits() == 0 ? kernels.name() : kernels.name() + ", " + kernels.laneBits() + " bits";
    }

    private void line(String format, Object... values) {
        out.println(format(format, values));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
