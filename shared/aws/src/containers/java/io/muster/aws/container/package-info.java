/** An AWS in a container for the tests that need no more of it than its ports; compiled by the profile containers alone. */
@org.jspecify.annotations.NullMarked
package io.muster.aws.container;
