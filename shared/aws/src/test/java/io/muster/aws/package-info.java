/** Tests of what a handler is built from, and the stack they run on. */
@org.jspecify.annotations.NullMarked
package io.muster.aws;
