package io.github.losslane.verification.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers that the tests over every kernel run on: every special one comes, ranges are covered, none is constant. */
class GeneratorsTest {

    private static final int COUNT = 20_000;
    private static final int CLASSES = 10;
    private static final int BINS = 16;

    /** Rarest of all: one of 18 edges, in two of sixteen numbers; a mean of 138 of them comes. */
    private static final int LEAST = 60;

    private static final List<Values> REALS = Stream.of(Values.values())
            .filter(values -> values != Values.LABEL && values != Values.LABEL_OR_IGNORED && values != Values.FLAG)
            .toList();

    @TestFactory
    Stream<DynamicTest> specialNumbersComeAndOnlyWhereTheyShould() {
        return both().flatMap(type -> REALS.stream().map(values -> dynamicTest(values + " of " + type, () -> {
            List<Double> special = numbers(values, Data.SPECIAL, type, 1);
            List<Double> extreme = numbers(values, Data.EXTREME, type, 1);
            for (double each : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                assertThat(count(special, each)).as("%s", each).isGreaterThan(LEAST);
                assertThat(count(extreme, each)).as("%s", each).isZero();
            }
            for (double each : expected(type)) {
                assertThat(count(special, each)).as("%s among special", each).isGreaterThan(LEAST);
                assertThat(count(extreme, each)).as("%s among extreme", each).isGreaterThan(LEAST);
            }
        })));
    }

    /** Zeros, a kink and its neighbours, subnormal, smallest normal, largest. */
    private static List<Double> expected(Class<?> type) {
        List<Double> expected = new ArrayList<>(List.of(0.0, -0.0, 1.0, -1.0, 1 + 0x1p-23, -1 - 0x1p-23, 1 - 0x1p-24));
        expected.addAll(type == float.class
                ? List.of((double) Float.MIN_VALUE, (double) Float.MIN_NORMAL, 0x1p-130, (double) Float.MAX_VALUE,
                        (double) -Float.MAX_VALUE)
                : List.of(Double.MIN_VALUE, Double.MIN_NORMAL, 0x1p-1040, Double.MAX_VALUE, -Double.MAX_VALUE));
        return expected;
    }

    @ParameterizedTest
    @ValueSource(strings = {"REAL -6 6", "COSINE -1 1", "PROBABILITY 0 1", "SHARE 0 1", "WEIGHT 0 2"})
    void ordinaryNumbersCoverTheirRangeAndStayInIt(String range) {
        String[] words = range.split(" ", -1);
        double least = Double.parseDouble(words[1]);
        double most = Double.parseDouble(words[2]);
        List<Double> numbers = numbers(Values.valueOf(words[0]), Data.ORDINARY, double.class, 1);
        assertThat(numbers).allMatch(x -> x >= least && x <= most);
        Set<Integer> bins = numbers.stream()
                .map(x -> (int) Math.min(BINS - 1, (x - least) / (most - least) * BINS))
                .collect(Collectors.toSet());
        assertThat(bins).hasSize(BINS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LABEL 0 9 10", "FLAG 0 1 2", "OBJECT -1 1 3", "TARGET -1 1 4", "LABEL_OR_IGNORED -100 9 11"})
    void everyChoiceComes(String choices) {
        String[] words = choices.split(" ", -1);
        List<Double> numbers = numbers(Values.valueOf(words[0]), Data.ORDINARY, double.class, 1);
        assertThat(Set.copyOf(numbers))
                .hasSize(Integer.parseInt(words[3]))
                .contains(Double.valueOf(words[1]), Double.valueOf(words[2]));
    }

    @TestFactory
    Stream<DynamicTest> anotherSeedGivesOtherNumbersAndTheSameSeedTheSame() {
        return Stream.of(Values.values()).flatMap(values -> Stream.of(Data.values()).map(data ->
                dynamicTest(values + ", " + data, () -> {
                    List<Double> numbers = numbers(values, data, float.class, 1);
                    assertThat(numbers).isEqualTo(numbers(values, data, float.class, 1));
                    assertThat(numbers).isNotEqualTo(numbers(values, data, float.class, 2));
                    assertThat(Set.copyOf(numbers)).hasSizeGreaterThan(1);
                })));
    }

    private static Stream<Class<?>> both() {
        return Stream.of(float.class, double.class);
    }

    private static List<Double> numbers(Values values, Data data, Class<?> type, long seed) {
        return IntStream.range(0, COUNT).mapToObj(i -> values.at(data, type, seed, i, CLASSES)).toList();
    }

    /** Zeros are told apart, NaN is NaN. */
    private static long count(List<Double> numbers, double value) {
        return numbers.stream().filter(Double.valueOf(value)::equals).count();
    }
}
