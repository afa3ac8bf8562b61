/** Tests of the simulated lives: they are repeatable, they agree with the engine, and they respect what holds in earnest. */
@org.jspecify.annotations.NullMarked
package io.muster.domain.whatif;
