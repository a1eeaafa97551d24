package io.github.losslane.internal;

import io.github.losslane.softmax.CrossEntropy;
import io.github.losslane.softmax.SoftmaxLoss;

/** What the softmax family asks of labels and classes. */
public final class SoftmaxArguments {

    private SoftmaxArguments() {}

    /** Every label is a class or one the loss ignores. */
    public static void labels(SoftmaxLoss loss, int[] labels, int labelsOffset, int rows, int classes) {
        Arguments.range("labels", labels, labelsOffset, rows);
        for (int row = 0; row < rows; row++) {
            int label = labels[labelsOffset + row];
            if ((label < 0 || label >= classes) && !loss.ignores(label)) {
                throw Arguments.label(row, label, classes);
            }
        }
    }

    /** There are as many class weights as classes. */
    public static void classes(SoftmaxLoss loss, int classes) {
        if (loss instanceof CrossEntropy entropy && entropy.classWeights().size() > 0) {
            Arguments.equal("number of class weights", entropy.classWeights().size(), "that of classes", classes);
        }
    }
}
