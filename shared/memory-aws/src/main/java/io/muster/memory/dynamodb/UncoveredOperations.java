package io.muster.memory.dynamodb;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Refuses by name every operation that Muster does not use, where the SDK's own defaults would refuse without a word. */
abstract class UncoveredOperations implements DynamoDbClient {}
