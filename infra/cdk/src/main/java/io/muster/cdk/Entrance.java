package io.muster.cdk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who comes in, where, and how often: what a team decides about the API's front.
 *
 * @param workspaces each gets a group for people
 * @param machines the workspaces that get a client for machines too; Cognito bills these clients and their tokens
 * @param callbacks where the sign-in page may send people back to
 * @param domain the API's name; absent for the one that AWS gives it
 * @param requestsPerSecond of all callers together, to any route
 * @param creationsPerSecond the same to each route that creates something
 */
record Entrance(
        List<String> workspaces,
        List<String> machines,
        List<String> callbacks,
        @Nullable Domain domain,
        int requestsPerSecond,
        int creationsPerSecond) {

    /** Each workspace has a client, and the gateway's authorizer takes tokens of at most 50 clients. */
    private static final int MOST_WORKSPACES = 40;

    private static final String WORKSPACE = "[a-z0-9][a-z0-9_.-]{0,31}";
    private static final String CALLBACK = "(https://[^\\s,#/]+|http://localhost(:\\d{1,5})?)(/[^\\s,#]*)?";
    private static final String DOMAIN = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}";
    private static final String CERTIFICATE = "arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/[A-Za-z0-9-]+";

    Entrance {
        workspaces = List.copyOf(workspaces);
        machines = List.copyOf(machines);
        callbacks = List.copyOf(callbacks);
    }

    /** A name of the team's own, and the certificate that proves it, in the stack's region. */
    record Domain(String name, String certificate) {}

    static Entrance of(Choices.Reader reader) {
        var workspaces = list(reader, "workspaces", "main", WORKSPACE, "lower-case letters, digits, . _ -, at most 32");
        if (workspaces.size() > MOST_WORKSPACES) {
            reader.problems()
                    .add("workspaces are too many: " + workspaces.size() + " (" + MOST_WORKSPACES + " at most)");
        }
        return new Entrance(
                workspaces,
                machines(reader, workspaces),
                list(
                        reader,
                        "callbackUrls",
                        "http://localhost:8400/",
                        CALLBACK,
                        "https addresses, or on http://localhost"),
                domain(reader),
                reader.number("requestsPerSecond", 50, 1, 10_000),
                reader.number("creationsPerSecond", 10, 1, 10_000));
    }

    private static List<String> machines(Choices.Reader reader, List<String> workspaces) {
        if ("none".equals(reader.optional("machines"))) {
            return List.of();
        }
        var chosen = list(reader, "machines", String.join(",", workspaces), ".*", "");
        chosen.stream()
                .filter(Predicate.not(workspaces::contains))
                .forEach(name -> reader.problems()
                        .add("machines is not usable: " + name + " (some of the workspaces, or none)"));
        return chosen;
    }

    private static List<String> list(Choices.Reader reader, String name, String usual, String each, String allowed) {
        var value = reader.optional(name);
        var items = Arrays.stream((value == null ? usual : value).split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        items.stream()
                .filter(Predicate.not(Pattern.compile(each).asMatchPredicate()))
                .forEach(item -> reader.problems().add(name + " is not usable: " + item + " (" + allowed + ")"));
        return items;
    }

    private static @Nullable Domain domain(Choices.Reader reader) {
        var name = reader.optional("domainName");
        var certificate = reader.optional("certificateArn");
        if (name == null && certificate == null) {
            return null;
        }
        var problems = new ArrayList<String>();
        if (name == null || !name.matches(DOMAIN)) {
            problems.add("domainName is missing or not usable (such as api.example.com; it comes with certificateArn)");
        }
        if (certificate == null || !certificate.matches(CERTIFICATE)) {
            problems.add(
                    "certificateArn is missing or not usable (of ACM in the stack's region; it comes with domainName)");
        }
        reader.problems().addAll(problems);
        return problems.isEmpty() ? new Domain(String.valueOf(name), String.valueOf(certificate)) : null;
    }
}
