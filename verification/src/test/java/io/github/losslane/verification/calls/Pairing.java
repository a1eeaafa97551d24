package io.github.losslane.verification.calls;

import io.github.losslane.Loss;
import io.github.losslane.margin.MarginLoss;
import java.util.List;

/** Which losses of its family a kernel takes, by the names of its parameters. */
public final class Pairing {

    private Pairing() {}

    /** Whether a kernel with such parameters takes a loss of a type that it takes. */
    public static boolean fits(List<String> parameters, Loss loss) {
        if (!(loss instanceof MarginLoss margin)) {
            return true;
        }
        boolean bias = !parameters.contains("bias") || margin.hasBias();
        boolean scale = !parameters.contains("scaleGradient") || margin.unitFeatures();
        boolean cosines = !parameters.contains("cosines") || (margin.unitFeatures() && margin.unitWeights());
        return bias && scale && cosines;
    }
}
