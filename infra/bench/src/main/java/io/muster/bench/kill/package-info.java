/**
 * The proof by killing: a stack in a process of its own is killed at random moments, started again, and held to its
 * promises by the mails that its SMTP server accepted and by the answers that it gave.
 */
@org.jspecify.annotations.NullMarked
package io.muster.bench.kill;
