/**
 * The embedded stack: everything that Muster needs from AWS, in one process, on loopback, with its state in one folder.
 * The functions that run here are the very classes that run on AWS, fed with the same events; only what surrounds them
 * is a stand-in. A campaign can be watched in seconds since business time runs at a chosen speed.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local;
