/**
 * What people write back, in classes: rules on whole words, which say when they are unsure, so that something that
 * understands more may be asked. What nobody wrote is told apart first: quoted mail, footers, answers by machines. The
 * work is linear in the length of the text, since anybody may send anything.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.reply;
