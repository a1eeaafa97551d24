package io.github.losslane.verification.math;

import io.github.losslane.Kernels;
import io.github.losslane.math.MathKernels;
import io.github.losslane.math.Scalar;
import io.github.losslane.simd.math.FloatExp;
import io.github.losslane.simd.math.FloatExpm1;
import io.github.losslane.simd.math.FloatLog;
import io.github.losslane.simd.math.FloatLog1p;
import io.github.losslane.simd.math.FloatSigmoid;
import io.github.losslane.simd.math.FloatSoftplus;
import io.github.losslane.simd.math.FloatTanh;
import java.util.function.DoubleUnaryOperator;

/** The elementwise functions over float: kernel, judge, the bound the kernel states, and the bound it was asked for. */
@SuppressWarnings("ImmutableEnumChecker")      // method references hold no state
enum Binary32Function {

    EXP(MathKernels::exp, StrictMath::exp, FloatExp.MAX_ULP, 1),
    LOG(MathKernels::log, StrictMath::log, FloatLog.MAX_ULP, 1),
    EXPM1(MathKernels::expm1, StrictMath::expm1, FloatExpm1.MAX_ULP, 1),
    LOG1P(MathKernels::log1p, StrictMath::log1p, FloatLog1p.MAX_ULP, 1),
    SIGMOID(MathKernels::sigmoid, Scalar::sigmoid, FloatSigmoid.MAX_ULP, 2),
    LOG_SIGMOID(MathKernels::logSigmoid, Scalar::logSigmoid, FloatSoftplus.MAX_ULP_LOG_SIGMOID, 2),
    SOFTPLUS(MathKernels::softplus, Scalar::softplus, FloatSoftplus.MAX_ULP_SOFTPLUS, 2),
    TANH(MathKernels::tanh, StrictMath::tanh, FloatTanh.MAX_ULP, 2);

    final double statedUlps;
    final double demandedUlps;
    private final Kernel kernel;
    private final DoubleUnaryOperator judge;

    /** A method of {@link MathKernels} on whole arrays. */
    private interface Kernel {
        void map(MathKernels kernels, float[] x, int xOffset, float[] out, int outOffset, int length);
    }

    Binary32Function(Kernel kernel, DoubleUnaryOperator judge, double statedUlps, double demandedUlps) {
        this.kernel = kernel;
        this.judge = judge;
        this.statedUlps = statedUlps;
        this.demandedUlps = demandedUlps;
    }

    void simd(float[] x, float[] out, int length) {
        kernel.map(Kernels.simd().math(), x, 0, out, 0, length);
    }

    /** The value in double: its own error is 2^-28 ulps of a float. */
    double exact(float x) {
        return judge.applyAsDouble(x);
    }
}
