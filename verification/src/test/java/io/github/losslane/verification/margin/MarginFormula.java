package io.github.losslane.verification.margin;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.github.losslane.margin.AmSoftmax;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.ASoftmax;
import io.github.losslane.margin.Coco;
import io.github.losslane.margin.CombinedMargin;
import io.github.losslane.margin.FNormSphereFace;
import io.github.losslane.margin.L2Softmax;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.margin.ModifiedSoftmax;
import io.github.losslane.margin.NormFace;
import io.github.losslane.margin.PlainSoftmax;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The logits of every loss by the formula of its paper to 100 digits: the angle by its arc cosine, cos(m theta) by the cosine,
 * psi by its definition. Shares nothing with the kernels' description of a loss.
 */
final class MarginFormula {

    static final MathContext DIGITS = new MathContext(100);
    static final BigDecimal PI = BigDecimalMath.pi(DIGITS);

    private static final BigDecimal ONE = BigDecimal.ONE;

    private MarginFormula() {}

    /** W_j . x, |x|^2, |W_j|^2 and b_j of a row and a class; a learned scale is multiplied by the stretch. */
    record Pair(BigDecimal dot, BigDecimal featureSquare, BigDecimal weightSquare, BigDecimal bias, BigDecimal stretch) {

        BigDecimal x() {
            return featureSquare.sqrt(DIGITS);
        }

        BigDecimal w() {
            return weightSquare.sqrt(DIGITS);
        }

        /** 0 where a row of zeros has no direction. */
        BigDecimal cosine() {
            BigDecimal squares = featureSquare.multiply(weightSquare);
            if (squares.signum() == 0) {
                return BigDecimal.ZERO;
            }
            return dot.divide(squares.sqrt(DIGITS), DIGITS).min(ONE).max(ONE.negate());
        }

        BigDecimal angle() {
            return BigDecimalMath.acos(cosine(), DIGITS);
        }

        BigDecimal scaled(double scale, BigDecimal factor) {
            return big(scale).multiply(stretch).multiply(factor, DIGITS);
        }
    }

    /** z_j of a class that is not the label's. */
    static BigDecimal logit(MarginLoss loss, Pair pair) {
        return switch (loss) {
            case PlainSoftmax plain -> pair.dot.add(pair.bias);
            case ModifiedSoftmax modified -> pair.x().multiply(pair.cosine(), DIGITS);
            case L2Softmax l2 -> pair.scaled(l2.alpha(), pair.w().multiply(pair.cosine(), DIGITS)).add(pair.bias);
            case NormFace normFace -> pair.scaled(normFace.scale(), keptAwayFromZero(pair));
            case Coco coco -> pair.scaled(coco.alpha(), pair.cosine());
            case LSoftmax large -> pair.dot;
            case ASoftmax angular -> pair.x().multiply(pair.cosine(), DIGITS);
            case FNormSphereFace sphere -> pair.scaled(sphere.scale(), pair.cosine());
            case AmSoftmax additive -> pair.scaled(additive.scale(), pair.cosine());
            case ArcFace arc -> pair.scaled(arc.scale(), pair.cosine());
            case CombinedMargin combined -> pair.scaled(combined.scale(), pair.cosine());
        };
    }

    /** z_y of the label's class. */
    static BigDecimal target(MarginLoss loss, Pair pair) {
        return switch (loss) {
            case LSoftmax large -> annealed(large.lambda(),
                    pair.w().multiply(pair.x()).multiply(psi(large.m(), pair.angle()), DIGITS), pair.dot);
            case ASoftmax angular -> annealed(angular.lambda(),
                    pair.x().multiply(psi(angular.m(), pair.angle()), DIGITS),
                    pair.x().multiply(pair.cosine(), DIGITS));
            case FNormSphereFace sphere -> pair.scaled(sphere.scale(), psi(sphere.m(), pair.angle()));
            case AmSoftmax additive -> pair.scaled(additive.scale(), pair.cosine().subtract(big(additive.margin())));
            case ArcFace arc -> pair.scaled(arc.scale(), arc(big(arc.margin()), pair));
            case CombinedMargin combined -> pair.scaled(combined.scale(), combined(combined, pair.angle()));
            case PlainSoftmax plain -> logit(loss, pair);
            case ModifiedSoftmax modified -> logit(loss, pair);
            case L2Softmax l2 -> logit(loss, pair);
            case NormFace normFace -> logit(loss, pair);
            case Coco coco -> logit(loss, pair);
        };
    }

    private static BigDecimal keptAwayFromZero(Pair pair) {
        BigDecimal x = pair.featureSquare.add(big(NormFace.EPSILON)).sqrt(DIGITS);
        BigDecimal w = pair.weightSquare.add(big(NormFace.EPSILON)).sqrt(DIGITS);
        return pair.dot.divide(x.multiply(w), DIGITS);
    }

    private static BigDecimal annealed(double lambda, BigDecimal margin, BigDecimal plain) {
        return margin.add(plain.multiply(big(lambda))).divide(ONE.add(big(lambda)), DIGITS);
    }

    private static BigDecimal arc(BigDecimal margin, Pair pair) {
        BigDecimal angle = pair.angle();
        return angle.compareTo(PI.subtract(margin)) <= 0
                ? cos(angle.add(margin))
                : pair.cosine().subtract(margin.multiply(BigDecimalMath.sin(margin, DIGITS)));
    }

    private static BigDecimal combined(CombinedMargin loss, BigDecimal angle) {
        return cos(angle.multiply(big(loss.m1())).add(big(loss.m2()))).subtract(big(loss.m3()));
    }

    /** (-1)^k cos(m theta) - 2k for theta in [k pi / m, (k + 1) pi / m]. */
    static BigDecimal psi(int m, BigDecimal angle) {
        BigDecimal multiple = angle.multiply(big(m));
        int k = Math.min(m - 1, multiple.divide(PI, DIGITS).setScale(0, RoundingMode.FLOOR).intValueExact());
        BigDecimal cosine = cos(multiple);
        return (k % 2 == 0 ? cosine : cosine.negate()).subtract(big(2 * k));
    }

    private static BigDecimal cos(BigDecimal angle) {
        return BigDecimalMath.cos(angle, DIGITS);
    }

    private static BigDecimal big(double value) {
        return new BigDecimal(value);
    }
}
