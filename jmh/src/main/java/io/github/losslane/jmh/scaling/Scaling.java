package io.github.losslane.jmh.scaling;

import io.github.losslane.Kernels;
import io.github.losslane.jmh.Steady;
import io.github.losslane.jmh.pointwise.FloatPointwiseData;
import io.github.losslane.jmh.pointwise.PointwiseCase;
import io.github.losslane.jmh.softmax.FloatSoftmaxData;
import io.github.losslane.jmh.softmax.SoftmaxCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Whether time grows with the size alone: slopes of time against elements and against classes, both logarithmic, in ranges
 * that one level of memory holds; and what a second thread adds.
 *
 * <pre>{@code
 * java --add-modules=jdk.incubator.vector -cp jmh/target/benchmarks.jar io.github.losslane.jmh.scaling.Scaling
 * }</pre>
 */
public final class Scaling {

    private static final int MILLISECONDS = 3000;
    private static final int THREAD_SIZE = 8192;

    private Scaling() {}

    /** Prints the slopes and what two threads do. */
    public static void main(String[] arguments) throws InterruptedException {
        Kernels.simd().warmUp(
                PointwiseCase.SquaredError.loss(), PointwiseCase.Logistic.loss(), SoftmaxCase.CrossEntropy.loss(2));
        System.out.println("| time against | range | ns an element | slope |\n|---|---|---|---|");
        for (PointwiseCase loss : List.of(PointwiseCase.SquaredError, PointwiseCase.Logistic)) {
            elements(loss, 1 << 12, 1 << 16);
            elements(loss, 1 << 24, 1 << 27);       // none of it in a cache of 32 MB
        }
        classes(1 << 8, 1 << 12);
        System.out.println("\n| two threads on halves | throughput | by the time of processors |\n|---|---|---|");
        for (PointwiseCase loss : List.of(PointwiseCase.SquaredError, PointwiseCase.Logistic)) {
            Threads.Rate one = Threads.run(calls(loss, 1));
            Threads.Rate two = Threads.run(calls(loss, 2));
            System.out.printf(Locale.ROOT, "| %s, %,d elements each | %.2f | %.2f |%n", loss, THREAD_SIZE,
                    two.perSecond() / one.perSecond(), 2 * two.perProcessorSecond() / one.perProcessorSecond());
        }
    }

    private static List<DoubleSupplier> calls(PointwiseCase loss, int threads) {
        List<DoubleSupplier> calls = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            FloatPointwiseData half = new FloatPointwiseData(loss, THREAD_SIZE);
            calls.add(() -> half.lossAndGradient(Kernels.simd()));
        }
        return calls;
    }

    private static void elements(PointwiseCase loss, int from, int to) {
        List<double[]> points = new ArrayList<>();
        for (int size = from; size <= to; size *= 2) {
            FloatPointwiseData data = new FloatPointwiseData(loss, size);
            points.add(new double[] {
                size, Steady.of(() -> data.lossAndGradient(Kernels.simd()), MILLISECONDS).nanoseconds()
            });
        }
        print(loss + ": elements", points, 1);
    }

    private static void classes(int from, int to) {
        int rows = 16;
        List<double[]> points = new ArrayList<>();
        for (int classes = from; classes <= to; classes *= 2) {
            FloatSoftmaxData data = new FloatSoftmaxData(SoftmaxCase.CrossEntropy, rows + "x" + classes);
            points.add(new double[] {
                classes, Steady.of(() -> data.lossAndGradient(Kernels.simd()), MILLISECONDS).nanoseconds()
            });
        }
        print("CrossEntropy of " + rows + " rows: classes", points, rows);
    }

    private static void print(String name, List<double[]> points, int rows) {
        System.out.printf(Locale.ROOT, "| %s | %,.0f to %,.0f | %.3f to %.3f | %.3f |%n", name,
                points.getFirst()[0], points.getLast()[0],
                points.getFirst()[1] / points.getFirst()[0] / rows, points.getLast()[1] / points.getLast()[0] / rows,
                slope(points));
    }

    /** The slope of the line of least squares through the logarithms. */
    private static double slope(List<double[]> points) {
        double meanX = points.stream().mapToDouble(point -> Math.log(point[0])).average().orElseThrow();
        double meanY = points.stream().mapToDouble(point -> Math.log(point[1])).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (double[] point : points) {
            products += (Math.log(point[0]) - meanX) * (Math.log(point[1]) - meanY);
            squares += (Math.log(point[0]) - meanX) * (Math.log(point[0]) - meanX);
        }
        return products / squares;
    }
}
