package io.github.losslane.verification.boosting;

import static io.github.losslane.boosting.BoostingKernels.classifierWeight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.github.losslane.verification.math.DoubleUlps;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The weight of a classifier: log((1 - R) / R) / 2. */
class ClassifierWeightTest {

    private static final MathContext DIGITS = new MathContext(60);
    private static final double STATED_ULPS = 3;

    @Test
    void knownValues() {
        assertThat(classifierWeight(0.5)).isEqualTo(0.0);
        assertThat(classifierWeight(0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(classifierWeight(-0.0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(classifierWeight(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(classifierWeight(0.25)).isEqualTo(0.5493061443340548);        // log(3) / 2 = 0.54930614433405484570
        assertThat(classifierWeight(0.75)).isEqualTo(-0.5493061443340548);
    }

    @ParameterizedTest
    @ValueSource(doubles = {
        Double.MIN_VALUE, 1e-310, Double.MIN_NORMAL, 1e-30, 0.1, 0x0.fffffffffffffp-2, 0.25, 0.3, 0.499,
        0x0.fffffffffffffp-1, 0x1.0000000000001p-1, 0.5000001, 0.75, 0.999, 0x1.fffffffffffffp-1
    })
    void staysWithinTheStatedBound(double error) {
        BigDecimal r = new BigDecimal(error);
        BigDecimal odds = BigDecimal.ONE.subtract(r).divide(r, DIGITS);
        BigDecimal exact = BigDecimalMath.log(odds, DIGITS).divide(new BigDecimal(2), DIGITS);
        assertThat(DoubleUlps.distance(classifierWeight(error), exact)).isLessThanOrEqualTo(STATED_ULPS);
    }

    @Test
    void turnedClassifiersHaveOppositeWeights() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 1000; i++) {
            double error = random.nextDouble(0.5, 1);       // 1 - error is exact
            assertThat(classifierWeight(1 - error)).isEqualTo(-classifierWeight(error));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-Double.MIN_VALUE, -1, 1.0000000000000002, Double.POSITIVE_INFINITY, Double.NaN})
    void errorsOutsideTheUnitIntervalAreRefused(double error) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classifierWeight(error))
                .withMessageContaining("error is " + error);
    }
}
