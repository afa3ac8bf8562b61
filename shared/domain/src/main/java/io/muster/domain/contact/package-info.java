/**
 * Contacts: who can be reached, how well they are known, what they did. Personal fields stand together in one
 * {@link io.muster.domain.contact.Profile}, because they are encrypted and erased together; the rest may outlive them.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.contact;
