/**
 * Texts: the adapter of AWS End User Messaging, and the arithmetic of their parts, in which they are billed and beyond
 * a number of which they are not sent at all.
 */
@NullMarked
package io.muster.functions.dispatch.sms;

import org.jspecify.annotations.NullMarked;
