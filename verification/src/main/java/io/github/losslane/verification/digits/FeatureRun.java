package io.github.losslane.verification.digits;

import io.github.losslane.center.CenterLoss;
import io.github.losslane.margin.ASoftmax;
import io.github.losslane.margin.AmSoftmax;
import io.github.losslane.margin.AnnealedLambda;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.Coco;
import io.github.losslane.margin.CombinedMargin;
import io.github.losslane.margin.FNormSphereFace;
import io.github.losslane.margin.L2Softmax;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.margin.ModifiedSoftmax;
import io.github.losslane.margin.NormFace;
import io.github.losslane.margin.PlainSoftmax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * One loss to train a network of two features with.
 *
 * @param title of its picture
 * @param loss of an iteration, counted from 1
 * @param centerLoss what joins it, or null
 * @param part of the learning rate: losses that divide by the norms of short features take shorter steps
 * @param decay weight decay of the layers below the head: losses whose logits grow with the features only get less of it
 */
record FeatureRun(String title, LongFunction<MarginLoss> loss, CenterLoss centerLoss, float part, float decay) {

    /**
     * The norm of features that are given one. Ten classes in a plane are 36 degrees apart: at 20, neighbours differ by
     * 20 (1 - cos 36) = 3.8 in their logits, and margins of the papers, made for hundreds of dimensions, do not fit.
     */
    private static final double SCALE = 20;

    private static final float DECAY = 5e-3f;

    static final FeatureRun SOFTMAX = plain("softmax", null);

    /** Features are pulled to their centers as strongly as softmax pushes them apart. */
    static final FeatureRun CENTER = plain("softmax + center loss", new CenterLoss(1));

    /** m = 1, softmax without bias, to m = 4. */
    static final List<FeatureRun> LARGE_MARGIN = List.of(largeMargin(1), largeMargin(2), largeMargin(3), largeMargin(4));

    private static final List<FeatureRun> OTHERS = List.of(
            new FeatureRun("modified softmax", _ -> new ModifiedSoftmax(), null, 1, DECAY / 10),
            angular(2),
            angular(4),
            scaled("L2-softmax", new L2Softmax(SCALE / 2)),
            scaled("NormFace", new NormFace(SCALE)),
            scaled("COCO", new Coco(SCALE)),
            scaled("F-norm SphereFace, m = 2", new FNormSphereFace(SCALE, 2)),
            scaled("AM-softmax, margin 0.1", new AmSoftmax(SCALE, 0.1)),
            scaled("ArcFace, margin 0.2", new ArcFace(SCALE, 0.2)),
            scaled("combined, 1, 0.1, 0.05", new CombinedMargin(SCALE, 1, 0.1, 0.05)));

    /** All runs, in the order of the picture of all. */
    static List<FeatureRun> all() {
        List<FeatureRun> all = new ArrayList<>(List.of(SOFTMAX, CENTER));
        all.addAll(LARGE_MARGIN);
        all.addAll(OTHERS);
        return List.copyOf(all);
    }

    private static FeatureRun plain(String title, CenterLoss centerLoss) {
        return new FeatureRun(title, _ -> new PlainSoftmax(), centerLoss, 1, DECAY);
    }

    private static FeatureRun largeMargin(int m) {
        AnnealedLambda lambda = annealed();
        return new FeatureRun("L-softmax, m = " + m, i -> new LSoftmax(m, lambda.at(i)), null, 1, DECAY);
    }

    private static FeatureRun angular(int m) {
        AnnealedLambda lambda = annealed();
        return new FeatureRun("A-softmax, m = " + m, i -> new ASoftmax(m, lambda.at(i)), null, 1, DECAY / 10);
    }

    private static FeatureRun scaled(String title, MarginLoss loss) {
        return new FeatureRun(title, _ -> loss, null, 0.03f, DECAY);
    }

    /** From 1000 to about 0.2 in the 2,700 steps of a training, as steeply as on MNIST in the paper of L-softmax. */
    private static AnnealedLambda annealed() {
        return new AnnealedLambda(1000, 1e-4, 35, 0);
    }
}
