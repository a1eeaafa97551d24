package io.github.losslane.verification.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.losslane.Kernels;
import io.github.losslane.math.MathKernels;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.DoubleExpm1;
import io.github.losslane.simd.math.DoubleLog;
import io.github.losslane.simd.math.DoubleLog1p;
import io.github.losslane.simd.math.DoubleSigmoid;
import io.github.losslane.simd.math.DoubleSoftplus;
import io.github.losslane.simd.math.DoubleTanh;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.function.Sigmoid;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;

/** SIMD kernels beside Apache Commons Math, whose FastMath claims to be within 1 ulp. */
class CommonsMathTest {

    private static final int LENGTH = 20_000;
    private static final MathKernels SIMD = Kernels.simd().math();

    /** A method of {@link MathKernels} on whole arrays. */
    private interface Kernel {
        void map(double[] x, int xOffset, double[] out, int outOffset, int length);
    }

    @Test
    void elementwiseFunctionsAreThoseOfFastMath() {
        check(SIMD::exp, FastMath::exp, -700, 700, DoubleExp.MAX_ULP + 1);
        check(SIMD::expm1, FastMath::expm1, -40, 40, DoubleExpm1.MAX_ULP + 1);
        check(SIMD::log, FastMath::log, 1e-300, 10, DoubleLog.MAX_ULP + 1);
        check(SIMD::log1p, FastMath::log1p, -0.999, 10, DoubleLog1p.MAX_ULP + 1);
        check(SIMD::tanh, FastMath::tanh, -20, 20, DoubleTanh.MAX_ULP + 1);
    }

    /** Compositions: an ulp more for each operation that rounds. */
    @Test
    void compositionsAreThoseOfCommonsMath() {
        check(SIMD::sigmoid, new Sigmoid()::value, -30, 30, DoubleSigmoid.MAX_ULP + 3);
        check(SIMD::softplus, x -> FastMath.max(x, 0) + FastMath.log1p(FastMath.exp(-FastMath.abs(x))), -30, 30,
                DoubleSoftplus.MAX_ULP_SOFTPLUS + 3);
    }

    private static void check(Kernel kernel, DoubleUnaryOperator other, double least, double most, double ulps) {
        double[] x = new SplittableRandom(5).doubles(LENGTH, least, most).toArray();
        double[] out = new double[LENGTH];
        kernel.map(x, 0, out, 0, LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            double expected = other.applyAsDouble(x[i]);
            assertThat(out[i]).as("at %s", x[i]).isCloseTo(expected, within(ulps * Math.ulp(expected)));
        }
    }
}
