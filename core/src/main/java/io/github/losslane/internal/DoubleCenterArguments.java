// Derived from FloatCenterArguments.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.internal;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.center.DoubleCenterWorkspace;
import io.github.losslane.margin.DoubleHeadWorkspace;
import java.util.Objects;

/** What every center method asks of its matrices. */
public final class DoubleCenterArguments {

    private DoubleCenterArguments() {}

    /** Inputs of every call. */
    public static void inputs(Object loss, DoubleMatrix features, int[] labels, int labelsOffset, DoubleMatrix centers) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(centers, "centers");
        Arguments.equal("features.columns", features.columns(), "centers.columns", centers.columns());
        Arguments.labels(labels, labelsOffset, features.rows(), centers.rows());
    }

    /** Row losses. */
    public static void losses(double[] losses, int lossesOffset, DoubleMatrix features, DoubleMatrix centers) {
        Arguments.range("losses", losses, lossesOffset, features.rows());
        Overlap.none("features", features, "losses", losses, lossesOffset, features.rows());
        Overlap.none("centers", centers, "losses", losses, lossesOffset, features.rows());
    }

    /** A gradient, which may be written over the features. */
    public static void gradient(DoubleMatrix featureGradient, DoubleMatrix features, DoubleMatrix centers) {
        shape(featureGradient, features);
        Overlap.noneOrSame("featureGradient", featureGradient, "features", features);
        Overlap.none("featureGradient", featureGradient, "centers", centers);
    }

    /** A gradient that another one is added to. */
    public static void addedGradient(DoubleMatrix featureGradient, DoubleMatrix features, DoubleMatrix centers) {
        shape(featureGradient, features);
        Overlap.none("featureGradient", featureGradient, "features", features);
        Overlap.none("featureGradient", featureGradient, "centers", centers);
    }

    /** Centers that move. */
    public static void update(DoubleMatrix centers, DoubleMatrix features, DoubleCenterWorkspace workspace) {
        Objects.requireNonNull(workspace, "workspace");
        workspace.check(centers.rows(), centers.columns());
        Overlap.none("centers", centers, "features", features);
    }

    /** What a joint step asks besides what its parts do. */
    public static void joint(
            Object centerLoss, DoubleMatrix weights, DoubleMatrix centers,
            DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            DoubleHeadWorkspace headWorkspace, DoubleCenterWorkspace centerWorkspace) {
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

    private static void shape(DoubleMatrix featureGradient, DoubleMatrix features) {
        Objects.requireNonNull(featureGradient, "featureGradient");
        Arguments.sameShape("featureGradient", featureGradient.rows(), featureGradient.columns(),
                "features", features.rows(), features.columns());
    }
}
