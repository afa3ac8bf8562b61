/**
 * What failures are, and what follows from each kind: one table that everything consults, so that a throttled database, a
 * silent provider and a wrong configuration are never treated alike, nor the same failure differently in two places.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.error;
