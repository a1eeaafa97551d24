package io.github.losslane.jmh.math;

import io.github.losslane.Kernels;
import io.github.losslane.math.MathKernels;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Elementwise functions of float arrays: ours, the Vector API's own operators (lanewise), a plain loop over Math, and the
 * scalar reference over StrictMath. Time is that of a call; divide by the size for an element.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class FloatElementwiseBenchmark {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** The functions. */
    public enum Function {
        exp,
        log,
        expm1,
        log1p,
        sigmoid,
        logSigmoid,
        softplus,
        tanh
    }

    @Param
    public Function function;

    @Param({"64", "1024", "4096", "65536", "1048576"})
    public int size;

    private final MathKernels simd = Kernels.simd().math();
    private final MathKernels reference = Kernels.reference().math();
    private float[] x;
    private float[] out;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(42);
        x = new float[size];
        out = new float[size];
        boolean positive = function == Function.log || function == Function.log1p;
        for (int i = 0; i < size; i++) {
            x[i] = positive ? (float) random.nextExponential() : (float) (4 * random.nextGaussian());
        }
    }

    @Benchmark
    public float[] losslane() {
        call(simd);
        return out;
    }

    @Benchmark
    public float[] reference() {
        call(reference);
        return out;
    }

    private void call(MathKernels kernels) {
        switch (function) {
            case exp -> kernels.exp(x, 0, out, 0, size);
            case log -> kernels.log(x, 0, out, 0, size);
            case expm1 -> kernels.expm1(x, 0, out, 0, size);
            case log1p -> kernels.log1p(x, 0, out, 0, size);
            case sigmoid -> kernels.sigmoid(x, 0, out, 0, size);
            case logSigmoid -> kernels.logSigmoid(x, 0, out, 0, size);
            case softplus -> kernels.softplus(x, 0, out, 0, size);
            case tanh -> kernels.tanh(x, 0, out, 0, size);
        }
    }

    @Benchmark
    public float[] plainLoop() {
        switch (function) {
            case exp -> {
                for (int i = 0; i < size; i++) {
                    out[i] = (float) Math.exp(x[i]);
                }
            }
            case log -> {
                for (int i = 0; i < size; i++) {
                    out[i] = (float) Math.log(x[i]);
                }
            }
            case expm1 -> {
                for (int i = 0; i < size; i++) {
                    out[i] = (float) Math.expm1(x[i]);
                }
            }
            case log1p -> {
                for (int i = 0; i < size; i++) {
                    out[i] = (float) Math.log1p(x[i]);
                }
            }
            case sigmoid -> {
                for (int i = 0; i < size; i++) {
                    out[i] = (float) (1 / (1 + Math.exp(-x[i])));
                }
            }
            case logSigmoid -> {
                for (int i = 0; i < size; i++) {
                    out[i] = (float) (Math.min(x[i], 0) - Math.log1p(Math.exp(-Math.abs(x[i]))));
                }
            }
            case softplus -> {
                for (int i = 0; i < size; i++) {
                    out[i] = (float) (Math.max(x[i], 0) + Math.log1p(Math.exp(-Math.abs(x[i]))));
                }
            }
            case tanh -> {
                for (int i = 0; i < size; i++) {
                    out[i] = (float) Math.tanh(x[i]);
                }
            }
        }
        return out;
    }

    @Benchmark
    public float[] lanewise() {
        switch (function) {
            case exp -> operator(VectorOperators.EXP);
            case log -> operator(VectorOperators.LOG);
            case expm1 -> operator(VectorOperators.EXPM1);
            case log1p -> operator(VectorOperators.LOG1P);
            case sigmoid -> lanewiseSigmoid();
            case logSigmoid -> lanewiseLogSigmoid();
            case softplus -> lanewiseSoftplus();
            case tanh -> operator(VectorOperators.TANH);
        }
        return out;
    }

    /** Each case its own loop: the operator must be a constant. */
    private void operator(VectorOperators.Unary operator) {
        if (operator == VectorOperators.EXP) {
            for (int i = 0; i < SPECIES.loopBound(size); i += SPECIES.length()) {
                FloatVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.EXP).intoArray(out, i);
            }
        } else if (operator == VectorOperators.LOG) {
            for (int i = 0; i < SPECIES.loopBound(size); i += SPECIES.length()) {
                FloatVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.LOG).intoArray(out, i);
            }
        } else if (operator == VectorOperators.EXPM1) {
            for (int i = 0; i < SPECIES.loopBound(size); i += SPECIES.length()) {
                FloatVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.EXPM1).intoArray(out, i);
            }
        } else if (operator == VectorOperators.LOG1P) {
            for (int i = 0; i < SPECIES.loopBound(size); i += SPECIES.length()) {
                FloatVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.LOG1P).intoArray(out, i);
            }
        } else {
            for (int i = 0; i < SPECIES.loopBound(size); i += SPECIES.length()) {
                FloatVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.TANH).intoArray(out, i);
            }
        }
    }

    private void lanewiseSigmoid() {
        for (int i = 0; i < SPECIES.loopBound(size); i += SPECIES.length()) {
            FloatVector e = FloatVector.fromArray(SPECIES, x, i).neg().lanewise(VectorOperators.EXP);
            FloatVector.broadcast(SPECIES, 1).div(e.add(1)).intoArray(out, i);
        }
    }

    private void lanewiseLogSigmoid() {
        for (int i = 0; i < SPECIES.loopBound(size); i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i);
            FloatVector fade = v.abs().neg().lanewise(VectorOperators.EXP).lanewise(VectorOperators.LOG1P);
            v.min(0).sub(fade).intoArray(out, i);
        }
    }

    private void lanewiseSoftplus() {
        for (int i = 0; i < SPECIES.loopBound(size); i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i);
            FloatVector fade = v.abs().neg().lanewise(VectorOperators.EXP).lanewise(VectorOperators.LOG1P);
            v.max(0).add(fade).intoArray(out, i);
        }
    }
}
