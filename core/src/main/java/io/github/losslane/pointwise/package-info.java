/** Losses of one prediction against one target. */
package io.github.losslane.pointwise;
