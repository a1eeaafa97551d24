/** Losses of a row of logits against a label. */
package io.github.losslane.softmax;
