package io.muster.cdk;

/**
 * One function, as a line of the catalogue.
 *
 * @param name as in logs, roles and the contract
 * @param module the folder below {@code functions} whose package holds it
 * @param handler its class
 * @param seconds how long it may run; a queue's visibility follows from it
 */
record FunctionSpec(
        String name, String module, String handler, String purpose, Trigger trigger, int memory, int seconds) {}
