package io.muster.simulation;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Mistakes that a careless hand might make, with the scenario that shows each and the promises that it may break. */
enum Bug {
    /** A campaign's head is written whatever stands there: what another has decided is lost. */
    HEADS_WITHOUT_VERSION(
            "controls",
            () -> Mistake.unconditional(item -> item.head() || item.proof()),
            "5:",
            "8:",
            "10:",
            "11:",
            "4:",
            "1:",
            "6:"),
    /** An input's proof is overwritten: a second delivery counts again. */
    PROOFS_OVERWRITTEN("emergency", () -> Mistake.unconditional(Mistake.Item::proof), "8:"),
    /** An input leaves no proof: a second delivery counts again, and a creation that comes again finds no beginning. */
    PROOFS_FORGOTTEN("emergency", () -> Mistake.forgotten(Mistake.Item::proof), "8:", "4:"),
    /** A day's counter is not raised. */
    CAP_NOT_RAISED("controls", () -> Mistake.forgotten(Mistake.Item::counter), "2:"),
    /** The gates' suppressions are not looked at before a message goes. */
    SUPPRESSION_UNSEEN("escalation", () -> Mistake.misread(Mistake.Item::gate, Bug::open), "3:"),
    /** An opt-out is answered kindly and not written. */
    OPT_OUT_LOST("escalation", () -> Mistake.answered("POST /u/{token}", 200), "3:"),
    /** Campaigns cannot be started. */
    CREATION_FAILS("alone", () -> Mistake.answered("POST /campaigns", 500), "4:"),
    /** Bids are not taken. */
    BIDS_FAIL("emergency", () -> Mistake.answered("POST /campaigns/{id}/bids", 500), "4:"),
    /** Bids are refused, though nothing is wrong with them. */
    BIDS_REFUSED("emergency", () -> Mistake.answered("POST /campaigns/{id}/bids", 400), "bid-"),
    /** One workspace's contractors are looked for in another. */
    WORKSPACE_MIXED("escalation", () -> Mistake.astray("other", "acme"), "9:"),
    /** A provider that does not answer is asked again, with nothing that tells it that it is the same message. */
    SENT_AGAIN_AFTER_SILENCE("emergency", Mistake::insistent, "1:"),
    /** Silence is taken for a refusal, after which one may try again. */
    SILENCE_TAKEN_FOR_REFUSAL("escalation", () -> Mistake.silenceAs(429), "1:"),
    /** A yes is recorded as a no. */
    ACCEPTED_RECORDED_AS_FAILED("emergency", () -> Mistake.acceptanceAs(400), "8:"),
    /** That a message is about to go is not written down first: whoever comes after a crash sends it again. */
    CALL_NOT_ANNOUNCED(
            "emergency", () -> Mistake.miswritten(Mistake.Item::slice, Mistake.touches("SENDING", "CLAIMED")), "1:"),
    /** A message of which nobody knows whether it went is planned again. */
    UNKNOWN_SENT_AGAIN(
            "emergency", () -> Mistake.miswritten(Mistake.Item::slice, Mistake.touches("UNKNOWN", "PLANNED")), "1:"),
    /** The sweeper finds nothing. */
    SWEEPER_BLIND("escalation", () -> Mistake.blind("due"), "4:", "10:"),
    /** A campaign does not say when the sweeper should look at it. */
    DUE_FORGOTTEN(
            "escalation", () -> Mistake.miswritten(Mistake.Item::head, Mistake.field("due_pk", null)), "4:", "10:"),
    /** A batch of which one message failed fails as a whole, with an exception. */
    BATCH_THROWS(
            "emergency",
            () -> Mistake.batches(response -> {
                if (!response.getBatchItemFailures().isEmpty()) {
                    throw new IllegalStateException("failed");
                }
                return response;
            }),
            "14:",
            "dispatch",
            "check-in"),
    /** A head is written under the version that it had. */
    VERSION_NOT_RAISED("controls", () -> Mistake.miswritten(Mistake.Item::head, Bug::sameVersion), "8:"),
    /** What belongs together is written piece by piece. */
    TRANSACTION_IN_PIECES("alone", Mistake::inPieces, "5:", "8:", "4:", "10:", "1:"),
    /** A bid is acknowledged, and its record is not written. */
    BID_NOT_RECORDED("emergency", () -> Mistake.forgotten(Mistake.Item::response), "5:"),
    /** A transaction that was cancelled is taken for one that was made. */
    CANCELLATION_SWALLOWED(
            "controls",
            () -> Mistake.swallowed(
                    call -> true,
                    TransactionCanceledException.class,
                    TransactWriteItemsResponse.builder().build()),
            "5:",
            "8:",
            "10:",
            "1:",
            "3:",
            "2:",
            "4:"),
    /** The answer to a request is not kept: asked again, it is made again. */
    ANSWER_FORGOTTEN("controls", () -> Mistake.forgotten(Mistake.Item::answer), "the campaign"),
    /** The report stands, and the campaign does not know. */
    REPORTED_FORGOTTEN(
            "emergency",
            () -> Mistake.miswritten(Mistake.Item::head, Mistake.field("reported", AttributeValue.fromBool(false))),
            "10:"),
    /** Which actions were taken is not kept, so that each comes again. */
    DONE_FORGOTTEN("escalation", () -> Mistake.miswritten(Mistake.Item::head, Mistake.field("done", null)), "6:"),
    /** The worst level is not kept. */
    LEVEL_FALLS(
            "escalation",
            () -> Mistake.miswritten(Mistake.Item::head, Mistake.field("highest", AttributeValue.fromS("NONE"))),
            "6:"),
    /** Which check-in comes next is not raised. */
    CHECK_IN_NOT_RAISED(
            "escalation",
            () -> Mistake.miswritten(Mistake.Item::head, Mistake.field("nextCheckIn", AttributeValue.fromN("1"))),
            "11:",
            "10:",
            "4:"),
    ;

    private final String scenario;
    private final long rare;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda of constants
    private final Supplier<Mistake> mistake;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody changes
    private final List<String> promises;

    Bug(String scenario, Supplier<Mistake> mistake, String... promises) {
        this(scenario, 1, mistake, promises);
    }

    Bug(String scenario, long rare, Supplier<Mistake> mistake, String... promises) {
        this.scenario = scenario;
        this.rare = rare;
        this.mistake = mistake;
        this.promises = List.of(promises);
    }

    String scenario() {
        return scenario;
    }

    /** Returns from which seed on it is looked for: the first, unless it shows so late that nobody wants to wait. */
    long from() {
        return rare;
    }

    /** Returns the mistake, for one run. */
    Intervention planted() {
        return mistake.get();
    }

    /** Returns whether what was found is what this bug may do. */
    boolean shownBy(String broken) {
        return promises.stream().anyMatch(broken::startsWith);
    }

    /** Neither a contact's gate nor an address's closes any channel. */
    private static Map<String, AttributeValue> open(Map<String, AttributeValue> gate) {
        return Mistake.field("channels", null)
                .apply(Mistake.field("suppressed", null).apply(gate));
    }

    private static Map<String, AttributeValue> sameVersion(Map<String, AttributeValue> item) {
        var version = item.get("version");
        long was = version == null ? 0 : Long.parseLong(version.n()) - 1;
        return was < 2
                ? item
                : Mistake.field("version", AttributeValue.fromN(Long.toString(was)))
                        .apply(item);
    }
}
