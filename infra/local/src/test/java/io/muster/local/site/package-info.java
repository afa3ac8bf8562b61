/** Tests of {@code io.muster.local.site}. */
@org.jspecify.annotations.NullMarked
package io.muster.local.site;
