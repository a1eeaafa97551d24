/** What every loss is: records with their scalar mathematics, the kernel interfaces and the scalar reference provider. */
@SuppressWarnings("module")      // the kernels are compiled after core
module io.github.losslane.core {
    exports io.github.losslane;
    exports io.github.losslane.boosting;
    exports io.github.losslane.center;
    exports io.github.losslane.detection;
    exports io.github.losslane.linear;
    exports io.github.losslane.margin;
    exports io.github.losslane.math;
    exports io.github.losslane.metric;
    exports io.github.losslane.pointwise;
    exports io.github.losslane.softmax;
    exports io.github.losslane.internal to
            io.github.losslane.kernels;

    uses io.github.losslane.KernelProvider;
}
