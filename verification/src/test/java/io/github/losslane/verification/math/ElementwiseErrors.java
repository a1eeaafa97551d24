package io.github.losslane.verification.math;

import io.github.losslane.verification.accuracy.Figure;
import io.github.losslane.verification.accuracy.Figures;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Errors of the elementwise functions: ten million floats of every exponent, and doubles that are hard. */
public final class ElementwiseErrors {

    private static final String FAMILY = "Elementwise functions of every 419th float and of the boundaries (10.4 million), of"
            + " hard and random doubles (over 34,000 a function), in ulps";
    private static final int STRIDE = 419;
    private static final int BLOCK = 1 << 16;

    private ElementwiseErrors() {}

    /** Measures all of them. */
    public static void measure(Figures figures) {
        for (Binary32Function function : Binary32Function.values()) {
            Figure figure = figures.of(result(function), float.class, function.statedUlps);
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
            Figure figure = figures.of(result(function), double.class, function.statedUlps);
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

    private static Figures.Result result(Enum<?> function) {
        boolean two = function == Binary32Function.LOG_SIGMOID || function == Binary64Function.LOG_SIGMOID;
        return new Figures.Result(FAMILY, two
                ? "`logSigmoid`" : "`" + function.name().toLowerCase(Locale.ROOT) + "`", "value");
    }
}
