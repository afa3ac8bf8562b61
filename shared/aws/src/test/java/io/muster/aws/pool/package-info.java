/** Selection over AWS in memory. */
@NullMarked
package io.muster.aws.pool;

import org.jspecify.annotations.NullMarked;
