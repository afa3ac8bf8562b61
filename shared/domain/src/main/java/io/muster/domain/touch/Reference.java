package io.muster.domain.touch;

/**
 * A colleague whom a message names, because it is true: the colleague was contacted, or came with a question.
 *
 * @param inquired whether the colleague came to us with a question, and was not only written to
 */
public record Reference(String contactId, boolean inquired) {}
