/**
 * Email: how a message is built, and the two ways in which it leaves, SMTP and SES. Both tell apart what the provider
 * certainly does not have from what it may have, since only the former may be offered again.
 */
@org.jspecify.annotations.NullMarked
package io.muster.functions.dispatch.email;
