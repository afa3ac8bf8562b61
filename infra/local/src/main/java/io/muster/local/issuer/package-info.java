/**
 * A token issuer for one machine, with keys of its own, so that tokens on the embedded stack are really signed and really
 * verified. It speaks as much OpenID Connect as an API's authorizer and a command line need: discovery, keys, client
 * credentials.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local.issuer;
