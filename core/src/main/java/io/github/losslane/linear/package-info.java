/** Linear models: a pointwise loss of the scores x w + b, and a regulariser of the weights. */
package io.github.losslane.linear;
