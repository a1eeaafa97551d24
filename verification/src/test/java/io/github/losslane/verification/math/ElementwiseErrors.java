package io.github.losslane.verification.math;

import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Errors of the elementwise functions: ten million floats of every exponent, and doubles that are hard. */
public final class ElementwiseErrors {

    private static final int STRIDE = 419;
    private static final int BLOCK = 1 << 16;

    private ElementwiseErrors() {}

    /** Measures all of them. */
    public static void measure(Figures figures) {
        for (Binary32Function function : Binary32Function.values()) {
            Figure figure = figures.of(new Figure.Kind("`" + name(function) + "`", "value", "float", "ulp",
                    function.statedUlps, "every 419th of 2^32, boundaries"));
            see(figure, function, Binary32Boundaries.all());
            LongStream.range(0, (1L << 32) / STRIDE / BLOCK).parallel().forEach(block -> {
                float[] x = new float[BLOCK];
                for (int i = 0; i < BLOCK; i++) {
                    x[i] = Float.intBitsToFloat((int) ((block * BLOCK + i) * STRIDE));
                }
                see(figure, function, x);
            });
        }
        for (Binary64Function function : Binary64Function.values()) {
            Figure figure = figures.of(new Figure.Kind("`" + name(function) + "`", "value", "double", "ulp",
                    function.statedUlps, String.format(Locale.ROOT, "[%.3g, %.3g]", function.least, function.most)));
            double[] x = Binary64Points.of(function);
            double[] got = function.simd(x);
            IntStream.range(0, x.length).parallel()
                    .forEach(i -> figure.see(function.ulps(x[i], got[i]), () -> Double.toHexString(x[i])));
        }
    }

    private static void see(Figure figure, Binary32Function function, float[] x) {
        float[] out = new float[x.length];
        function.simd(x, out, x.length);
        for (int i = 0; i < x.length; i++) {
            float at = x[i];
            figure.see(Binary32Error.ulps(out[i], function.exact(at)), () -> Float.toHexString(at));
        }
    }

    /** LOG_SIGMOID is logSigmoid. */
    private static String name(Enum<?> function) {
        String[] words = function.name().toLowerCase(Locale.ROOT).split("_", -1);
        return words.length == 1 ? words[0] : words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
    }
}
