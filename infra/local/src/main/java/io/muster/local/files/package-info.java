/**
 * What S3 is on AWS: files in a folder, and an HTTP address for each upload, signed for one key and one length. When a
 * file has come, the import queue is told in S3's words.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local.files;
