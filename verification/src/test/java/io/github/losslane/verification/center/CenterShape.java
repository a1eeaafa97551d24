package io.github.losslane.verification.center;

import java.util.stream.Stream;

/** The three sizes of a batch. */
record CenterShape(int rows, int dimension, int classes) {

    /** Columns around vectors, slots and blocks; classes of one row and of many; more than one block of rows. */
    static Stream<CenterShape> odd() {
        return Stream.of(
                new CenterShape(1, 1, 1), new CenterShape(9, 2, 3), new CenterShape(40, 3, 10), new CenterShape(5, 7, 2),
                new CenterShape(12, 16, 1), new CenterShape(33, 17, 1000), new CenterShape(20, 64, 5),
                new CenterShape(31, 100, 4), new CenterShape(16, 512, 10), new CenterShape(6, 1000, 100),
                new CenterShape(7, 1025, 3), new CenterShape(1024, 2, 3), new CenterShape(1025, 3, 200),
                new CenterShape(2500, 70, 7), new CenterShape(0, 4, 3), new CenterShape(3, 0, 2), new CenterShape(0, 5, 0));
    }
}
