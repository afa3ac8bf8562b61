/**
 * The HTTP front: what API Gateway does before and after a function. It matches a route, verifies the token as the JWT
 * authorizer does, makes the payload 2.0 event and writes the function's answer. Loopback only, and for this host's
 * names only, so that no web page can reach it by a name of its own.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local.front;
