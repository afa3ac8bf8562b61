/**
 * Time on the embedded stack. Machine time runs at its own pace and stands still while the process is down; business time
 * is a fixed multiple of it. Since the relation never changes in a state folder, a timer that was set before a crash
 * still means the same business moment after it.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local.clock;
