/** Tests of how an account's people become a sequence's members. */
@org.jspecify.annotations.NullMarked
package io.muster.functions.strategy.account;
