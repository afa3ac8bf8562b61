/**
 * The contractors' websites as the embedded stack has them: one server on loopback that answers for every name under
 * example.com with a page and a contact form, and puts what is posted into the local inbox. No other website exists here,
 * so that nobody is contacted.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local.site;
