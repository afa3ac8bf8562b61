@org.jspecify.annotations.NullMarked
package io.muster.local.site;
