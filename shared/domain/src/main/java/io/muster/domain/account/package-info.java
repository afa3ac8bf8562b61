/**
 * Account campaigns: whom of an account's people to touch next, on which channel and when, what is true to say of a
 * colleague, and what stops the sequence. Pure arithmetic on what was sent and what came back; the decisions that change
 * a campaign stand with the campaign.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.account;
