/**
 * Files that are too large for a request, an item or a message: put by their owner at an address that is given out for
 * one file, and read as a stream. On AWS they lie in S3, on one machine in a folder; both behind one port.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.file;
