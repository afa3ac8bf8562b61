/**
 * Whom a campaign takes and why: matching by specialty and place, one rank order inside a tier, and for every contact
 * that was chosen or passed over the reason.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.selection;
