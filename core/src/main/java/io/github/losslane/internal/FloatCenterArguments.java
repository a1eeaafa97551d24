package io.github.losslane.internal;

import io.github.losslane.FloatMatrix;
import io.github.losslane.center.FloatCenterWorkspace;
import io.github.losslane.margin.FloatHeadWorkspace;
import java.util.Objects;

/** What every center method asks of its matrices. */
public final class FloatCenterArguments {

    private FloatCenterArguments() {}

    /** Inputs of every call. */
    public static void inputs(Object loss, FloatMatrix features, int[] labels, int labelsOffset, FloatMatrix centers) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(centers, "centers");
        Arguments.equal("features.columns", features.columns(), "centers.columns", centers.columns());
        Arguments.labels(labels, labelsOffset, features.rows(), centers.rows());
    }

    /** Row losses. */
    public static void losses(float[] losses, int lossesOffset, FloatMatrix features, FloatMatrix centers) {
        Arguments.range("losses", losses, lossesOffset, features.rows());
        Overlap.none("features", features, "losses", losses, lossesOffset, features.rows());
        Overlap.none("centers", centers, "losses", losses, lossesOffset, features.rows());
    }

    /** A gradient, which may be written over the features. */
    public static void gradient(FloatMatrix featureGradient, FloatMatrix features, FloatMatrix centers) {
        shape(featureGradient, features);
        Overlap.noneOrSame("featureGradient", featureGradient, "features", features);
        Overlap.none("featureGradient", featureGradient, "centers", centers);
    }

    /** A gradient that another one is added to. */
    public static void addedGradient(FloatMatrix featureGradient, FloatMatrix features, FloatMatrix centers) {
        shape(featureGradient, features);
        Overlap.none("featureGradient", featureGradient, "features", features);
        Overlap.none("featureGradient", featureGradient, "centers", centers);
    }

    /** Centers that move. */
    public static void update(FloatMatrix centers, FloatMatrix features, FloatCenterWorkspace workspace) {
        Objects.requireNonNull(workspace, "workspace");
        workspace.check(centers.rows(), centers.columns());
        Overlap.none("centers", centers, "features", features);
    }

    /** What a joint step asks besides what its parts do. */
    public static void joint(
            Object centerLoss, FloatMatrix weights, FloatMatrix centers,
            FloatMatrix featureGradient, FloatMatrix weightGradient,
            FloatHeadWorkspace headWorkspace, FloatCenterWorkspace centerWorkspace) {
        Objects.requireNonNull(centerLoss, "centerLoss");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(centers, "centers");
        Objects.requireNonNull(featureGradient, "featureGradient");
        Objects.requireNonNull(weightGradient, "weightGradient");
        Objects.requireNonNull(headWorkspace, "headWorkspace");
        Objects.requireNonNull(centerWorkspace, "centerWorkspace");
        Arguments.sameShape(
                "centers", centers.rows(), centers.columns(), "weights", weights.rows(), weights.columns());
        Overlap.none("centers", centers, "weights", weights);
        Overlap.none("centers", centers, "featureGradient", featureGradient);
        Overlap.none("centers", centers, "weightGradient", weightGradient);
    }

    private static void shape(FloatMatrix featureGradient, FloatMatrix features) {
        Objects.requireNonNull(featureGradient, "featureGradient");
        Arguments.sameShape("featureGradient", featureGradient.rows(), featureGradient.columns(),
                "features", features.rows(), features.columns());
    }
}
