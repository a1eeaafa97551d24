package io.github.losslane.verification.calls;

import io.github.losslane.Loss;
import java.util.function.IntFunction;

/**
 * A loss to try things with; one with a parameter for each class is another for every number of classes.
 *
 * @param name what no two samples have in common
 * @param forClasses the loss for a number of classes, 0 included
 */
public record LossSample(String name, IntFunction<Loss> forClasses) {

    /** A loss that does not care how many classes there are. */
    static LossSample of(Loss loss) {
        return new LossSample(loss.toString(), classes -> loss);
    }

    /** The loss for a number of classes. */
    public Loss of(int classes) {
        return forClasses.apply(classes);
    }

    @Override
    public String toString() {
        return name;
    }
}
