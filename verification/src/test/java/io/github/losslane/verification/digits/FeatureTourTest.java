package io.github.losslane.verification.digits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tour asks of its networks, and its pictures. */
class FeatureTourTest {

    private static FeatureTraining training(FeatureRun run, double ratio, double degrees, double accuracy) {
        Scatter scatter = new Scatter(ratio, degrees);
        return new FeatureTraining(run, new double[0][], new double[0][], scatter, scatter, accuracy, accuracy, 0);
    }

    /** Trainings that show what they should. */
    private static Map<FeatureRun, FeatureTraining> good() {
        Map<FeatureRun, FeatureTraining> trainings = new LinkedHashMap<>();
        for (FeatureRun run : FeatureRun.all()) {
            trainings.put(run, training(run, 0.1, 10, 0.9));
        }
        trainings.put(FeatureRun.CENTER, training(FeatureRun.CENTER, 0.05, 10, 0.9));
        for (int i = 0; i < 4; i++) {
            FeatureRun run = FeatureRun.LARGE_MARGIN.get(i);
            trainings.put(run, training(run, 0.1, 10 - i, 0.9));
        }
        return trainings;
    }

    @Test
    void goodTrainingsPass() {
        assertThat(FeatureTour.failures(good())).isEmpty();
    }

    @Test
    void centerLossMustNarrowTheScatter() {
        Map<FeatureRun, FeatureTraining> trainings = good();
        trainings.put(FeatureRun.CENTER, training(FeatureRun.CENTER, 0.08, 10, 0.9));
        assertThat(FeatureTour.failures(trainings)).singleElement().asString().contains("0.0800", "0.1000");
    }

    @Test
    void centerLossMustNotCostAccuracy() {
        Map<FeatureRun, FeatureTraining> trainings = good();
        trainings.put(FeatureRun.CENTER, training(FeatureRun.CENTER, 0.05, 10, 0.88));
        assertThat(FeatureTour.failures(trainings)).singleElement().asString().contains("0.8800", "0.9000");
    }

    @Test
    void largerMarginsMustNarrowTheSpread() {
        Map<FeatureRun, FeatureTraining> trainings = good();
        FeatureRun last = FeatureRun.LARGE_MARGIN.getLast();
        trainings.put(last, training(last, 0.1, 8.5, 0.9));
        assertThat(FeatureTour.failures(trainings)).singleElement().asString().contains("m = 4", "8.50", "8.00");
    }

    @Test
    void everyLossMustLearn() {
        for (double accuracy : new double[] {0.7, Double.NaN}) {
            Map<FeatureRun, FeatureTraining> trainings = good();
            FeatureRun last = FeatureRun.all().getLast();
            trainings.put(last, training(last, 0.1, 10, accuracy));
            assertThat(FeatureTour.failures(trainings)).singleElement().asString().contains(last.title());
        }
    }

    @Test
    void trainingTwiceGivesTheSameBits() {
        Schedule schedule = Schedule.FEATURES.withEpochs(2);
        Split split = Split.of(Digits.read(), schedule.seed());
        FeatureNetwork start = FeatureTraining.start(Kernels.simd(), split, schedule);
        for (FeatureRun run : List.of(FeatureRun.CENTER, FeatureRun.all().getLast())) {
            assertThat(FeatureTraining.run(start, run, split, schedule).testFeatures())
                    .isDeepEqualTo(FeatureTraining.run(start, run, split, schedule).testFeatures());
        }
    }

    @Test
    void picturesShowAllClasses(@TempDir Path folder) throws Exception {
        Schedule schedule = Schedule.FEATURES.withEpochs(2);
        Split split = Split.of(Digits.read(), schedule.seed());
        FeatureNetwork start = FeatureTraining.start(Kernels.simd(), split, schedule);
        List<FeatureTraining> trainings = List.of(
                FeatureTraining.run(start, FeatureRun.SOFTMAX, split, schedule),
                FeatureTraining.run(start, FeatureRun.CENTER, split, schedule));
        Path sheet = ScatterPlot.write(trainings, split.train().labels(), folder);
        assertThat(folder.resolve("softmax.png")).exists();
        assertThat(folder.resolve("softmax-center-loss.png")).exists();
        assertThat(folder.resolve("center-loss.png")).exists();
        BufferedImage image = ImageIO.read(sheet.toFile());
        Set<Integer> colours = new HashSet<>();
        for (int i = 0; i < image.getWidth(); i++) {
            for (int j = 0; j < image.getHeight(); j++) {
                colours.add(image.getRGB(i, j) & 0xffffff);
            }
        }
        assertThat(colours).contains(0x1f77b4, 0xff7f0e, 0x2ca02c, 0xd62728, 0x9467bd,
                0x8c564b, 0xe377c2, 0x7f7f7f, 0xbcbd22, 0x17becf);
    }
}
