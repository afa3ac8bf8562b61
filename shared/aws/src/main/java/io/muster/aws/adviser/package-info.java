/**
 * What stands between a campaign and an adviser outside: the question is asked before the decision, with a time limit, and
 * whatever bytes come back are read as a stranger's.
 */
@org.jspecify.annotations.NullMarked
package io.muster.aws.adviser;
