package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.internal.FloatPanels;
import io.github.losslane.simd.margin.FloatDots;
import io.github.losslane.simd.margin.FloatProduct;
import io.github.losslane.verification.ChildJvm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every element of a product has the bits of one scalar chain of fma, or of the eight chains of each block of a dot product,
 * whatever computed it. Matrices lie in arrays that end
 * with their last element and are NaN everywhere else, as is the scratch, so nothing else is read without being seen.
 */
class FloatProductTest {

    /** Rows and columns around the edges of tiles of 4 and 12 rows and of one to four vectors of 128 to 512 bits. */
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 11, 12, 13, 15, 16, 17, 24, 28, 31, 32, 33, 40, 64, 67};

    private static final int[] STEPS = {1, 2, 3, 4, 5, 8, 11, 16, 19, 24, 37};

    /** Products with A as it is or transposed, set or added to C, and dot products of rows. */
    private static final int LAYOUTS = 5;

    private static final int DOTS = 4;

    @Test
    void elementsAreChainsOfFmaInEveryShapeAndLayout() {
        checkAll();
    }

    @Test
    void elementsAreChainsOfFmaOnEveryLaneWidth() {
        for (String option : List.of("-XX:UseAVX=2", "-XX:MaxVectorSize=16")) {
            List<String> options = new ArrayList<>(ChildJvm.VECTOR);
            options.add(option);
            ChildJvm child = ChildJvm.run(options, FloatProductTest.class);
            assertThat(child.exitCode()).as("%s: %s", option, child.errors()).isZero();
            assertThat(child.lines()).as(option).containsExactly("checked");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "400x33x10", "385x17x300", "13x70x257", "1x70x700", "1x1x256", "2x40x513", "30x1x700", "12x32x256", "386x1x1", "1x1000x3",
        "13x70x1100", "4x41x1037", "3x5x520", "2x9x777", "1x17x512", "9x33x511", "16x48x1536", "8x7x264", "9x3x249",
        "13x70x2100", "4x41x2050", "9x33x1023", "14x35x1024", "2x9x1025", "10x5x521"
    })
    void blocksOfRowsAndStepsContinueTheirChains(String shape) {
        int[] size = Arrays.stream(shape.split("x", 3)).mapToInt(Integer::parseInt).toArray();
        for (int layout = 0; layout < LAYOUTS; layout++) {
            check(size[0], size[1], size[2], layout, false);
        }
    }

    @Test
    void specialValuesStayInTheirOwnChains() {
        for (int layout = 0; layout < LAYOUTS; layout++) {
            check(29, 39, 21, layout, true);
            check(3, 39, 21, layout, true);
            check(1, 39, 21, layout, true);
        }
    }

    @Test
    void sumsOfNothingAreZeroAndEmptyProductsWriteNothing() {
        for (int layout = 0; layout < LAYOUTS; layout++) {
            check(5, 7, 0, layout, false);
            check(1, 7, 0, layout, false);
            check(0, 7, 3, layout, false);
            check(5, 0, 3, layout, false);
            check(1, 0, 3, layout, false);
        }
    }

    @Test
    void scratchGrowsWithEverySizeUpToItsLimit() {
        int[] sizes = {0, 1, 2, 3, 4, 5, 8, 9, 10, 64, 100, 255, 256, 257, 511, 512, 513, 1000, 10_000, Integer.MAX_VALUE};
        for (int i = 1; i < sizes.length; i++) {
            for (int p : sizes) {
                for (int q : sizes) {
                    assertThat(FloatPanels.length(sizes[i], p, q)).isGreaterThanOrEqualTo(FloatPanels.length(sizes[i - 1], p, q));
                    assertThat(FloatPanels.length(p, sizes[i], q)).isGreaterThanOrEqualTo(FloatPanels.length(p, sizes[i - 1], q));
                    assertThat(FloatPanels.length(p, q, sizes[i])).isGreaterThanOrEqualTo(FloatPanels.length(p, q, sizes[i - 1]));
                }
            }
        }
        assertThat(FloatPanels.length(1, 10_000, 0)).isZero();
        assertThat(FloatPanels.length(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE) * Float.BYTES)
                .isLessThan(1 << 20);
    }

    /** Checks all shapes in a JVM of its own; fails by an exception. */
    public static void main(String[] arguments) {
        checkAll();
        System.out.println("checked");
    }

    private static void checkAll() {
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : STEPS) {
                    check(m, n, k, (m + n + k) % LAYOUTS, false);
                }
                for (int layout = 0; layout < LAYOUTS; layout++) {
                    check(m, n, 6, layout, false);
                }
            }
        }
    }

    private static void check(int m, int n, int k, int layout, boolean special) {
        SplittableRandom random = new SplittableRandom(((long) m * 1000 + n) * 1000 + k);
        boolean dots = layout == DOTS;
        boolean add = (layout & 1) != 0;
        boolean turnedA = (layout & 2) != 0;
        int gap = random.nextInt(3);
        int aRow = turnedA ? 1 : k + gap;
        int aColumn = turnedA ? m + gap : 1;
        if (!dots && random.nextInt(8) == 0) {          // neither rows nor columns without gaps
            aRow *= 2;
            aColumn *= 2;
        }
        int bRow = dots ? 1 : n + gap;
        int bColumn = dots ? k + gap : 1;
        int cRow = n + 1 + gap;
        float[] a = matrix(random, m, k, gap, aRow, aColumn, special);
        float[] b = matrix(random, k, n, 1, bRow, bColumn, special);
        float[] c = matrix(random, m, n, 2, cRow, 1, special);
        float[] expected = c.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int ai = gap + i * aRow;
                int bi = 1 + j * bColumn;
                float start = add ? c[2 + i * cRow + j] : 0;
                expected[2 + i * cRow + j] = dots ? dot(k, a, ai, b, bi) : chain(start, k, a, ai, aColumn, b, bi, bRow);
            }
        }
        float[] panels = new float[Math.toIntExact(FloatPanels.length(m, n, k))];
        Arrays.fill(panels, Float.NaN);
        if (dots) {
            FloatDots.multiply(m, n, k, a, gap, aRow, b, 1, bColumn, c, 2, cRow, panels);
        } else {
            FloatProduct.multiply(add, m, n, k, a, gap, aRow, aColumn, b, 1, bRow, c, 2, cRow, panels);
        }
        assertThat(Arrays.compare(c, expected))        // every NaN is the same, 0 and -0 are not
                .as("%d x %d x %d, layout %d, first difference at %d", m, n, k, layout, Arrays.mismatch(c, expected))
                .isZero();
    }

    /** One chain. */
    private static float chain(float start, int k, float[] a, int ai, int aStep, float[] b, int bi, int bStep) {
        float sum = start;
        for (int p = 0; p < k; p++) {
            sum = Math.fma(a[ai + p * aStep], b[bi + p * bStep], sum);
        }
        return sum;
    }

    /** Blocks of one length up to 1,024, a multiple of 8, eight chains each, added in order. */
    private static float dot(int k, float[] a, int ai, float[] b, int bi) {
        float sum = k == 0 ? 0 : -0.0f;
        int blocks = (k + 1023) / 1024;
        int block = blocks == 0 ? 8 : ((k + blocks - 1) / blocks + 7) / 8 * 8;
        for (int p = 0; p < k; p += block) {
            int length = Math.min(block, k - p);
            for (int q = 0; q < Math.min(8, length); q++) {
                sum += chain(0, (length - q + 7) / 8, a, ai + p + q, 8, b, bi + p + q, 8);
            }
        }
        return sum;
    }

    private static float[] matrix(
            SplittableRandom random, int rows, int columns, int offset, int row, int column, boolean special) {
        int end = rows == 0 || columns == 0 ? 0 : (rows - 1) * row + (columns - 1) * column + 1;
        float[] data = new float[offset + end];
        Arrays.fill(data, Float.NaN);
        float[] rare = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, Float.MIN_VALUE};
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float value = random.nextInt(4) == 0 ? -0.0f : (float) random.nextGaussian();
                boolean isRare = special && random.nextInt(200) == 0;
                data[offset + i * row + j * column] = isRare ? rare[random.nextInt(rare.length)] : value;
            }
        }
        return data;
    }
}
