/** What the stack's template promises, asked of the template itself; skipped where there is no node for the CDK to run on. */
@NullMarked
package io.muster.cdk;

import org.jspecify.annotations.NullMarked;
