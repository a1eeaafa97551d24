package io.github.losslane.verification.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The data is whole and in range, and a split neither loses nor repeats a digit. */
class DigitsTest {

    private final Digits digits = Digits.read();

    @Test
    void thereAre1797ImagesOf64PixelsBetween0And1() {
        assertThat(digits.count()).isEqualTo(1797);
        assertThat(digits.images().rows()).isEqualTo(1797);
        assertThat(digits.images().columns()).isEqualTo(64);
        float[] sorted = digits.images().data().clone();
        Arrays.sort(sorted);
        assertThat(sorted[0]).isZero();
        assertThat(sorted[sorted.length - 1]).isEqualTo(1);
    }

    @Test
    void firstLineOfTheFileIsTheFirstImage() {
        assertThat(digits.images().get(0, 2)).isEqualTo(5 / 16f);
        assertThat(digits.images().get(0, 60)).isEqualTo(10 / 16f);
        assertThat(digits.labels()[0]).isZero();
    }

    @Test
    void classesAreBalanced() {
        int[] counts = new int[Digits.CLASSES];
        for (int label : digits.labels()) {
            counts[label]++;
        }
        assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    }

    @Test
    void shuffledHoldsEveryNumberOnce() {
        int[] order = Split.shuffled(1000, new Random(5));
        assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void everyDigitIsEitherInTrainOrInTest() {
        Split split = Split.of(digits, 3);
        assertThat(split.train().count()).isEqualTo(1437);
        assertThat(split.test().count()).isEqualTo(360);
        Map<String, Integer> parts = images(split.train());
        images(split.test()).forEach((image, count) -> parts.merge(image, count, Integer::sum));
        assertThat(parts).isEqualTo(images(digits));
    }

    @Test
    void anotherSeedIsAnotherSplitAndTheSameSeedTheSame() {
        assertThat(Split.of(digits, 3).test().labels()).isEqualTo(Split.of(digits, 3).test().labels());
        assertThat(Split.of(digits, 3).test().labels()).isNotEqualTo(Split.of(digits, 4).test().labels());
    }

    /** Pixels and label of every digit, and how often each occurs. */
    private static Map<String, Integer> images(Digits digits) {
        Map<String, Integer> images = new HashMap<>();
        for (int i = 0; i < digits.count(); i++) {
            int start = digits.images().rowOffset(i);
            float[] pixels = Arrays.copyOfRange(digits.images().data(), start, start + Digits.PIXELS);
            images.merge(digits.labels()[i] + Arrays.toString(pixels), 1, Integer::sum);
        }
        return images;
    }
}
