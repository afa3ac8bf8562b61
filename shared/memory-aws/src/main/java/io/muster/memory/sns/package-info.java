/**
 * What SNS puts around what is published: an envelope, signed (signature version 2) with a key whose certificate is one
 * of its own. Nobody but its own readers trusts it, so that a signature is really checked where there is no AWS.
 */
@org.jspecify.annotations.NullMarked
package io.muster.memory.sns;
