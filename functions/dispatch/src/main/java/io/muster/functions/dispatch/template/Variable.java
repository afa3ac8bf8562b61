package io.muster.functions.dispatch.template;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that a template may speak of, with an example of it, by which templates are tried out. */
public enum Variable {
    RECIPIENT_NAME("recipientName", "whom the message is for", "Barton Turf"),
    SENDER_NAME("senderName", "who writes", "Green & Co"),
    POSTAL_ADDRESS("postalAddress", "the sender's postal address", "1 Main St, Austin, TX 78701"),
    REQUESTER_NAME("requesterName", "on whose behalf bids are collected", "Dana Whitfield", Nature.OPTIONAL),
    PROJECT_TITLE("projectTitle", "what the project is called", "Weekly lawn care for a family home"),
    DESCRIPTION("description", "the project in detail", "Mowing and edging, weekly until autumn.", Nature.PROSE),
    PLACE("place", "where the work is", "Austin, TX 78704"),
    DEADLINE("deadline", "until when, on the reader's clock", "Tuesday, November 24, 2:00 PM CST"),
    DEADLINE_SHORT("deadlineShort", "the same in few characters", "Tue Nov 24, 2:00 PM CST"),
    BUDGET("budget", "what may be spent at most", "USD 450", Nature.OPTIONAL),
    GROUP_BIDDING("groupBidding", "there when several projects are offered together", "yes", Nature.OPTIONAL),
    COMPANY("company", "what the account is called", "Barton Foods"),
    TOPIC("topic", "what it is about", "cold storage"),
    COLLEAGUE("colleague", "the colleague who is named", "Dana Reed"),
    INQUIRED(
            "inquired",
            "there when the colleague came with a question, and was not only written to",
            "yes",
            Nature.OPTIONAL),
    MENTION("mention", "what is true of a colleague", "one of their colleagues asked about it", Nature.OPTIONAL),
    PAUSED("paused", "there while an account's messages are paused", "yes", Nature.OPTIONAL),
    HELD("held", "there while an account's messages have nobody to go to", "yes", Nature.OPTIONAL),
    ENDED("ended", "how an account's messages ended, where they have", "was cancelled", Nature.OPTIONAL),
    ANSWERED(
            "answered",
            "there when the reader has answered before; in a notice, when somebody's answer is to be read",
            "yes",
            Nature.OPTIONAL),
    RESUMABLE(
            "resumable",
            "there when an account's messages are paused and may be resumed: not while a meeting is in the calendar",
            "yes",
            Nature.OPTIONAL),
    NEWS("news", "what there is to tell of an account's messages, in a line", "needs a look: somebody has answered"),
    WHY("why", "what paused, holds or ended an account's messages", "somebody has answered"),
    SOURCE("source", "why the reader is asked", "your firm is on our list of contractors (source: import)"),
    REPLY_ADDRESS("replyAddress", "where an answer is recognised", "bids@example.com"),
    OPT_OUT_URL("optOutUrl", "where one click ends all messages", "https://muster.example.com/u/example"),
    CAMPAIGN_URL(
            "campaignUrl",
            "the route of the campaign, under which it is looked at and acted on",
            "https://muster.example.com/campaigns/01JZ0000000000000000000001"),
    BIDS("bids", "how many bids are in", "2"),
    NEEDED("needed", "how many bids are wanted", "4"),
    RESULT("result", "how it ended", "Some bids are in", Nature.OPTIONAL),
    DETAIL("detail", "where to read more", "The bids are in the campaign's report.", Nature.PROSE),
    PHONE("phone", "the contact's number", "+15125550123", Nature.OPTIONAL),
    EMAIL("email", "the contact's mail address", "ana@example.com", Nature.OPTIONAL),
    WEBSITE("website", "the contact's site", "https://bartonturf.example.com", Nature.OPTIONAL),
    PROFILE_URL("profileUrl", "the contact's profile", "https://www.linkedin.com/in/example", Nature.OPTIONAL),
    BY_PERSON("byPerson", "there when a person makes the call, and not a machine", "yes", Nature.OPTIONAL),
    HOURS(
            "hours",
            "when the contact may be called, on its own clock",
            "between 08:00 and 21:00 at their place (America/Chicago)",
            Nature.OPTIONAL),
    BECAUSE("because", "why a person is asked to act", "its hours do not open before the deadline", Nature.OPTIONAL);

    private static final Map<String, Variable> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Variable::wire, Function.identity()));

    private final String wire;
    private final String means;
    private final String example;
    private final Nature nature;

    /** Whether there is always something to say, and how it is written. */
    private enum Nature {
        CERTAIN,
        OPTIONAL,
        PROSE
    }

    Variable(String wire, String means, String example) {
        this(wire, means, example, Nature.CERTAIN);
    }

    Variable(String wire, String means, String example, Nature nature) {
        this.wire = wire;
        this.means = means;
        this.example = example;
        this.nature = nature;
    }

    /** Returns how templates call it. */
    public String wire() {
        return wire;
    }

    /** Returns what it stands for. */
    public String means() {
        return means;
    }

    /** Returns what it could be. */
    public String example() {
        return example;
    }

    /** Returns whether there may be nothing to say, so that a section on it is left out. */
    public boolean optional() {
        return nature != Nature.CERTAIN;
    }

    /** Returns whether it may have several lines. */
    boolean prose() {
        return nature == Nature.PROSE;
    }

    /** Returns the variable that templates call so. */
    static Optional<Variable> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
