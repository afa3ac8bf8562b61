/**
 * Each promise of the stack, held against the template that it becomes. The CDK runs in node; where there is none, what
 * needs it is skipped, and says so.
 */
@NullMarked
package io.muster.cdk;

import org.jspecify.annotations.NullMarked;
