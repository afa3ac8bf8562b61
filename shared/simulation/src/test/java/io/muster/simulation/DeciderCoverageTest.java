package io.muster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.store.Items;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignRequested;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Decision;
import io.muster.domain.campaign.Status;
import io.muster.domain.reply.AutomaticReply;
import io.muster.domain.reply.Keyword;
import io.muster.domain.touch.Settlement;
import io.muster.domain.touch.TouchRef;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every kind of state meets every kind of input, a million times in all, with states and inputs of simulated runs: the decider is
 * total and deterministic, and what it may answer is said here for each pair.
 */
class DeciderCoverageTest {

    private static final int CASES = Integer.getInteger("muster.cases", 1_000_000);

    /** Rows: inputs. Columns: DRAFT, SCHEDULED, ACTIVE, PAUSED, COMPLETED, CANCELLED, FAILED. */
    private static final String TABLE = """
        Launched            -|ACTIVE    -|ACTIVE    -                  -              CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        CheckInDue          -           -           -|ACTIVE|COMPLETED -|PAUSED       -              -              -
        CheckInRequested    NOT_STARTED NOT_STARTED ACTIVE|COMPLETED   PAUSED         CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        EscalationRequested NOT_STARTED NOT_STARTED ACTIVE|COMPLETED   PAUSED         CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        ShortfallFound      -           -           -|ACTIVE           -              -              -              -
        TouchesFailed       -           -           -|ACTIVE           -              -              -              -
        BidReceived         NOT_STARTED NOT_STARTED ACTIVE|COMPLETED   PAUSED         COMPLETED      CANCELLED      FAILED
        Replied             NOT_STARTED NOT_STARTED ACTIVE             PAUSED         COMPLETED      CANCELLED      FAILED
        AnsweredByMachine   NOT_STARTED NOT_STARTED ACTIVE             PAUSED         COMPLETED      CANCELLED      FAILED
        KeywordTexted       NOT_STARTED NOT_STARTED ACTIVE             PAUSED         COMPLETED      CANCELLED      FAILED
        TouchSettled        NO_TOUCH    NO_TOUCH    ACTIVE|NO_TOUCH|TOUCH_KNOWN NO_TOUCH|TOUCH_KNOWN COMPLETED|NO_TOUCH|TOUCH_KNOWN CANCELLED|NO_TOUCH|TOUCH_KNOWN FAILED|NO_TOUCH|TOUCH_KNOWN
        Paused              NOT_STARTED NOT_STARTED PAUSED             ALREADY_PAUSED CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        Resumed             NOT_PAUSED  NOT_PAUSED  NOT_PAUSED         ACTIVE         CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        Cancelled           CANCELLED   CANCELLED   CANCELLED          CANCELLED      CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        ReportMade          -           -           -                  -              -|COMPLETED    -|CANCELLED    FAILED
        """;

    /** What only account campaigns know: GeneratedSequencesTest, beside the decider, tries those on states of theirs. */
    private static final Set<String> OF_SEQUENCES =
            Set.of("TouchDue", "TouchRequested", "MeetingRecorded", "MeetingRemoved", "DealClosed");

    private static final Map<Status, List<CampaignState>> STATES = new EnumMap<>(Status.class);
    private static final Map<String, List<CampaignInput>> INPUTS = new LinkedHashMap<>();
    private static final TreeSet<String> MET = new TreeSet<>();

    @BeforeAll
    static void states_and_inputs_of_simulated_runs() throws IOException {
        for (var scenario : List.of("emergency", "escalation", "controls")) {
            for (var history : Histories.read(RecordedHistoriesTest.file(scenario))) {
                history.forEach((state, step) -> {
                    state(state);
                    input(step.input());
                    MET.add(kind(step.input()) + " " + state.campaign().status());
                });
                state(history.ends());
                unborn(history.begins());
            }
        }
        rare();
    }

    @Test
    void every_pair_of_state_and_input_is_answered_as_the_table_says() {
        int each = Math.ceilDiv(CASES, kinds().size() * Status.values().length);
        var answers = new ConcurrentHashMap<String, Set<String>>();
        kinds().stream()
                .flatMap(kind -> Arrays.stream(Status.values()).map(status -> new Cell(kind, status)))
                .parallel()
                .forEach(cell -> answers.put(cell.toString(), cell.answers(each)));
        assertEquals(TABLE, table(answers));
    }

    @Test
    void simulated_runs_meet_all_that_people_and_timers_can_tell_a_campaign_at_work() {
        var met = kinds().stream()
                .filter(kind -> MET.contains(kind + " ACTIVE") || MET.contains(kind + " COMPLETED"))
                .toList();
        var expected = new ArrayList<>(kinds());
        expected.removeAll(List.of("Launched", "AnsweredByMachine", "KeywordTexted", "TouchSettled"));
        assertEquals(expected, met, "the rest is met by cases alone");
        assertTrue(
                MET.containsAll(Set.of(
                        "BidReceived PAUSED",
                        "BidReceived COMPLETED",
                        "BidReceived CANCELLED",
                        "CheckInDue CANCELLED",
                        "TouchesFailed PAUSED",
                        "Replied COMPLETED",
                        "Cancelled CANCELLED",
                        "ReportMade CANCELLED")),
                MET.toString());
    }

    /** One pair of the table, with cases of its own: the same ones every time, whatever other pairs do. */
    private record Cell(String kind, Status status) {

        Set<String> answers(int cases) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(Lots.place(toString(), 1));
            var answers = new TreeSet<String>();
            for (int number = 1; number <= cases; number++) {
                var state = any(STATES.getOrDefault(status, List.of()), random);
                var input = any(inputs(kind), random);
                try {
                    answers.add(answer(state, input));
                } catch (RuntimeException | AssertionError failed) {
                    throw new AssertionError(this + ", case " + number + ": " + input + " to " + state, failed);
                }
            }
            return answers;
        }

        @Override
        public String toString() {
            return kind + " " + status;
        }
    }

    private static String answer(CampaignState state, CampaignInput recorded) {
        var input = recorded instanceof CampaignInput.ReportMade made
                ? new CampaignInput.ReportMade(
                        made.id(), made.at(), state.campaign().version(), made.mail())
                : recorded;
        var decision = CampaignDecider.decide(state, input);
        assertEquals(decision, CampaignDecider.decide(state, input));
        return switch (decision) {
            case Decision.Changed changed -> {
                assertEquals(state.campaign().version() + 1, changed.campaign().version());
                yield changed.campaign().status().name();
            }
            case Decision.Refused refused -> refused.code().name();
            case Decision.Ignored _ -> "-";
        };
    }

    private static String table(Map<String, Set<String>> answers) {
        return kinds().stream().map(kind -> row(kind, answers)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(String kind, Map<String, Set<String>> answers) {
        var cells = Arrays.stream(Status.values())
                .map(status -> String.join("|", answers.getOrDefault(kind + " " + status, Set.of())))
                .toArray();
        return kind + " ".repeat(20 - kind.length()) + "%-11s %-11s %-18s %-14s %-14s %-14s %s".formatted(cells);
    }

    private static List<String> kinds() {
        return Arrays.stream(CampaignInput.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(kind -> !OF_SEQUENCES.contains(kind))
                .toList();
    }

    private static String kind(CampaignInput input) {
        return input.getClass().getSimpleName();
    }

    private static <T> T any(List<T> some, RandomGenerator random) {
        return some.get(random.nextInt(some.size()));
    }

    private static List<CampaignInput> inputs(String kind) {
        return INPUTS.getOrDefault(kind, List.of());
    }

    private static void state(CampaignState state) {
        STATES.computeIfAbsent(state.campaign().status(), _ -> new ArrayList<>())
                .add(state);
    }

    private static void input(CampaignInput input) {
        INPUTS.computeIfAbsent(kind(input), _ -> new ArrayList<>()).add(input);
    }

    /** A campaign as it would have been as a draft, later, or had it failed. */
    private static void unborn(CampaignState state) {
        var campaign = state.campaign();
        var before = campaign.startAt().minus(Duration.ofDays(1));
        for (boolean draft : List.of(true, false)) {
            state(CampaignDecider.create(new CampaignRequested(
                            "unborn",
                            before,
                            campaign.key(),
                            campaign.subject().id(),
                            state.request(),
                            campaign.needed(),
                            campaign.confidence(),
                            campaign.urgency(),
                            campaign.channels(),
                            campaign.startAt(),
                            campaign.deadline(),
                            draft,
                            null))
                    .state());
        }
        var item = Items.write(campaign);
        item.put("status", AttributeValue.fromS("FAILED"));
        state(new CampaignState(Items.read(Campaign.class, item), state.request(), state.slices(), state.responses()));
    }

    /** What no scenario's people say. */
    private static void rare() {
        for (var asked : List.copyOf(inputs("CheckInDue"))) {
            var due = (CampaignInput.CheckInDue) asked;
            input(new CampaignInput.Launched("launched " + due.id(), due.at(), null, due.pool()));
            input(new CampaignInput.Launched("due " + due.id(), due.at(), 1, due.pool()));
        }
        for (var state : STATES.getOrDefault(Status.ACTIVE, List.of())) {
            var first = new TouchRef(state.campaign().key().id(), 1, 0, 0);
            var at = state.campaign().deadline();
            input(new CampaignInput.TouchSettled("settled", at, first, Settlement.NOT_SENT, null));
            input(new CampaignInput.TouchSettled("none", at, new TouchRef("", 1, 0, 0), Settlement.SENT, null));
        }
        for (var said : List.copyOf(inputs("Replied"))) {
            var reply = (CampaignInput.Replied) said;
            input(new CampaignInput.AnsweredByMachine(
                    "machine", reply.at(), reply.contactId(), new AutomaticReply("Auto-Submitted", true)));
            for (var word : Keyword.values()) {
                input(new CampaignInput.KeywordTexted("word " + word, reply.at(), reply.contactId(), word));
            }
        }
    }
}
