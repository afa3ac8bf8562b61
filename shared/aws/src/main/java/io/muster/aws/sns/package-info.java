/**
 * Whether what a queue holds was published by one of our own topics: whoever can write to a queue could else say of any
 * message that it bounced, and of anybody that he wants no more.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.sns;
