/** Tests of files, in a folder and in a bucket. */
@org.jspecify.annotations.NullMarked
package io.muster.local.files;
