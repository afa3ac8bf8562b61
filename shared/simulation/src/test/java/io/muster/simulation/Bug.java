package io.muster.simulation;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import io.muster.aws.Installation;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Mistakes that a careless hand might make, with the scenario that shows each and the promises that it may break. */
enum Bug {
    /** A campaign's head is written whatever stands there: what another has decided is lost. */
    HEADS_WITHOUT_VERSION(
            "controls",
            () -> CarelessWrites.unconditional(item -> item.head() || item.proof()),
            "5:",
            "8:",
            "10:",
            "11:",
            "4:",
            "1:",
            "6:"),
    /** An input's proof is overwritten: a second delivery counts again. */
    PROOFS_OVERWRITTEN("emergency", () -> CarelessWrites.unconditional(Item::proof), "8:"),
    /** An input leaves no proof: a second delivery counts again, and a creation that comes again finds no beginning. */
    PROOFS_FORGOTTEN("emergency", () -> CarelessWrites.forgotten(Item::proof), "8:", "4:"),
    /** A day's counter is not raised. */
    CAP_NOT_RAISED("controls", () -> CarelessWrites.forgotten(Item::counter), "2:"),
    /** The gates' suppressions are not looked at before a message goes. */
    SUPPRESSION_UNSEEN("escalation", () -> CarelessReads.misread(Item::gate, Bug::open), "3:"),
    /** An opt-out is answered kindly and not written. */
    OPT_OUT_LOST("escalation", () -> CarelessFunctions.answered("POST /u/{token}", 200), "3:"),
    /** Campaigns cannot be started. */
    CREATION_FAILS("alone", () -> CarelessFunctions.answered("POST /campaigns", 500), "4:"),
    /** Bids are not taken. */
    BIDS_FAIL("emergency", () -> CarelessFunctions.answered("POST /campaigns/{id}/bids", 500), "4:"),
    /** Bids are refused, though nothing is wrong with them. */
    BIDS_REFUSED("emergency", () -> CarelessFunctions.answered("POST /campaigns/{id}/bids", 400), "bid-"),
    /** One workspace's contractors are looked for in another. */
    WORKSPACE_MIXED("escalation", () -> CarelessReads.astray("other", "acme"), "9:"),
    /** A provider that does not answer is asked again, with nothing that tells it that it is the same message. */
    SENT_AGAIN_AFTER_SILENCE("emergency", CarelessEars::insistent, "1:"),
    /** Silence is taken for a refusal, after which one may try again. */
    SILENCE_TAKEN_FOR_REFUSAL("escalation", () -> CarelessEars.silenceAs(429), "1:"),
    /** A yes is recorded as a no. */
    ACCEPTED_RECORDED_AS_FAILED("emergency", () -> CarelessEars.acceptanceAs(400), "8:", "5:"),
    /** That a message is about to go is not written down first: whoever comes after a crash sends it again. */
    CALL_NOT_ANNOUNCED(
            "emergency", () -> CarelessWrites.miswritten(Item::slice, Item.touches("SENDING", "CLAIMED")), "1:", "15:"),
    /** A message of which nobody knows whether it went is planned again. */
    UNKNOWN_SENT_AGAIN(
            "emergency", () -> CarelessWrites.miswritten(Item::slice, Item.touches("UNKNOWN", "PLANNED")), "1:", "8:"),
    /** The sweeper finds nothing. */
    SWEEPER_BLIND("escalation", () -> CarelessReads.blind("due"), "4:", "10:"),
    /** A campaign does not say when the sweeper should look at it. */
    DUE_FORGOTTEN("escalation", () -> CarelessWrites.miswritten(Item::head, Item.field("due_pk", null)), "4:", "10:"),
    /** A batch of which one message failed fails as a whole, with an exception. */
    BATCH_THROWS(
            "emergency",
            () -> CarelessFunctions.batches(response -> {
                if (!response.getBatchItemFailures().isEmpty()) {
                    throw new IllegalStateException("failed");
                }
                return response;
            }),
            "14:",
            "dispatch",
            "check-in"),
    /** A head is written under the version that it had. */
    VERSION_NOT_RAISED("alone", () -> CarelessWrites.miswritten(Item::head, Bug::sameVersion), "8:"),
    /** What belongs together is written piece by piece. */
    TRANSACTION_IN_PIECES(
            "alone", CarelessWrites::inPieces, "5:", "8:", "4:", "10:", "1:", "the campaign leak was refused"),
    /** A bid is acknowledged, and its record is not written. */
    BID_NOT_RECORDED("emergency", () -> CarelessWrites.forgotten(Item::response), "5:"),
    /** A transaction that was cancelled is taken for one that was made. */
    CANCELLATION_SWALLOWED(
            "controls",
            () -> CarelessEars.swallowed(
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
    ANSWER_FORGOTTEN("controls", () -> CarelessWrites.forgotten(Item::answer), "the campaign"),
    /** The report stands, and the campaign does not know. */
    REPORTED_FORGOTTEN(
            "emergency",
            () -> CarelessWrites.miswritten(Item::head, Item.field("reported", AttributeValue.fromBool(false))),
            "10:"),
    /** Which actions were taken is not kept, so that each comes again. */
    DONE_FORGOTTEN("escalation", () -> CarelessWrites.miswritten(Item::head, Item.field("done", null)), "6:"),
    /** The worst level is not kept. */
    LEVEL_FALLS(
            "escalation",
            () -> CarelessWrites.miswritten(Item::head, Item.field("highest", AttributeValue.fromS("NONE"))),
            "6:"),
    /** Which check-in comes next is not raised. */
    CHECK_IN_NOT_RAISED(
            "escalation",
            () -> CarelessWrites.miswritten(Item::head, Item.field("nextCheckIn", AttributeValue.fromN("1"))),
            "11:",
            "10:",
            "4:"),
    /** A slice is written whatever stands there: whoever was overtaken sends what another has sent. */
    SLICES_WITHOUT_VERSION("texts", () -> CarelessWrites.unconditional(Item::slice), "1:", "5:", "8:", "15:"),
    /** A gate is written whatever stands there: two campaigns take the same contact. */
    GATES_WITHOUT_VERSION("rivals", () -> CarelessWrites.unconditional(Item::gate), "2:"),
    /** A day's counter is raised whether there is room or not. */
    CAP_WITHOUT_ROOM("crowd", () -> CarelessWrites.unconditional(Item::counter), "2:"),
    /** A claim does not look again whether its campaign still sends. */
    CLAIM_UNCHECKED("controls", CarelessWrites::unchecked, "3:"),
    /** A write that was overtaken is taken for one that was made. */
    OVERTAKEN_SWALLOWED(
            "texts",
            () -> CarelessEars.swallowed(
                    call -> call.operation().equals("putItem"),
                    ConditionalCheckFailedException.class,
                    PutItemResponse.builder().build()),
            "1:",
            "5:",
            "8:",
            "10:",
            "15:"),
    /** Whatever fails of a batch is taken for done. */
    FAILURES_SWALLOWED(
            "bounces", () -> CarelessFunctions.batches(response -> new SQSBatchResponse(List.of())), "5:", "3:"),
    /** Whoever answers a task is told yes, and nothing is kept of it. */
    TASKS_UNDECIDED("operators", () -> CarelessFunctions.answered("POST /tasks/{id}/complete", 200), "13:"),
    /** Whoever asks how a campaign is pauses it. */
    READ_THAT_WRITES(
            "onlookers",
            () -> CarelessFunctions.confused("GET /campaigns/{id}/status", "POST /campaigns/{id}/pause"),
            "13:"),
    /** What providers tell is taken from its queue, and nobody listens. */
    FEEDBACK_UNHEARD("bounces", () -> CarelessFunctions.idle("-feedback"), "5:", "3:"),
    /** Dead letters are taken from their queues, and filed nowhere. */
    DEAD_LETTERS_UNFILED("bounces", () -> CarelessFunctions.idle(Installation.Queue.DEAD_LETTERS), "5:"),
    /** Dead letters are filed, and nobody is alarmed. */
    DEAD_LETTERS_UNTOLD(
            "bounces",
            () -> CarelessEars.omitted(
                    call -> call.request() instanceof UpdateItemRequest update && new Item(update.key()).alarm(),
                    UpdateItemResponse.builder().build()),
            "5:"),
    /** Whoever wants to be forgotten is told yes, and kept. */
    ERASURE_UNDONE("forgotten", () -> CarelessFunctions.answered("DELETE /contacts/{id}", 200), "3:"),
    /** How many touches a sequence has made is not kept: it makes too many, or never comes to its end. */
    STEPS_FORGOTTEN(
            "account",
            () -> CarelessWrites.miswritten(Item::head, Item.field("sequence", null)),
            "2:",
            "the harness itself failed: java.lang.AssertionError: the world does not come to rest"),
    /** A campaign that is paused goes on in its head, whatever its history says. */
    PAUSE_UNWRITTEN("accounts", () -> CarelessWrites.miswritten(Item::head, Item::unpaused), "3:"),
    /** As many of an account's people join as there are. */
    CONCURRENCY_UNSEEN("colleagues", () -> CarelessReads.seen(Item::brief, Item::crowded), "2:"),
    /** A message names whoever comes last in the account, written to or not. */
    COLLEAGUE_UNWRITTEN("accounts", CarelessWrites::naming, "8:"),
    /** A mail is removed as soon as it is read, whatever becomes of what it says. */
    MAIL_REMOVED_UNHEEDED("letters", CarelessEars::removing, "5:", "3:"),
    /** Whoever is named is not asked whether that is welcome. */
    COLLEAGUE_UNASKED("colleagues", () -> CarelessReads.unasked(Bug::open), "8:"),
    /** Whoever has left is missed where the message is another's, whom that leaving concerns. */
    LEAVERS_UNSEEN("accounts", () -> CarelessReads.others(Bug::open), "3:"),
    ;

    private final String scenario;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda of constants
    private final Supplier<Intervention> mistake;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody changes
    private final List<String> promises;

    Bug(String scenario, Supplier<Intervention> mistake, String... promises) {
        this.scenario = scenario;
        this.mistake = mistake;
        this.promises = List.of(promises);
    }

    String scenario() {
        return scenario;
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
        return Item.field("channels", null).apply(Item.field("suppressed", null).apply(gate));
    }

    private static Map<String, AttributeValue> sameVersion(Map<String, AttributeValue> item) {
        var version = item.get("version");
        long was = version == null ? 0 : Long.parseLong(version.n()) - 1;
        return was < 2
                ? item
                : Item.field("version", AttributeValue.fromN(Long.toString(was)))
                        .apply(item);
    }
}
