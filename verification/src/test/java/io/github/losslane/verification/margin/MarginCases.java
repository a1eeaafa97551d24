package io.github.losslane.verification.margin;

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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Losses of the margin family. */
final class MarginCases {

    private static final int LARGEST = 8;
    private static final double[] LAMBDAS = {0, 5, 1000};

    private MarginCases() {}

    /** Every record, with every m and lambda that papers use and some others. */
    static Stream<MarginLoss> all() {
        return Stream.concat(few().stream(), IntStream.rangeClosed(1, LARGEST).boxed().flatMap(m -> Stream.concat(
                Arrays.stream(LAMBDAS).boxed().flatMap(
                        lambda -> Stream.<MarginLoss>of(new LSoftmax(m, lambda), new ASoftmax(m, lambda))),
                Stream.of(new FNormSphereFace(12, m)))));
    }

    /** Every record, with parameters that take every branch. */
    static List<MarginLoss> few() {
        return List.of(new PlainSoftmax(), new ModifiedSoftmax(), new L2Softmax(10), new NormFace(20), new Coco(6.25),
                new LSoftmax(4, 0.5), new ASoftmax(3, 0.25), new FNormSphereFace(6, 2),
                new AmSoftmax(), new AmSoftmax(64, 0), new AmSoftmax(3, 1.5),
                new ArcFace(), new ArcFace(30, 0), new ArcFace(8, 2.5), new ArcFace(4, Math.PI),
                new CombinedMargin(16, 1.35, 0, 0), new CombinedMargin(16, 1, 0.5, 0), new CombinedMargin(16, 1, 0, 0.35),
                new CombinedMargin(8, 0.9, 0.4, 0.15), new CombinedMargin(8, 4, 0.5, 0.1));
    }

    /** Those of {@link #few} whose features count by their direction. */
    static Stream<MarginLoss> unitFeatures() {
        return few().stream().filter(MarginLoss::unitFeatures);
    }

    /** Those of {@link #few} whose logits are a fixed scale times a cosine. */
    static Stream<MarginLoss> cosines() {
        return unitFeatures().filter(MarginLoss::unitWeights);
    }

    /** Those of {@link #few} whose target needs the sine. */
    static Stream<MarginLoss> sines() {
        return few().stream().filter(MarginLoss::usesSine);
    }
}
