/**
 * Standard queues of SQS in memory: visibility, delays, long polling, redrive to dead-letter queues and back, fair
 * delivery between message groups. Sends, deletions, receive counts and dead-lettering are durable; that a message is in
 * flight is not: after a restart, what was in flight is visible again at once, and the handle of its latest receive still
 * deletes it. FIFO queues are refused. Message ids and order are functions of the calls, so that a run can be repeated.
 */
@org.jspecify.annotations.NullMarked
package io.muster.memory.sqs;
