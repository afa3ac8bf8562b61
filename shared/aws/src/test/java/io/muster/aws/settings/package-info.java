/** What is set, by whom, and what becomes of it. */
@org.jspecify.annotations.NullMarked
package io.muster.aws.settings;
