/**
 * DynamoDB in memory, with its own expression language, limits, error texts and capacity arithmetic, because the store is
 * where correctness is decided: a condition that is judged differently here and on AWS makes every test above it worthless.
 * A request is parsed and validated outside the world's lock, then read, journaled and applied within it.
 */
@org.jspecify.annotations.NullMarked
package io.muster.memory.dynamodb;
