/**
 * Time as people keep it: the hours in which a contact may be reached. Everything that is judged over time (chances,
 * check-ins, expectations) is judged on these hours, so that a night or a weekend counts against nobody.
 */
@org.jspecify.annotations.NullMarked
package io.muster.domain.time;
