/** Tests of store. */
@org.jspecify.annotations.NullMarked
package io.muster.aws.store;
