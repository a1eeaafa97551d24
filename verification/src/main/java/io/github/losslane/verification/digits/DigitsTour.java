package io.github.losslane.verification.digits;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.margin.PlainSoftmax;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The main job: trains on real data, with the best kernels that can run here and with the scalar reference, and fails
 * where either does not learn.
 */
public final class DigitsTour {

    /** The test accuracy that softmax regression must reach. */
    static final double LEAST_ACCURACY = 0.94;

    private DigitsTour() {}

    /**
     * Trains, reports, draws, and exits with 1 if something was not learnt.
     *
     * @param arguments the folder for pictures; none are drawn without it
     */
    public static void main(String[] arguments) throws IOException {
        int exitCode = run(Schedule.TOUR, System.out, System.err);
        exitCode |= FeatureTour.run(
                Schedule.FEATURES, arguments.length == 0 ? null : Path.of(arguments[0]), System.out, System.err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int run(Schedule schedule, PrintStream out, PrintStream err) {
        Split split = Split.of(Digits.read(), schedule.seed());
        Set<KernelProvider> providers = new LinkedHashSet<>(List.of(Kernels.best()));
        providers.add(Kernels.reference());

        Report report = new Report(out);
        report.introduction(split, schedule);
        List<Training> trainings = new ArrayList<>();
        for (KernelProvider kernels : providers) {
            report.beginning(kernels);
            kernels.warmUp(new PlainSoftmax());
            trainings.add(Training.run(kernels, split, schedule, report::progress));
        }
        report.table(trainings);
        return judge(trainings, err);
    }

    private static int judge(List<Training> trainings, PrintStream err) {
        int exitCode = 0;
        for (Training training : trainings) {
            double accuracy = training.last().testAccuracy();
            if (!(accuracy >= LEAST_ACCURACY)) {
                err.printf(Locale.ROOT, "The digits tour failed: %s kernels reach a test accuracy of %.4f, less than %s%n",
                        training.kernels().name(), accuracy, LEAST_ACCURACY);
                exitCode = 1;
            }
        }
        return exitCode;
    }
}
