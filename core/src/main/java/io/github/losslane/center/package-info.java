/** Center loss: features of a class gather around a center that moves with them. */
package io.github.losslane.center;
