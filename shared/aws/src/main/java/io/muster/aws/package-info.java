/**
 * The adapters between the pure core and AWS. Here: what a handler is built from, which is all that differs between
 * Lambda, one machine and a test.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws;
