/**
 * The adviser: whom a campaign asks at a hard check-in, and what may come of it. It only advises. What it may choose among
 * is fixed before it speaks, its answer is read as data from a stranger, and whatever is wrong with that answer leaves the
 * decision to the rules. It sizes the wave, from nobody up to one and a half times what the rules would add; the one-time
 * actions of a level run whatever it says, so that it can never keep people from being told.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.adviser;
