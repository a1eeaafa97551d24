package io.github.losslane.verification.linear;

import java.util.stream.Stream;

/** The sizes of a linear model's rows. */
record LinearShape(int rows, int columns) {

    /** Columns around vectors, chains and panels; rows around four at once, tiles and blocks of 1,024. */
    static Stream<LinearShape> odd() {
        return Stream.of(
                new LinearShape(0, 0), new LinearShape(0, 5), new LinearShape(7, 0), new LinearShape(1, 1),
                new LinearShape(3, 4), new LinearShape(4, 6), new LinearShape(5, 13), new LinearShape(6, 16),
                new LinearShape(13, 17), new LinearShape(9, 31), new LinearShape(18, 33), new LinearShape(8, 37),
                new LinearShape(207, 64), new LinearShape(702, 100), new LinearShape(67, 207), new LinearShape(49, 702),
                new LinearShape(9, 2100), new LinearShape(1023, 3), new LinearShape(1024, 1), new LinearShape(1025, 20),
                new LinearShape(2500, 10));
    }
}
