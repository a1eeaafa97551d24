package io.github.losslane.boosting;

import io.github.losslane.internal.Arguments;

/** Kernels of boosting, for float and for double. */
public interface BoostingKernels extends FloatBoostingKernels, DoubleBoostingKernels {

    /**
     * The weight of a classifier, by its weighted error: theta = log((1 - R) / R) / 2. It is arithmetic of one number and
     * the same for all kernels. Within 3 ulps everywhere, also next to R = 0.5, where theta = 1 - 2R, and theta(1 - R) is
     * exactly -theta(R) where 1 - R is exact.
     *
     * @param error the weighted error R in [0, 1]
     * @return theta; +Inf for R = 0, exactly 0 for R = 0.5, -Inf for R = 1
     * @throws IllegalArgumentException if the error is not in [0, 1] or NaN
     */
    static double classifierWeight(double error) {
        Arguments.inRange("error", error, 0, 1);
        if (error > 0.5) {
            return -classifierWeight(1 - error);        // 1 - R is exact here
        }
        return error < 0.25
                ? (StrictMath.log1p(-error) - StrictMath.log(error)) / 2
                : StrictMath.log1p((1 - 2 * error) / error) / 2;        // 1 - 2R is exact here
    }
}
