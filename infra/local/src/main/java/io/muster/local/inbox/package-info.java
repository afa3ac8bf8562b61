/**
 * The local inbox: an SMTP server that keeps every message it accepts, and a page to read them as a contractor would. It
 * is a ledger: a message is on disk before it is acknowledged, and two messages are two messages, however alike.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local.inbox;
