package io.github.losslane.verification.math;

import io.github.losslane.Kernels;
import io.github.losslane.math.MathKernels;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.DoubleExpm1;
import io.github.losslane.simd.math.DoubleLog;
import io.github.losslane.simd.math.DoubleLog1p;
import io.github.losslane.simd.math.DoubleSigmoid;
import io.github.losslane.simd.math.DoubleSoftplus;
import io.github.losslane.simd.math.DoubleTanh;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;

/** The elementwise functions over double: kernel, oracle, where finite, the bound stated, and the bound asked for. */
@SuppressWarnings("ImmutableEnumChecker")      // method references hold no state
enum Binary64Function {

    EXP(MathKernels::exp, Oracle::exp, -750, 709.78, DoubleExp.MAX_ULP, 1),
    LOG(MathKernels::log, Oracle::log, Double.MIN_VALUE, Double.MAX_VALUE, DoubleLog.MAX_ULP, 1),
    EXPM1(MathKernels::expm1, Oracle::expm1, -750, 709.78, DoubleExpm1.MAX_ULP, 1),
    LOG1P(MathKernels::log1p, Oracle::log1p, Math.nextUp(-1.0), Double.MAX_VALUE, DoubleLog1p.MAX_ULP, 1),
    SIGMOID(MathKernels::sigmoid, Oracle::sigmoid, -750, 750, DoubleSigmoid.MAX_ULP, 2),
    LOG_SIGMOID(MathKernels::logSigmoid, Oracle::logSigmoid, -1e6, 750, DoubleSoftplus.MAX_ULP_LOG_SIGMOID, 2),
    SOFTPLUS(MathKernels::softplus, Oracle::softplus, -750, 1e6, DoubleSoftplus.MAX_ULP_SOFTPLUS, 2),
    TANH(MathKernels::tanh, Oracle::tanh, -50, 50, DoubleTanh.MAX_ULP, 2);

    final double least;
    final double most;
    final double statedUlps;
    final double demandedUlps;
    private final Kernel kernel;
    private final UnaryOperator<BigDecimal> oracle;

    /** A method of {@link MathKernels} on whole arrays. */
    private interface Kernel {
        void map(MathKernels kernels, double[] x, int xOffset, double[] out, int outOffset, int length);
    }

    /** Judged between {@code least} and {@code most}; beyond them results are limits, which the table of specials checks. */
    Binary64Function(
            Kernel kernel, UnaryOperator<BigDecimal> oracle, double least, double most, double statedUlps,
            double demandedUlps) {
        this.kernel = kernel;
        this.oracle = oracle;
        this.least = least;
        this.most = most;
        this.statedUlps = statedUlps;
        this.demandedUlps = demandedUlps;
    }

    double[] simd(double[] x) {
        double[] out = new double[x.length];
        kernel.map(Kernels.simd().math(), x, 0, out, 0, x.length);
        return out;
    }

    /** The reference's value; exact where it is 0, infinite or NaN. */
    double limit(double x) {
        double[] out = new double[1];
        kernel.map(Kernels.reference().math(), new double[] {x}, 0, out, 0, 1);
        return out[0];
    }

    /** The distance of a result from the exact value, in ulps of the exact value rounded; infinite for a number lost. */
    double ulps(double x, double got) {
        if (!Double.isFinite(got)) {
            return Double.POSITIVE_INFINITY;
        }
        BigDecimal exact = oracle.apply(new BigDecimal(x));
        BigDecimal distance = new BigDecimal(got).subtract(exact).abs(Oracle.DIGITS);
        return distance.divide(new BigDecimal(Math.ulp(exact.doubleValue())), Oracle.DIGITS).doubleValue();
    }
}
