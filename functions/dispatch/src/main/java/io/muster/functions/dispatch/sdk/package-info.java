/**
 * How an AWS provider is called at most once: without the SDK's retries, and with an answer to the one question that
 * matters afterwards, whether the provider may have taken the message.
 */
@NullMarked
package io.muster.functions.dispatch.sdk;

import org.jspecify.annotations.NullMarked;
