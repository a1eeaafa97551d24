package io.github.losslane.verification.softmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.softmax.ClassWeights;
import io.github.losslane.softmax.CrossEntropy;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights of classes, given and counted. */
class ClassWeightsTest {

    @Test
    void theyAreWhatWasGivenWhateverBecomesOfIt() {
        double[] given = {0.1, 0, 3};
        ClassWeights weights = ClassWeights.of(given);
        given[1] = 7;
        assertThat(new double[] {weights.get(0), weights.get(1), weights.get(2)}).containsExactly(0.1, 0, 3);
        assertThat(weights.size()).isEqualTo(3);
        double[] copy = {-1, -1, -1, -1};
        weights.copy(1, copy, 2, 2);
        assertThat(copy).containsExactly(-1, -1, 0, 3);
        float[] floats = new float[2];
        weights.copy(0, floats, 0, 2);
        assertThat(floats).containsExactly((float) 0.1, 0);
    }

    @Test
    void beyondTheLargestFloatTheyAreTheLargest() {
        float[] floats = new float[1];
        ClassWeights.of(1e300).copy(0, floats, 0, 1);
        assertThat(floats).containsExactly(Float.MAX_VALUE);
    }

    @Test
    void noneIsOneForEveryClass() {
        assertThat(ClassWeights.NONE.size()).isZero();
        assertThat(ClassWeights.NONE.get(1_000_000)).isEqualTo(1);
        assertThat(CrossEntropy.PLAIN.classWeights()).isSameAs(ClassWeights.NONE).hasToString("none");
    }

    @Test
    void equalWeightsAreEqual() {
        ClassWeights weights = ClassWeights.of(1, 2);
        assertThat(weights).isEqualTo(ClassWeights.of(1, 2)).hasSameHashCodeAs(ClassWeights.of(1, 2))
                .doesNotHaveSameHashCodeAs(ClassWeights.of(2, 1))
                .hasToString("[1.0, 2.0]");
        assertThat(weights).isNotEqualTo(ClassWeights.of(2, 1)).isNotEqualTo(ClassWeights.of(1))
                .isNotEqualTo(ClassWeights.NONE).isNotEqualTo("weights");
        assertThat(CrossEntropy.PLAIN.withClassWeights(1, 2)).isEqualTo(CrossEntropy.PLAIN.withClassWeights(1, 2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, Double.NaN, Double.POSITIVE_INFINITY})
    void weightsAreFiniteAndNotNegative(double wrong) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClassWeights.of(1, wrong))
                .withMessageContaining("weight").withMessageContaining(String.valueOf(wrong));
        assertThatIllegalArgumentException().isThrownBy(ClassWeights::of).withMessageContaining("empty");
    }

    /** Five rows of three classes: 5 / (3 * 2), 5 / (3 * 1), 5 / (3 * 2); the fourth class does not occur. */
    @Test
    void balancedWeightsAreInverseFrequencies() {
        int[] labels = {9, 0, 2, 1, 2, 0, 9};
        CrossEntropy loss = CrossEntropy.PLAIN.withBalancedClassWeights(labels, 1, 5, 4);
        assertThat(loss.classWeights()).isEqualTo(ClassWeights.of(5 / 6.0, 5 / 3.0, 5 / 6.0, 0));
    }

    @Test
    void balancedClassesWeighTheSameAndRowsSumToTheirNumber() {
        int[] labels = new SplittableRandom(5).ints(1000, 0, 10).map(label -> label * label / 10).toArray();
        CrossEntropy loss = CrossEntropy.PLAIN.withBalancedClassWeights(labels, 0, 1000, 12);
        double[] totals = new double[12];
        Arrays.stream(labels).forEach(label -> totals[label] += loss.weight(label));
        double classes = Arrays.stream(labels).distinct().count();
        assertThat(Arrays.stream(totals)).allMatch(total -> total == 0 || Math.abs(total - 1000 / classes) < 1e-9);
        assertThat(Arrays.stream(totals).sum()).isCloseTo(1000, within(1e-9));
    }

    @Test
    void ignoredRowsAreNotCounted() {
        CrossEntropy ignoring = CrossEntropy.PLAIN.withIgnoreLabel(1).withLabelSmoothing(0.25);
        CrossEntropy loss = ignoring.withBalancedClassWeights(new int[] {0, 1, 1, 2, 2, 2}, 0, 6, 3);
        assertThat(loss).isEqualTo(ignoring.withClassWeights(4 / 2.0, 0, 4 / 6.0));
        CrossEntropy nothing = CrossEntropy.PLAIN.withIgnoreLabel(-1).withBalancedClassWeights(new int[] {-1, -1}, 0, 2, 2);
        assertThat(nothing.classWeights()).isEqualTo(ClassWeights.of(0, 0));
    }

    @Test
    void badCountsAreRefused() {
        assertThatNullPointerException().isThrownBy(() -> CrossEntropy.PLAIN.withBalancedClassWeights(null, 0, 0, 1))
                .withMessageContaining("labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossEntropy.PLAIN.withBalancedClassWeights(new int[0], 0, 0, 0))
                .withMessageContaining("classes");
        assertThatThrownBy(() -> CrossEntropy.PLAIN.withBalancedClassWeights(new int[] {0, 3}, 0, 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("row 1 has label 3");
        assertThatThrownBy(() -> CrossEntropy.PLAIN.withBalancedClassWeights(new int[] {0, 1}, 1, 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("labels");
    }
}
