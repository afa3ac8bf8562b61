/**
 * The whole stack on AWS: one table, a queue with its dead letters for each step, one function for each trigger with a
 * role that grants the calls it makes and no other, the HTTP API of the contract, timers, mail, and what watches them.
 * The template depends on nothing but the choices, the contract and the packaged functions, so that it comes out the
 * same byte for byte wherever it is made.
 */
@NullMarked
package io.muster.cdk;

import org.jspecify.annotations.NullMarked;
