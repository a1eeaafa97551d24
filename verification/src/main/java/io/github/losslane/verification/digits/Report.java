package io.github.losslane.verification.digits;

import io.github.losslane.KernelProvider;
import java.io.PrintStream;
import java.nio.file.Path;
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
        int train = split.train().count();
        int test = split.test().count();
        out.printf(Locale.ROOT, "Losslane digits tour: softmax regression on %,d handwritten digits%n", train + test);
        out.printf(Locale.ROOT, "  data      %,d digits to train on, %,d to test on, 8 x 8 pixels each%n", train, test);
        out.printf(Locale.ROOT, "  training  %d epochs, batches of %d, learning rate %s, momentum %s, seed %d%n",
                schedule.epochs(), schedule.batch(), schedule.learningRate(), schedule.momentum(), schedule.seed());
    }

    void beginning(KernelProvider kernels) {
        out.printf("%nTraining with the kernels: %s%n", name(kernels));
        out.println("  epoch      loss   train    test        ms");
    }

    /** Tells of the first epochs, then of every tenth. */
    void progress(Training.Epoch epoch) {
        if (epoch.number() <= 3 || epoch.number() % 10 == 0) {
            out.printf(Locale.ROOT, "  %5d  %8.5f  %6.4f  %6.4f  %8.3f%n", epoch.number(), epoch.loss(),
                    epoch.trainAccuracy(), epoch.testAccuracy(), epoch.nanoseconds() * 1e-6);
        }
    }

    /** One column for each training. */
    void table(List<Training> trainings) {
        out.println();
        row("Result", trainings, training -> name(training.kernels()));
        row("loss", trainings, training -> decimals(5, training.last().loss()));
        row("train accuracy", trainings, training -> decimals(4, training.last().trainAccuracy()));
        row("test accuracy", trainings, training -> decimals(4, training.last().testAccuracy()));
        row("fastest epoch, ms", trainings, training -> decimals(3, training.leastMilliseconds()));
        row("hash of the weights", trainings, training -> "%016x".formatted(training.weightsHash()));
    }

    void features(Split split, Schedule schedule, int runs) {
        out.printf(Locale.ROOT, "%nFeatures in the plane: 64 pixels, 256 hidden units, 2 features, head; %d losses, %d epochs each%n",
                runs, schedule.epochs());
        out.printf(Locale.ROOT, "  scatter   trace of the scatter within classes by that between them, of the %d test digits%n",
                split.test().count());
        out.println("  spread    root mean square of the angle between features and the mean direction of their class, degrees");
        out.println();
        out.println("Loss                        train    test  scatter  spread: train    test   seconds");
    }

    void feature(FeatureTraining training) {
        out.printf(Locale.ROOT, "%-26s %6.4f  %6.4f   %6.4f         %6.2f  %6.2f    %6.2f%n", training.run().title(),
                training.trainAccuracy(), training.testAccuracy(), training.testScatter().ratio(),
                training.trainScatter().degrees(), training.testScatter().degrees(), training.seconds());
    }

    void pictures(Path sheet) {
        out.printf("%nPictures of the training digits: %s and, one each, beside it%n", sheet);
    }

    private void row(String name, List<Training> trainings, Function<Training, String> cell) {
        out.printf("%-20s", name);
        trainings.forEach(training -> out.printf("  %18s", cell.apply(training)));
        out.println();
    }

    private static String name(KernelProvider kernels) {
        return kernels.laneBits() == 0 ? kernels.name() : kernels.name() + ", " + kernels.laneBits() + " bits";
    }

    private static String decimals(int places, double number) {
        return String.format(Locale.ROOT, "%." + places + "f", number);
    }
}
