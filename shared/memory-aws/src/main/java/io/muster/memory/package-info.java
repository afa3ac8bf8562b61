/**
 * AWS in memory: DynamoDB, SQS and EventBridge Scheduler behind the SDK's own client interfaces, for the embedded stack,
 * fast tests and the simulation harness. It covers the operations that Muster uses and refuses the others by name.
 * Everything that changes passes through one {@link io.muster.memory.Journal}, so that a stack can be killed at any
 * moment and started again.
 */
@org.jspecify.annotations.NullMarked
package io.muster.memory;
