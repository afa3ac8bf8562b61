/**
 * Calls that a machine makes through Amazon Connect. Where it is not set up, a call is a task for a person, and nothing
 * here is used.
 */
@NullMarked
package io.muster.functions.dispatch.phone;

import org.jspecify.annotations.NullMarked;
