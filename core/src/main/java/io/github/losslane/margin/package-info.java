/** Classification heads: features times class weights, a margin, softmax cross-entropy. */
package io.github.losslane.margin;
