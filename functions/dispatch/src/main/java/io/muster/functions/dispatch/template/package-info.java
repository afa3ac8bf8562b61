/**
 * The words of messages: logic-less templates in which a missing variable is an error and never an empty hole in a sent
 * message, and in which HTML is escaped unless a template asks otherwise.
 */
@org.jspecify.annotations.NullMarked
package io.muster.functions.dispatch.template;
