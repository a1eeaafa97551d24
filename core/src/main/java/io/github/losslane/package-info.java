/**
 * Where everything starts: {@link io.github.losslane.Kernels} gives a {@link io.github.losslane.KernelProvider}, whose
 * families compute losses and gradients over arrays.
 */
package io.github.losslane;
