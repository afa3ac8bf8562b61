/**
 * The durable log of a stack in one folder. One file holds everything: a snapshot of all services at its head, the
 * changes since then behind it. A change is acknowledged after {@code write()}, so that a killed process loses nothing;
 * power loss is covered by the option to {@code fsync}. Compaction writes the next file beside it and renames it into
 * place, so that at every instant exactly one complete log exists.
 */
@org.jspecify.annotations.NullMarked
package io.muster.memory.journal;
