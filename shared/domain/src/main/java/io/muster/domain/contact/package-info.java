/** Contacts: the people and firms that can be reached, and how far they are proven. */
@org.jspecify.annotations.NullMarked
package io.muster.domain.contact;
