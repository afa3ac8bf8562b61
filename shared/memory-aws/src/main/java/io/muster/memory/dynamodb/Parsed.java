package io.muster.memory.dynamodb;

import java.util.List;
import java.util.Set;

/**
 * An expression ready for use, free of any request's values, so that it can be kept.
 *
 * @param kind the request's parameter, such as ConditionExpression, as error texts name it
 * @param names the {@code #names} it uses
 * @param values the {@code :values} it uses, in order of appearance
 * @param paths the document paths it uses
 */
record Parsed<T>(String kind, T tree, Set<String> names, Set<String> values, List<Path> paths) {}
