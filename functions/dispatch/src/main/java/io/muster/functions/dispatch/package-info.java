/**
 * The function that sends: it claims touches, calls the provider of their channel once each, and records what it said.
 * Everything here serves one sentence: a touch is never knowingly sent twice.
 */
@org.jspecify.annotations.NullMarked
package io.muster.functions.dispatch;
