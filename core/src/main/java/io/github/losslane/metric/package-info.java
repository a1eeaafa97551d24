/** Losses of distances between feature rows. */
package io.github.losslane.metric;
