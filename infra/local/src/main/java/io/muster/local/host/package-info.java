/**
 * The function host: what Lambda and its event sources do. It polls the queues, makes the events, runs the real handler
 * classes with Lambda's limits, and deletes what they dealt with.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local.host;
