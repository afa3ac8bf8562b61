/**
 * The SDK's own request and response shapes as JSON, by walking their fields: one codec for every operation of every
 * service, used by the endpoint and wherever a shape has to be kept.
 */
@org.jspecify.annotations.NullMarked
package io.muster.memory.wire;
