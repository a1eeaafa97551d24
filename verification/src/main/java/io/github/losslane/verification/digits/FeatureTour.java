package io.github.losslane.verification.digits;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tour's second part: networks of two features, one for each loss, as in the figures of the papers. It fails where a loss
 * does not show its purpose.
 */
final class FeatureTour {

    /** Center loss leaves at most this part of the ratio of scatters. */
    static final double MOST_SCATTER = 0.75;

    /** What center loss may cost of the test accuracy. */
    static final double MOST_LOST = 0.01;

    /** The test accuracy that each loss must reach, with two features for ten classes. */
    static final double LEAST_ACCURACY = 0.8;

    private FeatureTour() {}

    /** Trains and reports; draws unless the folder is null. */
    static int run(Schedule schedule, Path folder, PrintStream out, PrintStream err) throws IOException {
        Split split = Split.of(Digits.read(), schedule.seed());
        KernelProvider kernels = Kernels.best();
        Report report = new Report(out);
        report.features(split, schedule, FeatureRun.all().size());
        FeatureNetwork start = FeatureTraining.start(kernels, split, schedule);
        Map<FeatureRun, FeatureTraining> trainings = new LinkedHashMap<>();
        for (FeatureRun run : FeatureRun.all()) {
            FeatureTraining training = FeatureTraining.run(start, run, split, schedule);
            report.feature(training);
            trainings.put(run, training);
        }
        if (folder != null) {
            report.pictures(ScatterPlot.write(List.copyOf(trainings.values()), split.train().labels(), folder));
        }
        List<String> failures = failures(trainings);
        failures.forEach(failure -> err.println("The digits tour failed: " + failure));
        return failures.isEmpty() ? 0 : 1;
    }

    /** What the losses are for, and do not do. */
    static List<String> failures(Map<FeatureRun, FeatureTraining> trainings) {
        List<String> failures = new ArrayList<>();
        FeatureTraining softmax = trainings.get(FeatureRun.SOFTMAX);
        FeatureTraining center = trainings.get(FeatureRun.CENTER);
        if (!(center.testScatter().ratio() <= MOST_SCATTER * softmax.testScatter().ratio())) {
            failures.add(String.format(Locale.ROOT, "center loss leaves a ratio of scatters of %.4f, softmax alone %.4f",
                    center.testScatter().ratio(), softmax.testScatter().ratio()));
        }
        if (!(center.testAccuracy() >= softmax.testAccuracy() - MOST_LOST)) {
            failures.add(String.format(Locale.ROOT, "center loss reaches a test accuracy of %.4f, softmax alone %.4f",
                    center.testAccuracy(), softmax.testAccuracy()));
        }
        for (int i = 1; i < FeatureRun.LARGE_MARGIN.size(); i++) {
            FeatureTraining wider = trainings.get(FeatureRun.LARGE_MARGIN.get(i - 1));
            FeatureTraining narrower = trainings.get(FeatureRun.LARGE_MARGIN.get(i));
            if (!(narrower.trainScatter().degrees() < wider.trainScatter().degrees())) {
                failures.add(String.format(Locale.ROOT, "the spread of %s is %.2f degrees, that of %s %.2f",
                        narrower.run().title(), narrower.trainScatter().degrees(),
                        wider.run().title(), wider.trainScatter().degrees()));
            }
        }
        for (FeatureTraining training : trainings.values()) {
            if (!(training.testAccuracy() >= LEAST_ACCURACY)) {
                failures.add(String.format(Locale.ROOT, "%s reaches a test accuracy of %.4f, less than %s",
                        training.run().title(), training.testAccuracy(), LEAST_ACCURACY));
            }
        }
        return failures;
    }
}
