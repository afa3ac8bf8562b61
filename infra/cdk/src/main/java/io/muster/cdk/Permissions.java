package io.muster.cdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import software.amazon.awscdk.Stack;

/**
 * Makes a function's role of its grants: one statement for all resources on which it may do the same. No role names a
 * workspace's keys ({@code dynamodb:LeadingKeys}): a role is made once and serves every workspace, and all keys begin
 * alike, so that the guard between workspaces is the one in the code.
 */
final class Permissions {

    private static final String PASS_ROLE = "iam:PassRole";

    private final Choices choices;
    private final Storage storage;
    private final Map<Step, FedQueue> queues;
    private final Files files;
    private final Mail mail;
    private final Timers timers;

    Permissions(Choices choices, Storage storage, Map<Step, FedQueue> queues, Files files, Mail mail, Timers timers) {
        this.choices = choices;
        this.storage = storage;
        this.queues = queues;
        this.files = files;
        this.mail = mail;
        this.timers = timers;
    }

    void grant(MusterFunction function) {
        var statements = new LinkedHashMap<SortedSet<String>, List<String>>();
        Grants.of(function.spec().name())
                .actions()
                .forEach((resource, actions) -> arn(resource).ifPresent(arn -> {
                    statements.computeIfAbsent(actions, _ -> new ArrayList<>()).add(arn);
                    acknowledge(resource, arn, function);
                }));
        statements.forEach((actions, arns) -> {
            var statement = MusterFunction.allow(List.copyOf(actions), arns.toArray(String[]::new));
            if (actions.contains(PASS_ROLE)) {
                statement.addCondition("StringEquals", Map.of("iam:PassedToService", "scheduler.amazonaws.com"));
            }
            function.role().addToPolicy(statement);
        });
    }

    /** Returns where a named resource is; empty where this installation was not chosen to have it. */
    private Optional<String> arn(String resource) {
        var parts = resource.split("/", 2);
        return switch (parts[0]) {
            case "table" -> Optional.of(storage.table().getTableArn() + resource.substring("table".length()));
            case "keys" -> Optional.of(storage.keys().getTableArn());
            case "queue" -> Optional.of(queue(parts[1]));
            case "schedule" -> Optional.of(timers.schedules());
            case "role" -> Optional.of(timers.carrier().getRoleArn());
            case "files" ->
                parts[1].equals(Answers.FOLDER) && choices.answers() == null
                        ? Optional.empty()
                        : Optional.of(files.bucket().arnForObjects(parts[1] + "/*"));
            case "mail" ->
                Optional.of(
                        parts[1].equals("identity")
                                ? mail.identityArn()
                                : arn("ses", "configuration-set/" + mail.configurationSet()));
            case "sms-voice" -> Optional.ofNullable(choices.texts()).map(texts -> origination(texts.origination()));
            case "connect" ->
                Optional.ofNullable(choices.connect())
                        .map(connect -> arn("connect", "instance/" + connect.instance() + "/contact/*"));
            default -> throw new IllegalStateException("the stack has nothing called " + resource);
        };
    }

    private String queue(String name) {
        if (name.equals("timers" + FedQueue.DEAD_LETTERS)) {
            return timers.deadLetters().getQueueArn();
        }
        for (var step : queues.entrySet()) {
            if (name.equals(step.getKey().purpose())) {
                return step.getValue().queue().getQueueArn();
            }
            if (name.equals(step.getKey().purpose() + FedQueue.DEAD_LETTERS)) {
                return step.getValue().deadLetters().getQueueArn();
            }
        }
        throw new IllegalStateException("the stack has no queue " + name);
    }

    /** A number is known to policies by an id that is not in it; ids, pools, sender ids and ARNs name themselves. */
    private String origination(String origination) {
        if (origination.startsWith("arn:")) {
            return origination;
        }
        var name = origination.startsWith("+")
                ? "phone-number/*"
                : origination.startsWith("phone-")
                        ? "phone-number/" + origination
                        : origination.startsWith("pool-") ? "pool/" + origination : "sender-id/" + origination + "/*";
        return arn("sms-voice", name);
    }

    private String arn(String service, String resource) {
        var stack = Stack.of(storage);
        return "arn:" + stack.getPartition() + ":" + service + ":" + stack.getRegion() + ":" + stack.getAccount() + ":"
                + resource;
    }

    private void acknowledge(String resource, String arn, MusterFunction function) {
        var connect = choices.connect();
        if (resource.equals("schedule")) {
            Acknowledged.TIMERS_OF_THE_GROUP.at(function.policy(), choices.stackName());
        } else if (resource.equals("files/" + Answers.FOLDER)) {
            Acknowledged.FILES_OF_MAIL.at(function.policy());
        } else if (resource.startsWith("files/")) {
            Acknowledged.FILES_OF_IMPORTS.at(function.policy());
        } else if (resource.equals("sms-voice") && arn.endsWith("/*")) {
            Acknowledged.ANY_NUMBER.at(function.policy());
        } else if (resource.equals("connect") && connect != null) {
            Acknowledged.ANY_CALL.at(function.policy(), connect.instance());
        }
    }
}
