package io.muster.cdk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;

/**
 * What a team decides about its installation, from the CDK's context ({@code -c name=value}).
 *
 * @param stage sets installations in one account apart; in the name of everything that has one
 * @param production whether data and logs are kept for good: set by the stage {@code production}
 * @param sender who the messages come from
 * @param alarmAddress where alarms go
 * @param channels the channels that may send
 * @param entrance who comes in, where, and how often
 * @param issuer whose tokens are taken; absent for a user pool of the stack's own
 * @param texts how texts are sent and whose the answers are; absent where none are sent
 * @param connect whose calls are placed; absent where people call
 * @param shares how the functions that the account may run at once are shared
 * @param monthlyBudget in US dollars; the alarm address hears at 80 % of it
 * @param restoredTable the table that functions use instead of the stack's own; absent as a rule
 * @param sending whether the dispatch queue feeds its function; without, what is to be sent waits there
 */
record Choices(
        String stage,
        boolean production,
        Sender sender,
        String alarmAddress,
        Set<String> channels,
        Entrance entrance,
        @Nullable Issuer issuer,
        @Nullable Texts texts,
        @Nullable Connect connect,
        Shares shares,
        int monthlyBudget,
        @Nullable String restoredTable,
        boolean sending) {

    private static final String ADDRESS = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+";
    private static final String NUMBER_OF_WORKSPACE = "(\\*|\\+[1-9][0-9]{1,14})=[A-Za-z0-9._-]+";

    Choices {
        channels = Collections.unmodifiableSet(new TreeSet<>(channels));
    }

    /**
     * Who the messages come from.
     *
     * @param identity the address or domain that SES verifies
     * @param verified whether that was made before, by another stack or by hand; an account has it once
     */
    record Sender(String address, String name, String postalAddress, String identity, boolean verified) {

        /** Returns whether SES verifies the whole domain, which is told by signatures in its DNS. */
        boolean domain() {
            return !identity.contains("@");
        }
    }

    /**
     * Texts, by AWS End User Messaging.
     *
     * @param origination the number, pool or sender id that they come from
     * @param numbers which workspace receives the texts to a number of ours, as {@code +15125550100=acme,*=main}
     */
    record Texts(String origination, String numbers) {}

    /** An OIDC issuer of the team's own. */
    record Issuer(String url, String audience) {}

    /** An Amazon Connect instance, the contact flow that speaks, and the number that calls. */
    record Connect(String instance, String flow, String number) {}

    /** Choices are missing or wrong; the message lists all of them. */
    static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1;

        Incomplete(List<String> problems) {
            super("The stack cannot be made yet:\n  " + String.join("\n  ", problems)
                    + "\nGive each as -c name=value, or in cdk.context.json; infra/README.md explains them.");
        }
    }

    /** Returns the stack's name, which begins the names of its parts. */
    String stackName() {
        return "muster-" + stage;
    }

    /** Returns a name for a part, unique in the account and region. */
    String named(String part) {
        return stackName() + "-" + part;
    }

    /** Returns how long logs are kept, in days. */
    int logDays() {
        return production ? 90 : 7;
    }

    /** Returns what becomes of data when the stack goes: kept in production, deleted in development. */
    RemovalPolicy ofData() {
        return production ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    }

    static Choices of(Function<String, @Nullable Object> context) {
        var reader = new Reader(context, new ArrayList<>());
        var stage = reader.matching(
                "stage",
                "development",
                "[a-z]([a-z0-9-]{0,14}[a-z0-9])?",
                "lower-case letters, digits and -, at most 16");
        var channels = reader.channels();
        var choices = new Choices(
                stage,
                stage.equals("production"),
                reader.sender(),
                reader.matching("alarmAddress", null, ADDRESS, "an e-mail address"),
                channels,
                Entrance.of(reader),
                reader.issuer(),
                channels.contains("SMS") ? reader.texts() : null,
                reader.connect(),
                new Shares(reader.number("concurrentFunctions", 10, 10, 100_000)),
                reader.number("monthlyBudget", 20, 1, 1_000_000),
                reader.optional("restoredTable"),
                reader.matching("sending", "on", "on|off", "on or off").equals("on"));
        reader.refuse();
        return choices;
    }

    /** Reads choices and notes what is wrong with them. */
    record Reader(Function<String, @Nullable Object> context, List<String> problems) {

        private static final Set<String> CHANNELS =
                Set.of("EMAIL", "SMS", "WEBSITE_FORM", "PHONE", "LINKEDIN", "MANUAL");

        @Nullable
        String optional(String name) {
            var value = context.apply(name);
            return value == null || value.toString().isBlank()
                    ? null
                    : value.toString().strip();
        }

        String text(String name) {
            return matching(name, null, "[^\\r\\n]{1,200}", "one line of at most 200 characters");
        }

        String matching(String name, @Nullable String otherwise, String pattern, String allowed) {
            var value = optional(name);
            if (value == null && otherwise != null) {
                return otherwise;
            }
            if (value == null || !Pattern.matches(pattern, value)) {
                problems.add(
                        name + (value == null ? " is missing" : " is not usable: " + value) + " (" + allowed + ")");
                return "";
            }
            return value;
        }

        int number(String name, int otherwise, int least, int most) {
            var value = optional(name);
            if (value == null) {
                return otherwise;
            }
            if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
                problems.add(name + " is not usable: " + value + " (" + least + " to " + most + ")");
                return otherwise;
            }
            return Integer.parseInt(value);
        }

        Set<String> channels() {
            var value = optional("channels");
            var wanted = Arrays.stream((value == null ? "email,website_form,phone,linkedin,manual" : value).split(","))
                    .map(name -> name.strip().toUpperCase(Locale.ROOT))
                    .collect(Collectors.toCollection(TreeSet::new));
            wanted.stream()
                    .filter(name -> !CHANNELS.contains(name))
                    .forEach(name -> problems.add("channels names no channel: " + name));
            return wanted;
        }

        Sender sender() {
            var address = matching("senderAddress", null, ADDRESS, "an e-mail address");
            var verify = matching(
                    "verify",
                    "address",
                    "address|domain|existing-address|existing-domain",
                    "address, domain, existing-address or existing-domain");
            return new Sender(
                    address,
                    text("senderName"),
                    text("senderPostalAddress"),
                    verify.endsWith("domain") ? address.substring(address.indexOf('@') + 1) : address,
                    verify.startsWith("existing"));
        }

        Texts texts() {
            return new Texts(
                    matching(
                            "smsOrigination",
                            null,
                            "[A-Za-z0-9_:/+-]{1,256}",
                            "the number, pool or sender id of texts"),
                    matching(
                            "smsNumbers",
                            null,
                            NUMBER_OF_WORKSPACE + "(," + NUMBER_OF_WORKSPACE + ")*",
                            "which workspace answers to a number of yours belong to, as +15125550100=acme,*=main"));
        }

        @Nullable
        Issuer issuer() {
            var url = optional("issuer");
            var audience = optional("audience");
            if (url == null && audience == null) {
                return null;
            }
            if (url == null || audience == null || !url.matches("https://[^\\s?#]+")) {
                problems.add("issuer (an https address) and audience belong together");
                return null;
            }
            return new Issuer(url, audience);
        }

        @Nullable
        Connect connect() {
            var parts = Stream.of("connectInstance", "connectFlow", "connectNumber")
                    .map(this::optional)
                    .filter(Objects::nonNull)
                    .toList();
            if (parts.isEmpty()) {
                return null;
            }
            if (parts.size() < 3) {
                problems.add("connectInstance, connectFlow and connectNumber belong together");
                return null;
            }
            return new Connect(parts.get(0), parts.get(1), parts.get(2));
        }

        void refuse() {
            if (!problems.isEmpty()) {
                throw new Incomplete(problems);
            }
        }
    }
}
