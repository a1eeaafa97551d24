package io.github.losslane.jmh.peers;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.io.IOException;

/**
 * A loss of libtorch with its gradients, called through DJL.
 *
 * <p>The loss is an expression of TorchScript, as that reaches libtorch's own losses (forward and backward formulas made for
 * them); DJL's operators in Java only compose them of smaller steps, which is slower.
 */
final class Libtorch implements AutoCloseable {

    private final Model model;
    private final ParameterStore noParameters;
    private final int differentiated;

    /**
     * Compiles a loss.
     *
     * @param differentiated how many of the arguments, from the first, get a gradient
     * @param expression the loss in TorchScript, a tensor without dimensions; lines before it are statements
     * @param arguments the names of its tensors
     */
    Libtorch(int differentiated, String expression, String... arguments) throws IOException, MalformedModelException {
        this.differentiated = differentiated;
        model = Model.newInstance(expression, "PyTorch");
        model.load(TorchScript.module(expression, arguments));
        noParameters = new ParameterStore(model.getNDManager(), false);
        if (JniUtils.getNumThreads() != 1 || JniUtils.getNumInteropThreads() != 1) {
            throw new IllegalStateException("libtorch would use " + JniUtils.getNumThreads() + " threads and "
                    + JniUtils.getNumInteropThreads() + " between operators; a fair comparison has 1 and 1");
        }
    }

    /** Where the inputs live, until the trial is over. */
    NDManager inputs() {
        return model.getNDManager();
    }

    /** Where the arrays of one call live: close it and their memory is free again. */
    NDManager newCall() {
        return model.getNDManager().newSubManager();
    }

    /**
     * One forward and one backward pass over a graph of its own.
     *
     * <p>Every differentiated input is a new tensor over the memory of the old one, without a gradient: as after
     * {@code zero_grad(set_to_none=True)}, nothing is zeroed first and nothing accumulated.
     *
     * @return the loss, then the gradients in the order of the inputs; all end with the call
     */
    NDList lossAndGradients(NDManager call, NDList inputs) {
        NDList arguments = new NDList(inputs.size());
        for (NDArray input : inputs) {
            arguments.add(arguments.size() < differentiated ? leaf(call, input) : input);
        }
        NDList results = new NDList(1 + differentiated);
        try (GradientCollector graph = Engine.getInstance().newGradientCollector()) {
            NDArray loss = model.getBlock().forward(noParameters, arguments, true).singletonOrThrow();
            loss.attach(call);
            graph.backward(loss);
            results.add(loss);
        }
        for (NDArray leaf : arguments.subNDList(0, differentiated)) {
            results.add(leaf.getGradient());
        }
        return results;
    }

    private static NDArray leaf(NDManager call, NDArray input) {
        NDArray leaf = input.stopGradient();
        leaf.attach(call);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    @Override
    public void close() {
        model.close();
    }
}
