/**
 * The in-memory services on loopback in AWS's own JSON protocols, so that the AWS CLI, boto3 and the SDKs work against
 * them with nothing but an endpoint URL. Requests are marshalled by the SDK's shapes, not by code per operation.
 * Signatures are not verified; instead the socket is bound to loopback and requests must name a loopback host, so that
 * neither another machine nor a web page can reach it.
 */
@org.jspecify.annotations.NullMarked
package io.muster.memory.http;
