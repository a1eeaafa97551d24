/** Elementwise functions and sums over arrays, and the scalar mathematics that defines them. */
package io.github.losslane.math;
