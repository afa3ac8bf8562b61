/**
 * The command line of the embedded stack, for people who prefer it: run, demo, import, create, watch, report, token. What
 * talks to a running stack finds its address and its token in the state folder.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local.cli;
