/**
 * Contacts in and out of files. Other people's files are untidy, so reading is lenient in form (any column order, many
 * headings, five ways to write a number) and strict in substance: an address that cannot be reached is reported with
 * its line and reason, never stored.
 */
@org.jspecify.annotations.NullMarked
package io.muster.functions.strategy.contacts;
