/** Holds the stack to its promises: by what it synthesises, and by its packages run as on Lambda. */
@org.jspecify.annotations.NullMarked
package io.muster.cdk;
