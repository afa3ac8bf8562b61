package io.muster.cdk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * What a team decides about its installation, from the CDK's context ({@code -c name=value}).
 *
 * @param stage sets installations in one account apart; in the name of everything that has one
 * @param kept whether data stays when the stack goes, and neither is deleted by mistake
 * @param sender who the messages come from
 * @param alarmAddress where alarms go
 * @param channels the channels that may send
 * @param entrance who comes in, where, and how often
 * @param issuer whose tokens are taken; absent for a user pool of the stack's own
 * @param answers where answers to mails come in; absent where they go to the sender's own mailbox
 * @param tracking whether SES tells of mails that are opened and links that are followed
 * @param texts how texts are sent and whose the answers are; absent where none are sent
 * @param connect whose calls are placed; absent where people call
 * @param shares how the functions that the account may run at once are shared
 * @param monthlyBudget in US dollars; the alarm address hears at 80 % of it
 * @param restoredTable the table that functions use instead of the stack's own; absent as a rule
 * @param sending whether the dispatch queue feeds its function; without, what is to be sent waits there
 */
record Choices(
        String stage,
        boolean kept,
        Sender sender,
        String alarmAddress,
        Set<String> channels,
        Entrance entrance,
        @Nullable Issuer issuer,
        @Nullable Answers answers,
        boolean tracking,
        @Nullable Texts texts,
        @Nullable Connect connect,
        Shares shares,
        int monthlyBudget,
        @Nullable String restoredTable,
        boolean sending) {

    private static final String HOST = "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}";
    private static final String ADDRESS = "[A-Za-z0-9._%+'-]{1,64}@" + HOST;
    private static final String NUMBER = "\\+[1-9][0-9]{1,14}";
    private static final String NUMBER_OF_WORKSPACE = "(\\*|" + NUMBER + ")=[A-Za-z0-9._-]+";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** One line, in which nothing is replaced by CloudFormation or by the CDK. */
    private static final String LINE = "(?!.*(\\$\\{|\\{\\{))[^\\p{Cntrl}\\u0085\\u2028\\u2029]{1,200}";

    /** All variables of a function together have 4 KB. */
    private static final int MOST_CHARACTERS_OF_NUMBERS = 1500;

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
     * The domain at which answers to single mails come in.
     *
     * @param ruleSet the account's active set of receipt rules, which ours joins; absent for a set of the stack's own
     */
    record Answers(String domain, @Nullable String ruleSet) {

        /** Returns whether SES has verified it with the sender's domain. */
        boolean within(Sender sender) {
            return sender.domain() && (domain.equals(sender.identity()) || domain.endsWith("." + sender.identity()));
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

    /** Returns how long logs are kept. */
    RetentionDays ofLogs() {
        return kept ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK;
    }

    /** Returns what becomes of data when the stack goes. */
    RemovalPolicy ofData() {
        return kept ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    }

    /**
     * Reads what was chosen.
     *
     * @param given the names of all that was given; one that nobody asks for is refused, since it was meant to say something
     */
    static Choices of(Function<String, @Nullable Object> context, Set<String> given) {
        var reader = new Reader(context, new ArrayList<>(), new TreeSet<>());
        var stage = reader.matching(
                "stage",
                "development",
                "(?!.*(aws|amazon|cognito))[a-z]([a-z0-9-]{0,14}[a-z0-9])?",
                "lower-case letters, digits and -, at most 16; not aws, amazon or cognito, which sign-in pages may not"
                        + " have");
        var channels = reader.channels();
        var entrance = Entrance.of(reader);
        var choices = new Choices(
                stage,
                reader.matching(
                                "keep",
                                Set.of("development", "test").contains(stage) ? "no" : "yes",
                                "yes|no",
                                "yes or no")
                        .equals("yes"),
                reader.sender(),
                reader.matching("alarmAddress", null, ADDRESS, "an e-mail address"),
                channels,
                entrance,
                reader.issuer(),
                reader.answers(),
                reader.matching("tracking", "off", "on|off", "on or off").equals("on"),
                channels.contains("SMS") ? reader.texts(entrance.workspaces()) : null,
                reader.connect(),
                new Shares(reader.number("concurrentFunctions", 10, 10, 100_000)),
                reader.number("monthlyBudget", 20, 1, 1_000_000),
                reader.optional("restoredTable", "[A-Za-z0-9_.-]{3,255}", "the name of a table"),
                reader.matching("sending", "on", "on|off", "on or off").equals("on"));
        reader.refuse(given);
        return choices;
    }

    /** Reads choices and notes what is wrong with them. */
    record Reader(Function<String, @Nullable Object> context, List<String> problems, Set<String> asked) {

        private static final Set<String> CHANNELS =
                Set.of("EMAIL", "SMS", "WEBSITE_FORM", "PHONE", "LINKEDIN", "MANUAL");

        @Nullable
        String optional(String name) {
            asked.add(name);
            var value = context.apply(name) instanceof Collection<?> list
                    ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                    : context.apply(name);
            return value == null || value.toString().isBlank()
                    ? null
                    : value.toString().strip();
        }

        @Nullable
        String optional(String name, String pattern, String allowed) {
            return optional(name) == null ? null : matching(name, null, pattern, allowed);
        }

        String text(String name) {
            return matching(name, null, LINE, "one line of at most 200 characters, without ${ and {{");
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
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            wanted.stream()
                    .filter(name -> !CHANNELS.contains(name))
                    .forEach(name -> problems.add("channels names no channel: " + name));
            if (wanted.isEmpty()) {
                problems.add("channels names none: " + value);
            }
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
                    verify.endsWith("domain")
                            ? address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT)
                            : address,
                    verify.startsWith("existing"));
        }

        Texts texts(List<String> workspaces) {
            var texts = new Texts(
                    matching(
                            "smsOrigination",
                            null,
                            "[A-Za-z0-9_:/+-]{1,256}",
                            "the number, pool or sender id of texts"),
                    matching(
                            "smsNumbers",
                            null,
                            "(?=.{1," + MOST_CHARACTERS_OF_NUMBERS + "}$)" + NUMBER_OF_WORKSPACE + "(, *"
                                    + NUMBER_OF_WORKSPACE + ")*",
                            "the workspace to which answers to each of your numbers belong, as"
                                    + " +15125550100=acme,*=main"));
            var numbers = new TreeSet<String>();
            for (var line : texts.numbers().split(", *", -1)) {
                var parts = line.split("=", 2);
                if (!numbers.add(parts[0])) {
                    problems.add("smsNumbers has a number twice: " + parts[0]);
                }
                if (parts.length == 2 && !workspaces.contains(parts[1])) {
                    problems.add("smsNumbers is not usable: " + parts[1] + " (one of the workspaces)");
                }
            }
            return texts;
        }

        @Nullable
        Answers answers() {
            var domain = optional("answersDomain", HOST, "a domain for answers alone, as answers.example.com");
            var ruleSet = optional("answersRuleSet", "[A-Za-z0-9_-]{1,64}", "the name of a receipt rule set");
            if (domain == null && ruleSet != null) {
                problems.add("answersRuleSet belongs to answersDomain");
            }
            return domain == null ? null : new Answers(domain.toLowerCase(Locale.ROOT), ruleSet);
        }

        @Nullable
        Issuer issuer() {
            var url = optional("issuer");
            var audience = optional("audience");
            if (url == null && audience == null) {
                return null;
            }
            if (url == null || audience == null) {
                problems.add("issuer and audience belong together");
                return null;
            }
            if (url.endsWith("/.well-known/openid-configuration")
                    || !url.matches("https://" + HOST + "(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")) {
                problems.add("issuer is not usable: " + url + " (an https address, as iss in its tokens has it)");
            }
            if (!audience.matches("[^\\s\"${}]{1,200}")) {
                problems.add("audience is not usable: " + audience + " (as aud in its tokens has it)");
            }
            return new Issuer(url, audience);
        }

        @Nullable
        Connect connect() {
            var instance = optional("connectInstance", UUID, "the id of an instance, not its ARN");
            var flow = optional("connectFlow", UUID, "the id of a flow, not its ARN");
            var number = optional("connectNumber", NUMBER, "a number as +15125550100");
            if (instance == null && flow == null && number == null) {
                return null;
            }
            if (instance == null || flow == null || number == null) {
                problems.add("connectInstance, connectFlow and connectNumber belong together");
                return null;
            }
            return new Connect(instance, flow, number);
        }

        /** The CDK's own names have a sign in them that ours have not. */
        void refuse(Set<String> given) {
            given.stream()
                    .filter(name -> name.matches("[A-Za-z0-9]+") && !asked.contains(name))
                    .sorted()
                    .forEach(name -> problems.add(name + " is no choice, or none beside the others"));
            if (!problems.isEmpty()) {
                throw new Incomplete(problems);
            }
        }
    }
}
