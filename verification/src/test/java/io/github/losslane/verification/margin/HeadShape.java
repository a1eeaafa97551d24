package io.github.losslane.verification.margin;

import java.util.stream.Stream;

/** The three sizes of a head. */
record HeadShape(int rows, int dimension, int classes) {

    /** Sizes around those of tiles and vectors. */
    static Stream<HeadShape> odd() {
        return Stream.of(
                new HeadShape(1, 1, 1), new HeadShape(1, 1, 2), new HeadShape(2, 3, 1), new HeadShape(3, 5, 7),
                new HeadShape(4, 16, 10), new HeadShape(5, 17, 33), new HeadShape(13, 31, 16), new HeadShape(32, 64, 10),
                new HeadShape(7, 100, 100), new HeadShape(1, 130, 65), new HeadShape(11, 2, 129), new HeadShape(270, 9, 5),
                new HeadShape(1030, 3, 2), new HeadShape(3, 0, 4), new HeadShape(0, 4, 3), new HeadShape(64, 257, 31));
    }
}
