/**
 * Where a campaign finds whom it could ask.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.pool;
