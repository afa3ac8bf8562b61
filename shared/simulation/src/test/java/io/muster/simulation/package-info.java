/** The layers of the simulation at the size that every build has time for, and the harness held against itself. */
@org.jspecify.annotations.NullMarked
package io.muster.simulation;
