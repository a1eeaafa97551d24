package io.github.losslane.verification.math;

import io.github.losslane.FloatMatrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Pairs of rows of a block whose squared differences add up in the canonical order with nearly every rounding upwards: the
 * worst that was found for the bounds of such sums, several times what random rows reach.
 *
 * <p>A slot starts with the least number whose square is more than a power of two, as a difference that is rounded up by
 * nearly half an ulp; what follows is a little more than half an ulp of the slot each time and counts for a whole one. The
 * powers are such that the sum of the slots is just less than another, where an ulp is the smallest part of it.
 *
 * @param more one row a variation
 * @param less what is subtracted
 */
public record FloatUpwardRows(FloatMatrix more, FloatMatrix less) {

    /** Columns of the rows, the elements of a block. */
    public static final int COLUMNS = 1024;

    private static final int SLOTS = 64;

    /** So many variations, which differ in the order and size of the slots, so that their folds round either way. */
    public static FloatUpwardRows of(int rows) {
        Random random = new Random(rows);
        FloatMatrix more = FloatMatrix.of(new float[rows * COLUMNS], rows, COLUMNS);
        FloatMatrix less = FloatMatrix.of(new float[rows * COLUMNS], rows, COLUMNS);
        for (int row = 0; row < rows; row++) {
            List<Integer> exponents = powersOfOne(random, SLOTS);
            exponents.set(exponents.indexOf(Collections.min(exponents)), 2 * Float.MIN_EXPONENT / 3);
            for (int slot = 0; slot < SLOTS; slot++) {
                int start = more.rowOffset(row) + slot;
                slot(random, exponents.get(slot), more.data(), less.data(), start);
            }
        }
        return new FloatUpwardRows(more, less);
    }

    /**
     * A block of exponents, none above 0, whose exponentials add up in the same way; their sum is just more than a power of
     * two, so that their parts of it are just less than one.
     */
    public static float[] exponents(Random random) {
        float[] exponents = new float[COLUMNS];
        List<Integer> powers = powersOfOne(random, SLOTS);
        int largest = Collections.max(powers);
        for (int i = 0; i < COLUMNS; i++) {
            int power = powers.get(i % SLOTS) - largest;
            double number = i >= SLOTS ? Math.ulp(1.0f) / 2 * 1.001 : power == 0 ? 1 : 1 + 0x1p-14;
            exponents[i] = (float) Math.log(Math.scalb(number, power));
        }
        return exponents;
    }

    /** So many powers of two whose sum is 1, in any order: halves of halves at random. */
    private static List<Integer> powersOfOne(Random random, int count) {
        List<Integer> exponents = new ArrayList<>(List.of(0));
        while (exponents.size() < count) {
            int k = random.nextInt(exponents.size());
            int half = exponents.get(k) - 1;
            exponents.set(k, half);
            exponents.add(half);
        }
        Collections.shuffle(exponents, random);
        return exponents;
    }

    private static void slot(Random random, int exponent, float[] more, float[] less, int start) {
        float root = (float) Math.sqrt(Math.scalb(1.0, exponent));
        float first = Math.nextUp(root);
        more[start] = root;
        less[start] = -Math.ulp(root) * 0.50001f;
        float sum = first * first;
        int steps = random.nextInt(8) == 0 ? random.nextInt(COLUMNS / SLOTS) : COLUMNS / SLOTS;
        for (int i = 1; i < steps; i++) {
            float small = (float) (Math.sqrt(Math.ulp(sum) / 2) * 1.0001);
            more[start + i * SLOTS] = small;
            sum = Math.fma(small, small, sum);
        }
    }
}
