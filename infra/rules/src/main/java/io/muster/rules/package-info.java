/** The rules of the house, held by tests: who may depend on whom, what the core may not do, how code is formatted. */
@org.jspecify.annotations.NullMarked
package io.muster.rules;
