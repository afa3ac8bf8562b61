/**
 * Contacts: who can be reached, how well they are known, what they did.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.contact;
