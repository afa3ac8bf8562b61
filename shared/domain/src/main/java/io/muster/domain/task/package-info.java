/**
 * Work for people that campaigns create.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.task;
