/** Account campaigns as requests ask for them: who the people are, by which rules, and what stands against it. */
@NullMarked
package io.muster.functions.strategy.account;

import org.jspecify.annotations.NullMarked;
