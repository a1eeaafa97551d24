package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.margin.Coco;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Values of congenerous cosine loss. */
class CocoTest {

    private static final int CLASSES = 10;

    /** log(1 + 9 exp(-10/9)): features on their centers, centers as far apart as they can be. */
    private static final double LEAST = 1.3769;

    @Test
    void logitsAreScaledCosines() {
        assertThat(new Coco(6.25).logit(new double[] {3, 4}, new double[] {0, 2}, 0)).isCloseTo(5, within(1e-14));
    }

    @Test
    void withoutAlphaTenClassesCannotBeToldApartBetter() {
        double[][] centers = new double[CLASSES][CLASSES];
        for (int j = 0; j < CLASSES; j++) {
            for (int d = 0; d < CLASSES; d++) {
                centers[j][d] = (j == d ? 1 : 0) - 1.0 / CLASSES;
            }
        }
        double least = RecordFacts.loss(new Coco(1), centers[0], centers);
        assertThat(least).isCloseTo(Math.log1p(9 * Math.exp(-10.0 / 9)), within(1e-14)).isCloseTo(LEAST, within(1e-4));
        assertThat(RecordFacts.loss(new Coco(20), centers[0], centers)).isLessThan(1e-8);
    }

    /** Whatever the centers are, the mean over features on each of them is not less. */
    @Test
    void meanOverTheClassesIsNeverLess() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 50; trial++) {
            double[][] centers = new double[CLASSES][12];
            for (double[] center : centers) {
                Arrays.setAll(center, d -> random.nextGaussian());
            }
            double sum = 0;
            for (int j = 0; j < CLASSES; j++) {
                double[][] ownFirst = centers.clone();
                ownFirst[0] = centers[j];
                ownFirst[j] = centers[0];
                sum += RecordFacts.loss(new Coco(1), centers[j], ownFirst);
            }
            assertThat(sum / CLASSES).isGreaterThan(LEAST);
        }
    }

    @Test
    void alphaIsPositive() {
        RecordFacts.positive("alpha", Coco::new);
    }
}
