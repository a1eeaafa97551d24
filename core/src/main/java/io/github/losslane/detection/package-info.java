/** Losses of object detectors: is there an object, and where is its box. */
package io.github.losslane.detection;
