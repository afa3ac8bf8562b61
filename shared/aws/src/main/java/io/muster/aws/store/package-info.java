/**
 * The one table: its keys, how records become items, and a store per kind of thing. Whatever must hold together is one\n * {@link io.muster.aws.store.Transaction}; whatever is read to decide is read consistently.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.store;
