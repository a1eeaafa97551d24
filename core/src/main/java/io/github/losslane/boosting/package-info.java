/** The steps of AdaBoost over arrays: example weights, weighted error, reweighting, the sum of classifiers. */
package io.github.losslane.boosting;
