/** Tests of shell. */
@org.jspecify.annotations.NullMarked
package io.muster.aws.shell;
