/**
 * What every HTTP handler is made of: a router over API Gateway's payload 2.0, the caller from a verified token, strict
 * reading of bodies, opaque cursors, and answers and problems in one form. Handlers stay a few lines long, and no
 * handler can forget a scope, leak an exception or accept a field that it does not know.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.api;
