/**
 * The pure core: a package per concept. Everything here is a function of its arguments: no clock, no randomness, no
 * environment, no I/O, no AWS.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain;
