/** Argument checks shared by the providers; not for users. */
package io.github.losslane.internal;
