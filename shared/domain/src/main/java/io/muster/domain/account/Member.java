package io.muster.domain.account;

/**
 * One of an account's people, without anything personal: who it is stands with the contact, where an erasure finds it.
 *
 * @param priority by title, 10 to 100 ({@link TitlePriority})
 * @param inquired whether it came to us with a question of its own
 */
public record Member(String contactId, Role role, int priority, boolean inquired) {}
