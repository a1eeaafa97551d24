package io.github.losslane.reference;

import io.github.losslane.internal.Direction;
import java.util.Arrays;

/**
 * The weight rows of a head.
 *
 * @param rows one for each class
 * @param bias one element for each class
 * @param directions of the rows
 */
record HeadWeights(double[][] rows, double[] bias, Direction[] directions) {

    static HeadWeights of(double[][] rows, double[] bias, double epsilon) {
        Direction[] directions =
                Arrays.stream(rows).map(row -> Direction.of(row, epsilon)).toArray(Direction[]::new);
        return new HeadWeights(rows, bias, directions);
    }
}
