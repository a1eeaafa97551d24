package io.github.losslane.verification.digits;

import java.util.Random;

/**
 * Digits to learn from, and digits held back to judge by.
 *
 * @param train four fifths of the digits, rounded down
 * @param test the rest
 */
public record Split(Digits train, Digits test) {

    /** Deals the digits out at random; the same seed gives the same split on every machine. */
    public static Split of(Digits digits, long seed) {
        int[] order = shuffled(digits.count(), new Random(seed));
        int trained = digits.count() * 4 / 5;
        return new Split(digits.select(order, 0, trained), digits.select(order, trained, order.length));
    }

    /** The numbers 0 .. count - 1 in random order (Fisher and Yates). */
    static int[] shuffled(int count, Random random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
