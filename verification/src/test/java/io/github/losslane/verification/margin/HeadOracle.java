package io.github.losslane.verification.margin;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.github.losslane.margin.Coco;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.margin.NormFace;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The loss of one row of a head to about 100 digits, and its derivatives by central differences of that very loss, steps of
 * 10^-30 of the moved row's norm: 10^-60 of truncation, 10^-66 of rounding. Only what a step changes is computed again, and
 * differences of logarithms and exponentials by series that need no more digits.
 */
final class HeadOracle {

    private static final MathContext DIGITS = MarginFormula.DIGITS;
    private static final BigDecimal STEP = new BigDecimal("1e-30");
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = new BigDecimal(2);

    private final MarginLoss loss;
    private final double[] feature;
    private final double[][] weights;
    private final int label;
    private final MarginFormula.Pair[] pairs;
    private final BigDecimal[] logits;

    /** exp(z_j - z_y). */
    private final BigDecimal[] exponentials;

    /** A row, the weight rows and biases of all classes, and the row's label. */
    HeadOracle(MarginLoss loss, double[] feature, double[][] weights, double[] bias, int label) {
        this(loss, feature, weights, pairs(feature, weights, bias), label);
    }

    private HeadOracle(MarginLoss loss, double[] feature, double[][] weights, MarginFormula.Pair[] pairs, int label) {
        this.loss = loss;
        this.feature = feature;
        this.weights = weights;
        this.pairs = pairs;
        this.label = label;
        this.logits = new BigDecimal[pairs.length];
        this.exponentials = new BigDecimal[pairs.length];
        for (int j = 0; j < pairs.length; j++) {
            logits[j] = logit(j, pairs[j]);
        }
        for (int j = 0; j < pairs.length; j++) {
            exponentials[j] = BigDecimalMath.exp(logits[j].subtract(logits[label], DIGITS), DIGITS);
        }
    }

    /** A row given as its cosines; NormFace, whose epsilon belongs to the norms, is Coco then. */
    static HeadOracle ofCosines(MarginLoss loss, double[] cosines, int label) {
        MarginFormula.Pair[] pairs = new MarginFormula.Pair[cosines.length];
        for (int j = 0; j < pairs.length; j++) {
            pairs[j] = new MarginFormula.Pair(new BigDecimal(cosines[j]), ONE, ONE, BigDecimal.ZERO, ONE);
        }
        return new HeadOracle(loss instanceof NormFace ? new Coco(loss.scale()) : loss, null, null, pairs, label);
    }

    private static MarginFormula.Pair[] pairs(double[] feature, double[][] weights, double[] bias) {
        MarginFormula.Pair[] pairs = new MarginFormula.Pair[weights.length];
        BigDecimal square = dot(feature, feature);
        for (int j = 0; j < pairs.length; j++) {
            pairs[j] = new MarginFormula.Pair(dot(weights[j], feature), square, dot(weights[j], weights[j]),
                    new BigDecimal(bias[j]), ONE);
        }
        return pairs;
    }

    /** log sum_j exp(z_j) - z_y. */
    BigDecimal loss() {
        return BigDecimalMath.log(sum(exponentials), DIGITS);
    }

    /** z_j, of the label's class with the margin. */
    BigDecimal logit(int j) {
        return logits[j];
    }

    /** dL/dx_d. */
    BigDecimal featureGradient(int d) {
        BigDecimal h = step(pairs[0].featureSquare());
        return difference(moved(d, h), moved(d, h.negate()), h);
    }

    /** dL/dW_jd. */
    BigDecimal weightGradient(int j, int d) {
        BigDecimal h = step(pairs[j].weightSquare());
        return difference(moved(j, movedWeight(j, d, h)), moved(j, movedWeight(j, d, h.negate())), h);
    }

    /** dL/db_j. */
    BigDecimal biasGradient(int j) {
        return difference(moved(j, movedBias(j, STEP)), moved(j, movedBias(j, STEP.negate())), STEP);
    }

    /** dL/dc_j, inside (-1, 1). */
    BigDecimal cosineGradient(int j) {
        return difference(moved(j, movedDot(j, STEP)), moved(j, movedDot(j, STEP.negate())), STEP);
    }

    /** dL/dscale, times the scale. */
    BigDecimal scaleGradient() {
        return difference(stretched(ONE.add(STEP)), stretched(ONE.subtract(STEP)), STEP);
    }

    private BigDecimal logit(int j, MarginFormula.Pair pair) {
        return j == label ? MarginFormula.target(loss, pair) : MarginFormula.logit(loss, pair);
    }

    private BigDecimal[] moved(int d, BigDecimal h) {
        BigDecimal[] moved = new BigDecimal[logits.length];
        BigDecimal square = movedSquare(pairs[0].featureSquare(), feature[d], h);
        for (int j = 0; j < moved.length; j++) {
            BigDecimal dot = pairs[j].dot().add(h.multiply(new BigDecimal(weights[j][d])));
            moved[j] = logit(j, new MarginFormula.Pair(dot, square, pairs[j].weightSquare(), pairs[j].bias(), ONE));
        }
        return moved;
    }

    private BigDecimal[] moved(int j, MarginFormula.Pair pair) {
        BigDecimal[] moved = logits.clone();
        moved[j] = logit(j, pair);
        return moved;
    }

    private MarginFormula.Pair movedWeight(int j, int d, BigDecimal h) {
        MarginFormula.Pair pair = pairs[j];
        return new MarginFormula.Pair(pair.dot().add(h.multiply(new BigDecimal(feature[d]))), pair.featureSquare(),
                movedSquare(pair.weightSquare(), weights[j][d], h), pair.bias(), ONE);
    }

    private MarginFormula.Pair movedBias(int j, BigDecimal h) {
        MarginFormula.Pair pair = pairs[j];
        return new MarginFormula.Pair(
                pair.dot(), pair.featureSquare(), pair.weightSquare(), pair.bias().add(h), ONE);
    }

    private MarginFormula.Pair movedDot(int j, BigDecimal h) {
        return new MarginFormula.Pair(pairs[j].dot().add(h), ONE, ONE, BigDecimal.ZERO, ONE);
    }

    private BigDecimal[] stretched(BigDecimal stretch) {
        BigDecimal[] moved = new BigDecimal[logits.length];
        for (int j = 0; j < moved.length; j++) {
            MarginFormula.Pair pair = pairs[j];
            moved[j] = logit(j, new MarginFormula.Pair(
                    pair.dot(), pair.featureSquare(), pair.weightSquare(), pair.bias(), stretch));
        }
        return moved;
    }

    /** |x + h e_d|^2. */
    private static BigDecimal movedSquare(BigDecimal square, double coordinate, BigDecimal h) {
        return square.add(h.multiply(TWO.multiply(new BigDecimal(coordinate)).add(h)));
    }

    private BigDecimal step(BigDecimal square) {
        BigDecimal size = square.add(new BigDecimal(loss.epsilon()));
        return size.signum() == 0 ? STEP : STEP.multiply(size.sqrt(new MathContext(1)));
    }

    /** (L(up) - L(down)) / 2h, where L = log sum exp(z) - z_y. */
    private BigDecimal difference(BigDecimal[] up, BigDecimal[] down, BigDecimal h) {
        BigDecimal above = sum(grown(up));
        BigDecimal below = sum(grown(down));
        BigDecimal q = above.subtract(below).divide(above.add(below), DIGITS);
        BigDecimal cube = q.multiply(q).multiply(q, DIGITS).divide(new BigDecimal(3), DIGITS);
        BigDecimal logarithms = TWO.multiply(q.add(cube));      // 2 atanh(q), q below 10^-15
        return logarithms.subtract(up[label].subtract(down[label])).divide(TWO.multiply(h), DIGITS);
    }

    /** exp(z_j - z_y) of moved logits, z_y of the one that was not. */
    private BigDecimal[] grown(BigDecimal[] moved) {
        BigDecimal[] grown = exponentials.clone();
        for (int j = 0; j < grown.length; j++) {
            BigDecimal change = moved[j].subtract(logits[j]);
            if (change.signum() != 0) {
                BigDecimal growth = ONE;
                for (int n = 5; n >= 1; n--) {      // 1 + c (1 + c/2 (1 + c/3 (..))), c below 10^-15
                    growth = ONE.add(change.multiply(growth).divide(new BigDecimal(n), DIGITS));
                }
                grown[j] = grown[j].multiply(growth, DIGITS);
            }
        }
        return grown;
    }

    private static BigDecimal sum(BigDecimal[] numbers) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal number : numbers) {
            sum = sum.add(number, DIGITS);
        }
        return sum;
    }

    private static BigDecimal dot(double[] x, double[] y) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int d = 0; d < x.length; d++) {
            sum = sum.add(new BigDecimal(x[d]).multiply(new BigDecimal(y[d])));
        }
        return sum;
    }
}
