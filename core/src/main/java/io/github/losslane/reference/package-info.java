/** The scalar reference provider. */
package io.github.losslane.reference;
