/** Tests of DynamoDB in memory: its language, its log and its likeness to the real thing. */
@org.jspecify.annotations.NullMarked
package io.muster.memory.dynamodb;
