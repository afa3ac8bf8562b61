/**
 * What operators may set in their workspace. {@link io.muster.aws.settings.Registry} has a line for each setting: its
 * key, its kind with the range, its default, and what it means. The table stores only what somebody set, each with a
 * version, and every change beside it with who made it and when; the same reader checks a request's value and reads a
 * stored one. The core never asks for a setting: whoever calls it hands it the values.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.settings;
