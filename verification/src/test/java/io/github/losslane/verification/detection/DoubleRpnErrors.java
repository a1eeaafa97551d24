// Derived from FloatRpnErrors.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.verification.detection;

import io.github.losslane.Kernels;
import io.github.losslane.detection.RpnLoss;
import io.github.losslane.simd.pointwise.DoubleLinearQuadratic;
import io.github.losslane.simd.pointwise.DoubleLogistic;
import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import io.github.losslane.verification.math.DoubleUlps;
import io.github.losslane.verification.math.DoubleUpwardRows;
import io.github.losslane.verification.math.Oracle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.stream.IntStream;

/** Errors of region proposals: those of the pointwise kernels, of the scale and its product, of the sum of the losses. */
public final class DoubleRpnErrors {

    private static final String FAMILY = "Region proposals, logits in [-9, 9], boxes in [-2, 2], and losses whose"
            + " sum rounds upwards again and again, in ulps";
    private static final int ANCHORS = 2500;
    private static final int UPWARD = 20;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** Roundings of a sum in 64 slots and of its result. */
    private static final int SUM = 22;

    private DoubleRpnErrors() {}

    /** Measures the loss and both gradients. */
    public static void measure(Figures figures) {
        RpnLoss loss = new RpnLoss(2, 3, 5, 0.25);
        DoubleAnchors anchors = DoubleAnchors.random(ANCHORS, 0.4);
        DoubleAnchors.Result got = anchors.gradients(Kernels.simd(), loss);
        Figure ofLogits = figure(figures, "gradient of logits", DoubleLogistic.MAX_ULP_GRADIENT + 2);
        double termUlps = Math.max(DoubleLogistic.MAX_ULP_LOSS, DoubleLinearQuadratic.MAX_ULP_LOSS);
        Figure ofLoss = figure(figures, "loss", termUlps + SUM);
        Figure ofBoxes = figure(figures, "gradient of boxes", DoubleLinearQuadratic.MAX_ULP_GRADIENT + 2);
        BigDecimal classes = new BigDecimal(loss.nCls());
        BigDecimal scale = new BigDecimal(loss.lambda()).divide(new BigDecimal(loss.nReg()), MathContext.DECIMAL128);
        BigDecimal beta = new BigDecimal(loss.beta());
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < ANCHORS; i++) {
            int label = anchors.labels()[i];
            BigDecimal f = new BigDecimal(anchors.logits()[i]);
            BigDecimal slope = label < 0
                    ? BigDecimal.ZERO : label == 1 ? Oracle.sigmoid(f.negate()).negate() : Oracle.sigmoid(f);
            BigDecimal exact = slope.divide(classes, MathContext.DECIMAL128);
            String where = "logit " + f.floatValue() + ", label " + label;
            ofLogits.see(DoubleUlps.distance(got.logitGradient()[i], exact), () -> where);
            total = label < 0 ? total
                    : total.add(Oracle.softplus(label == 1 ? f.negate() : f).divide(classes, MathContext.DECIMAL128));
            for (int k = 0; label == 1 && k < 4; k++) {
                BigDecimal d = new BigDecimal(anchors.boxes().get(i, k))
                        .subtract(new BigDecimal(anchors.targets().get(i, k)));
                BigDecimal quotient = d.divide(beta, MathContext.DECIMAL128);
                BigDecimal limited = quotient.min(BigDecimal.ONE).max(BigDecimal.ONE.negate());
                BigDecimal size = d.abs();
                BigDecimal term = size.compareTo(beta) < 0
                        ? d.multiply(quotient).multiply(HALF) : size.subtract(beta.multiply(HALF));
                total = total.add(term.multiply(scale));
                double error = DoubleUlps.distance(got.boxGradient().get(i, k), limited.multiply(scale));
                ofBoxes.see(error, () -> "d = " + d.doubleValue());
            }
        }
        ofLoss.see(DoubleUlps.distance(got.loss(), total), () -> ANCHORS + " anchors");
        upwards(ofLoss);
    }

    /** Losses of objects whose sum rounds upwards again and again, and divided by nCls is just less than a power of two. */
    private static void upwards(Figure ofLoss) {
        RpnLoss loss = new RpnLoss(1, 1.0002, 1, 1);
        for (int seed = 0; seed < UPWARD; seed++) {
            double[] exponents = DoubleUpwardRows.exponents(new Random(seed));
            DoubleAnchors anchors = DoubleAnchors.of(IntStream.range(0, exponents.length).map(i -> 1).toArray());
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < exponents.length; i++) {
                anchors.logits()[i] = -Math.log(Math.expm1(Math.exp(exponents[i])));
                sum = sum.add(Oracle.softplus(new BigDecimal(-anchors.logits()[i])));
            }
            BigDecimal exact = sum.divide(new BigDecimal(loss.nCls()), MathContext.DECIMAL128);
            double got = anchors.loss(Kernels.simd(), loss);
            ofLoss.seek(DoubleUlps.distance(got, exact), () -> exponents.length + " anchors");
        }
    }

    private static Figure figure(Figures figures, String result, double bound) {
        return figures.of(new Figures.Result(FAMILY, "`RpnLoss`", result), double.class, bound);
    }
}
