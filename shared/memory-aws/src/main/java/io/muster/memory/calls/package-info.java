/**
 * What a function asks of AWS, in the words of IAM's policies. Watched while tests run, it is what the function has to be
 * granted, and all of it: a grant that nobody needs, and a need that nobody granted, both show before anything is deployed.
 */
@NullMarked
package io.muster.memory.calls;

import org.jspecify.annotations.NullMarked;
