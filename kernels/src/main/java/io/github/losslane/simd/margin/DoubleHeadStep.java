// Derived from FloatHeadStep.java; edit that file, then run: java verification/src/test/java/io/github/losslane/verification/Twins.java
package io.github.losslane.simd.margin;

import io.github.losslane.DoubleMatrix;
import io.github.losslane.Reduction;
import io.github.losslane.internal.HeadPlan;
import io.github.losslane.margin.DoubleHeadWorkspace;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.simd.DoubleScratch;
import io.github.losslane.simd.DoubleSum;
import io.github.losslane.simd.softmax.DoubleRows;
import java.util.Arrays;

/**
 * One call of a head, after its checks. Rows come in chunks, classes in tiles:
 *
 * <pre>{@code
 * of each chunk:
 *   1. U = features, or scale times their directions; V = weight rows of a tile, or their directions
 *   2. Z = U V^T of all tiles; the label's element through the margin; bias
 *   3. losses and G = dL/dZ, in place
 *   4. dX = G V, dW += G^T U of all tiles
 *   5. dX through the norms of its rows
 * 6. dW through the norms of its rows
 * }</pre>
 *
 * <p>Where the logits of a chunk are too many to be kept, step 2 streams over the tiles for the sums of the rows, and step 4
 * computes Z of each tile again. One instance a thread; it holds on to no array of its caller after a call.
 */
final class DoubleHeadStep {

    private static final ThreadLocal<DoubleHeadStep> LOCAL = ThreadLocal.withInitial(DoubleHeadStep::new);

    private final DoubleTargets targets = new DoubleTargets();
    private final double[] maxima = new double[HeadPlan.ROWS];
    private final double[] others = new double[HeadPlan.ROWS];

    private MarginLoss loss;
    private DoubleMatrix features;
    private DoubleMatrix weights;
    private double[] bias;
    private int biasOffset;
    private int[] labels;
    private int labelsOffset;
    private DoubleMatrix featureGradient;
    private DoubleMatrix weightGradient;
    private double[] biasGradient;
    private int biasGradientOffset;
    private DoubleHeadWorkspace workspace;
    private DoubleScratch scratch;
    private int dimension;
    private int classes;
    private int tile;
    private double scaleSum;

    /** The first class of the tile whose directions are there. */
    private int ready;

    private DoubleHeadStep() {}

    static DoubleHeadStep get() {
        return LOCAL.get();
    }

    /** The reduced loss; gradients, bias and scale may be null. */
    double run(
            MarginLoss loss, Reduction reduction, DoubleMatrix features, DoubleMatrix weights, double[] bias, int biasOffset,
            int[] labels, int labelsOffset, DoubleMatrix featureGradient, DoubleMatrix weightGradient,
            double[] biasGradient, int biasGradientOffset, double[] scaleGradient, int scaleGradientOffset,
            DoubleHeadWorkspace workspace) {
        this.loss = loss;
        this.features = features;
        this.weights = weights;
        this.bias = bias;
        this.biasOffset = biasOffset;
        this.labels = labels;
        this.labelsOffset = labelsOffset;
        this.featureGradient = featureGradient;
        this.weightGradient = weightGradient;
        this.biasGradient = biasGradient;
        this.biasGradientOffset = biasGradientOffset;
        this.workspace = workspace;
        try {
            double value = run(reduction);
            if (scaleGradient != null) {
                scaleGradient[scaleGradientOffset] = scaleSum;
            }
            return value;
        } finally {
            this.features = null;
            this.weights = null;
            this.bias = null;
            this.labels = null;
            this.featureGradient = null;
            this.weightGradient = null;
            this.biasGradient = null;
            this.workspace = null;
        }
    }

    private double run(Reduction reduction) {
        int rows = features.rows();
        dimension = features.columns();
        classes = weights.rows();
        tile = HeadPlan.tile(dimension, classes);
        scratch = DoubleScratch.get();
        scaleSum = 0;
        ready = -1;
        double divisor = reduction.divisor(rows, rows);
        clear();
        boolean whole = HeadPlan.whole(rows, classes);
        for (int first = 0; first < rows; first += HeadPlan.ROWS) {
            int size = Math.min(rows - first, HeadPlan.ROWS);
            beginChunk(first, size);
            if (whole) {
                keptLogits(first, size, (1 / divisor));
            } else {
                streamedLogits(first, size, 1 / divisor);
            }
            if (featureGradient != null) {
                endChunk(first, size);
            }
        }
        if (weightGradient != null && loss.unitWeights()) {
            endWeights();
        }
        return DoubleSum.sum(workspace.losses(), 0, rows, scratch.slots) / divisor;
    }

    /** Gradients that are summed over chunks, or that no chunk writes; norms of the weight rows. */
    private void clear() {
        if (biasGradient != null) {
            Arrays.fill(biasGradient, biasGradientOffset, biasGradientOffset + classes, 0);
        }
        for (int j = 0; j < classes; j++) {
            if (weightGradient != null && features.rows() == 0) {
                int row = weightGradient.rowOffset(j);
                Arrays.fill(weightGradient.data(), row, row + dimension, 0);
            }
            if (loss.unitWeights()) {
                workspace.classNorms()[j] = DoubleDirections.norm(
                        loss.epsilon(), weights.data(), weights.rowOffset(j), dimension, scratch.slots);
            }
        }
    }

    /** Step 1 for a chunk. */
    private void beginChunk(int first, int size) {
        for (int i = 0; i < size && (loss.unitFeatures() || loss.hasMargin()); i++) {
            int row = features.rowOffset(first + i);
            double norm = DoubleDirections.norm(loss.epsilon(), features.data(), row, dimension, scratch.slots);
            targets.norms[i] = norm;
            if (loss.unitFeatures()) {
                DoubleDirections.unit(loss.scale(), loss.epsilon(), norm, features.data(), row,
                        workspace.features(), i * dimension, dimension);
            }
        }
    }

    /** Step 1 for a tile, unless it is there. */
    private void beginTile(int start, int width) {
        if (!loss.unitWeights() || ready == start) {
            return;
        }
        for (int j = 0; j < width; j++) {
            DoubleDirections.unit(1, loss.epsilon(), workspace.classNorms()[start + j],
                    weights.data(), weights.rowOffset(start + j), workspace.directions(), j * dimension, dimension);
        }
        ready = start;
    }

    /** Steps 2 to 4, the logits of the chunk side by side. */
    private void keptLogits(int first, int size, double scale) {
        double[] z = workspace.logits();
        for (int start = 0; start < classes; start += tile) {
            logits(first, size, start, z, start, classes);
        }
        takeTargets(first, size, 0, classes, z);
        if (loss.hasMargin()) {
            margin(first, size);
            for (int i = 0; i < size; i++) {
                z[i * classes + label(first + i)] = targets.logits[i];
            }
        }
        if (bias != null) {
            DoubleBias.add(bias, biasOffset, z, size, classes);
        }
        DoubleRows.labels(scale, z, 0, classes, labels, labelsOffset + first, workspace.losses(), first,
                featureGradient == null ? null : z, 0, classes, size, classes);
        if (featureGradient == null) {
            return;
        }
        if (biasGradient != null) {
            DoubleBias.addGradient(z, biasGradient, biasGradientOffset, size, classes);
        }
        multiplyBySlopes(first, size, 0, classes, z);
        for (int start = 0; start < classes; start += tile) {
            gradients(first, size, start, z, start, classes);
        }
    }

    /** Steps 2 to 4, the logits a tile at a time. */
    private void streamedLogits(int first, int size, double scale) {
        double[] z = workspace.logits();
        Arrays.fill(maxima, 0, size, Double.NEGATIVE_INFINITY);
        Arrays.fill(others, 0, size, 0);
        for (int start = 0; start < classes; start += tile) {
            int width = logits(first, size, start, z, 0, tile);
            takeTargets(first, size, start, width, z);
            for (int i = 0; i < size; i++) {
                if (isIn(start, width, first + i)) {
                    z[i * width + label(first + i) - start] = Double.NEGATIVE_INFINITY;
                }
            }
            addBias(start, width, size, z);
            for (int i = 0; i < size; i++) {
                DoubleStream.add(z, i * width, width, maxima, others, i, scratch);
            }
        }
        if (loss.hasMargin()) {
            margin(first, size);
        }
        for (int i = 0; i < size; i++) {
            targets.logits[i] += bias == null ? 0 : bias[biasOffset + label(first + i)];
            workspace.losses()[first + i] = DoubleStream.loss(targets.logits[i], maxima, others, i);
        }
        for (int start = 0; start < classes && featureGradient != null; start += tile) {
            int width = logits(first, size, start, z, 0, tile);
            addBias(start, width, size, z);
            for (int i = 0; i < size; i++) {
                int own = isIn(start, width, first + i) ? label(first + i) - start : -1;
                DoubleStream.gradient(scale, targets.logits[i], z, i * width, width, own, maxima, others, i, scratch);
            }
            if (biasGradient != null) {
                DoubleBias.addGradient(z, biasGradient, biasGradientOffset + start, size, width);
            }
            multiplyBySlopes(first, size, start, width, z);
            gradients(first, size, start, z, 0, width);
        }
    }

    /** Step 2 without margin and bias; a stride of a tile becomes that of its classes. Returns how many these are. */
    private int logits(int first, int size, int start, double[] z, int offset, int stride) {
        int width = Math.min(classes - start, tile);
        beginTile(start, width);
        DoubleDots.multiply(size, width, dimension, u(), uOffset(first), uStride(), v(), vOffset(start), vStride(),
                z, offset, stride == tile ? width : stride, workspace.panels());
        return width;
    }

    /** Step 4 of a tile. */
    private void gradients(int first, int size, int start, double[] g, int offset, int stride) {
        int width = Math.min(classes - start, tile);
        beginTile(start, width);
        DoubleProduct.multiply(start > 0, size, dimension, width, g, offset, stride, 1, v(), vOffset(start), vStride(),
                featureGradient.data(), featureGradient.rowOffset(first), featureGradient.stride(), workspace.panels());
        DoubleProduct.multiply(first > 0, width, dimension, size, g, offset, 1, stride, u(), uOffset(first), uStride(),
                weightGradient.data(), weightGradient.rowOffset(start), weightGradient.stride(), workspace.panels());
    }

    private void takeTargets(int first, int size, int start, int width, double[] z) {
        for (int i = 0; i < size; i++) {
            if (isIn(start, width, first + i)) {
                targets.logits[i] = z[i * width + label(first + i) - start];
            }
        }
    }

    private void margin(int first, int size) {
        targets.margin(loss, features, weights, labels, labelsOffset, workspace.classNorms(), first, size, scratch.slots);
    }

    private void addBias(int start, int width, int size, double[] z) {
        if (bias != null) {
            DoubleBias.add(bias, biasOffset + start, z, size, width);
        }
    }

    private void multiplyBySlopes(int first, int size, int start, int width, double[] g) {
        for (int i = 0; i < size && loss.hasMargin(); i++) {
            if (isIn(start, width, first + i)) {
                int own = i * width + label(first + i) - start;
                g[own] = targets.inProducts(loss, g[own], i);
            }
        }
    }

    /** Step 5. */
    private void endChunk(int first, int size) {
        if (loss.hasMargin()) {
            targets.addToProducts(
                    loss, features, weights, labels, labelsOffset, first, size, featureGradient, weightGradient);
        }
        for (int i = 0; i < size && loss.unitFeatures(); i++) {
            scaleSum += loss.hasMargin() ? targets.scaleGradient(loss, i) : 0;
            scaleSum += DoubleProjection.remove(loss.scale(), targets.norms[i], workspace.features(), i * dimension,
                    featureGradient.data(), featureGradient.rowOffset(first + i), dimension, scratch.slots);
        }
    }

    /** Step 6. */
    private void endWeights() {
        double[] direction = workspace.directions();
        for (int j = 0; j < classes && features.rows() > 0; j++) {
            double norm = workspace.classNorms()[j];
            DoubleDirections.unit(
                    1, loss.epsilon(), norm, weights.data(), weights.rowOffset(j), direction, 0, dimension);
            DoubleProjection.remove(1, norm, direction, 0,
                    weightGradient.data(), weightGradient.rowOffset(j), dimension, scratch.slots);
        }
    }

    private int label(int row) {
        return labels[labelsOffset + row];
    }

    private boolean isIn(int start, int width, int row) {
        return label(row) >= start && label(row) - start < width;
    }

    private double[] u() {
        return loss.unitFeatures() ? workspace.features() : features.data();
    }

    private int uOffset(int first) {
        return loss.unitFeatures() ? 0 : features.rowOffset(first);
    }

    private int uStride() {
        return loss.unitFeatures() ? dimension : features.stride();
    }

    private double[] v() {
        return loss.unitWeights() ? workspace.directions() : weights.data();
    }

    private int vOffset(int start) {
        return loss.unitWeights() ? 0 : weights.rowOffset(start);
    }

    private int vStride() {
        return loss.unitWeights() ? dimension : weights.stride();
    }
}
