/**
 * The second way to run a function: its package as it goes to AWS, in a Java process of its own, under Lambda's runtime interface
 * client. What only shows in a package (a class that is missing, a handler's name, a variable) shows here, and so does the
 * time that a start takes.
 */
@org.jspecify.annotations.NullMarked
package io.muster.local.runtime;
