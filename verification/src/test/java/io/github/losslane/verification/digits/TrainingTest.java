package io.github.losslane.verification.digits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.verification.ChildJvm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training learns, and gives the same bits wherever it runs. */
class TrainingTest {

    static List<KernelProvider> providers() {
        return List.of(Kernels.simd(), Kernels.reference());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void trainingLearnsTheDigits(KernelProvider kernels) {
        List<Training.Epoch> heard = new ArrayList<>();
        Split split = Split.of(Digits.read(), Schedule.TOUR.seed());
        Training training = Training.run(kernels, split, Schedule.TOUR, heard::add);
        assertThat(training.last().testAccuracy()).isGreaterThanOrEqualTo(DigitsTour.LEAST_ACCURACY);
        assertThat(training.last().loss()).isBetween(0.0, training.epochs().getFirst().loss() / 4);
        assertThat(heard).isEqualTo(training.epochs()).hasSize(Schedule.TOUR.epochs());
        assertThat(training.epochs()).extracting(Training.Epoch::nanoseconds).allMatch(time -> time > 0);
    }

    @Test
    void anotherSeedLearnsToo() {
        Schedule schedule = new Schedule(60, 50, 0.05f, 0.9f, 4);
        Training training = Training.run(Kernels.simd(), Split.of(Digits.read(), 4), schedule, epoch -> {});
        assertThat(training.last().testAccuracy()).isGreaterThanOrEqualTo(DigitsTour.LEAST_ACCURACY);
    }

    @Test
    void twoTrainingsAreTheSameBits() {
        assertThat(WeightsHash.of(Schedule.TOUR)).isEqualTo(WeightsHash.of(Schedule.TOUR));
    }

    @Test
    void oneMoreEpochIsOtherBits() {
        assertThat(WeightsHash.of(Schedule.TOUR.withEpochs(3))).isNotEqualTo(WeightsHash.of(Schedule.TOUR.withEpochs(4)));
    }

    @ParameterizedTest
    @CsvSource({"-XX:UseAVX=2, 256", "-XX:MaxVectorSize=16, 128"})
    void weightsAreTheSameBitsOnNarrowerLanes(String option, int mostLaneBits) throws Exception {
        String[] lanesAndHash = child(option, 20);
        assertThat(Integer.parseInt(lanesAndHash[0])).isLessThanOrEqualTo(mostLaneBits);
        assertThat(lanesAndHash[1]).isEqualTo(WeightsHash.of(Schedule.TOUR.withEpochs(20)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1"})
    void weightsAreTheSameBitsInEveryCompiler(String option) throws Exception {
        assertThat(child(option, 1)[1]).isEqualTo(WeightsHash.of(Schedule.TOUR.withEpochs(1)));
    }

    private static String[] child(String option, int epochs) throws Exception {
        List<String> options = new ArrayList<>(ChildJvm.VECTOR);
        options.add(option);
        ChildJvm child = ChildJvm.run(options, WeightsHash.class, Integer.toString(epochs));
        assertThat(child.exitCode()).as(child.errors()).isZero();
        return child.lines().get(0).split(" ", -1);
    }
}
