package io.muster.domain.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.account.Meeting;
import io.muster.domain.campaign.CampaignInput.AnsweredByMachine;
import io.muster.domain.campaign.CampaignInput.BidReceived;
import io.muster.domain.campaign.CampaignInput.Cancelled;
import io.muster.domain.campaign.CampaignInput.CheckInDue;
import io.muster.domain.campaign.CampaignInput.CheckInRequested;
import io.muster.domain.campaign.CampaignInput.DealClosed;
import io.muster.domain.campaign.CampaignInput.EscalationRequested;
import io.muster.domain.campaign.CampaignInput.KeywordTexted;
import io.muster.domain.campaign.CampaignInput.Launched;
import io.muster.domain.campaign.CampaignInput.MeetingRecorded;
import io.muster.domain.campaign.CampaignInput.MeetingRemoved;
import io.muster.domain.campaign.CampaignInput.Paused;
import io.muster.domain.campaign.CampaignInput.Replied;
import io.muster.domain.campaign.CampaignInput.ReportMade;
import io.muster.domain.campaign.CampaignInput.Resumed;
import io.muster.domain.campaign.CampaignInput.ShortfallFound;
import io.muster.domain.campaign.CampaignInput.TouchDue;
import io.muster.domain.campaign.CampaignInput.TouchRequested;
import io.muster.domain.campaign.CampaignInput.TouchSettled;
import io.muster.domain.campaign.CampaignInput.TouchesFailed;
import io.muster.domain.reply.AutomaticReply;
import io.muster.domain.reply.Keyword;
import io.muster.domain.touch.Settlement;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchRef;
import io.muster.domain.touch.TouchState;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every state meets every input: the whole table, so that no cell is left to chance. */
class StateByInputTest {

    private static final Instant AT = Fixture.hours(6);

    /** Rows: inputs. Columns: DRAFT, SCHEDULED, ACTIVE, PAUSED, COMPLETED, CANCELLED, FAILED. */
    private static final String TABLE = """
        Launched            ACTIVE         ACTIVE         -              -              CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        CheckInDue          -              -              ACTIVE         PAUSED         -              -              -
        CheckInRequested    NOT_STARTED    NOT_STARTED    ACTIVE         PAUSED         CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        EscalationRequested NOT_STARTED    NOT_STARTED    ACTIVE         PAUSED         CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        ShortfallFound      -              -              ACTIVE         -              -              -              -
        TouchesFailed       -              -              ACTIVE         -              -              -              -
        BidReceived         NOT_STARTED    NOT_STARTED    ACTIVE         PAUSED         COMPLETED      CANCELLED      FAILED
        Replied             NOT_STARTED    NOT_STARTED    ACTIVE         PAUSED         COMPLETED      CANCELLED      FAILED
        AnsweredByMachine   NOT_STARTED    NOT_STARTED    ACTIVE         PAUSED         COMPLETED      CANCELLED      FAILED
        KeywordTexted       NOT_STARTED    NOT_STARTED    ACTIVE         PAUSED         COMPLETED      CANCELLED      FAILED
        Paused              NOT_STARTED    NOT_STARTED    PAUSED         ALREADY_PAUSED CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        Resumed             NOT_PAUSED     NOT_PAUSED     NOT_PAUSED     ACTIVE         CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        Cancelled           CANCELLED      CANCELLED      CANCELLED      CANCELLED      CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        ReportMade          -              -              -              -              COMPLETED      CANCELLED      FAILED
        TouchSettled        NO_TOUCH       NO_TOUCH       ACTIVE         PAUSED         COMPLETED      CANCELLED      FAILED
        TouchDue            WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND
        TouchRequested      WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND
        MeetingRecorded     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND
        MeetingRemoved      WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND
        DealClosed          WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND
        """;

    private static final Meeting MEETING = new Meeting("m1", AT.plusSeconds(3600), AT.plusSeconds(7200));

    private static final String ACCOUNT_TABLE = """
        Launched            WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND
        CheckInDue          WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND
        CheckInRequested    WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND
        EscalationRequested WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND
        ShortfallFound      WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND
        TouchesFailed       -              -              ACTIVE         -              -              -              -
        BidReceived         WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND     WRONG_KIND
        Replied             NOT_STARTED    NOT_STARTED    PAUSED         PAUSED         COMPLETED      CANCELLED      FAILED
        AnsweredByMachine   NOT_STARTED    NOT_STARTED    ACTIVE         PAUSED         COMPLETED      CANCELLED      FAILED
        KeywordTexted       NOT_STARTED    NOT_STARTED    ACTIVE         PAUSED         COMPLETED      CANCELLED      FAILED
        Paused              NOT_STARTED    NOT_STARTED    PAUSED         PAUSED         CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        Resumed             NOT_PAUSED     NOT_PAUSED     NOT_PAUSED     MEETING_SCHEDULED CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        Cancelled           CANCELLED      CANCELLED      CANCELLED      CANCELLED      CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        ReportMade          -              -              -              -              COMPLETED      CANCELLED      FAILED
        TouchSettled        TOUCH_KNOWN    TOUCH_KNOWN    TOUCH_KNOWN    TOUCH_KNOWN    TOUCH_KNOWN    TOUCH_KNOWN    TOUCH_KNOWN
        TouchDue            -              -              ACTIVE         -              -              -              -
        TouchRequested      NOT_STARTED    NOT_STARTED    TOO_EARLY      NOT_RUNNING    CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        MeetingRecorded     NOT_STARTED    NOT_STARTED    PAUSED         PAUSED         CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        MeetingRemoved      NO_MEETING     NO_MEETING     NO_MEETING     ACTIVE         CAMPAIGN_ENDED CAMPAIGN_ENDED CAMPAIGN_ENDED
        DealClosed          NOT_STARTED    NOT_STARTED    PAUSED         PAUSED         -              -              -
        """;

    @Test
    void every_state_answers_every_input_as_the_table_says() {
        assertEquals(TABLE, table(states()));
    }

    @Test
    void an_account_campaign_answers_every_input_as_its_table_says() {
        assertEquals(ACCOUNT_TABLE, table(accounts()));
    }

    private static String table(Map<Status, CampaignState> states) {
        return inputs().entrySet().stream()
                .map(input -> row(states, input.getKey(), input.getValue()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void the_table_has_a_row_for_every_input_and_a_column_for_every_state() {
        var kinds = Arrays.stream(CampaignInput.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList();
        assertEquals(Set.copyOf(kinds), inputs().keySet());
        assertEquals(List.of(Status.values()), List.copyOf(accounts().keySet()));
        assertEquals(List.of(Status.values()), List.copyOf(states().keySet()));
        states().forEach(
                        (status, state) -> assertEquals(status, state.campaign().status()));
    }

    private static String row(Map<Status, CampaignState> states, String name, CampaignInput input) {
        var cells = states.values().stream().map(state -> cell(state, of(state, input)));
        return Stream.concat(Stream.of("%-19s".formatted(name)), cells)
                .map(cell -> "%-14s".formatted(cell))
                .collect(Collectors.joining(" "))
                .stripTrailing();
    }

    /** A report is always one of the campaign as it stands, and a touch one of its own: an unknown one if it has any. */
    private static CampaignInput of(CampaignState state, CampaignInput input) {
        return switch (input) {
            case ReportMade made ->
                new ReportMade(made.id(), made.at(), state.campaign().version(), made.mail());
            case TouchSettled settled ->
                new TouchSettled(settled.id(), settled.at(), unknown(state), settled.outcome(), settled.comment());
            default -> input;
        };
    }

    private static TouchRef unknown(CampaignState state) {
        var states = state.touches().map(Touch::state).toList();
        return new TouchRef(state.campaign().key().id(), 1, 0, Math.max(0, states.indexOf(TouchState.UNKNOWN)));
    }

    /** The status that follows, the reason of a refusal, or a dash where nothing happens. */
    private static String cell(CampaignState state, CampaignInput input) {
        return switch (CampaignDecider.decide(state, input)) {
            case Decision.Changed changed -> changed.campaign().status().name();
            case Decision.Refused refused -> refused.code().name();
            case Decision.Ignored _ -> "-";
        };
    }

    private static Map<Status, CampaignState> states() {
        var owing = owing();
        var states = new LinkedHashMap<Status, CampaignState>();
        states.put(Status.DRAFT, Fixture.draft());
        states.put(Status.SCHEDULED, Fixture.scheduled());
        states.put(Status.ACTIVE, owing);
        states.put(Status.PAUSED, Fixture.after(owing, new Paused("p", AT, "holiday")));
        states.put(Status.COMPLETED, met(owing));
        states.put(Status.CANCELLED, Fixture.after(owing, new Cancelled("c", AT, "sold")));
        states.put(Status.FAILED, failed(owing));
        return states;
    }

    /** An account of two, whose first touch has failed and whose meeting is entered. */
    private static Map<Status, CampaignState> accounts() {
        var active = Accounts.touches(Accounts.started(2), touch -> touch.in(TouchState.FAILED, "bad address"));
        var states = new LinkedHashMap<Status, CampaignState>();
        for (var status : Status.values()) {
            states.put(
                    status,
                    switch (status) {
                        case ACTIVE -> active;
                        case PAUSED -> Fixture.after(active, new MeetingRecorded("m", AT, MEETING));
                        case DRAFT, SCHEDULED ->
                            in(
                                    active,
                                    active.campaign()
                                            .next()
                                            .status(status, null)
                                            .build());
                        case COMPLETED, CANCELLED, FAILED ->
                            in(
                                    active,
                                    active.campaign()
                                            .next()
                                            .ended(status, null, "over", AT)
                                            .build());
                    });
        }
        return states;
    }

    private static CampaignState in(CampaignState state, Campaign campaign) {
        return new CampaignState(campaign, state.brief(), state.slices(), state.responses());
    }

    private static CampaignState owing() {
        var sent = Fixture.sent(Fixture.active(), Fixture.START);
        var owes = Fixture.failed(Fixture.after(sent, escalation("owe", Level.MODERATE)), "a0");
        return Fixture.touches(
                owes, touch -> touch.contactId().equals("b2") ? touch.in(TouchState.UNKNOWN, "timeout") : touch);
    }

    private static CampaignState met(CampaignState state) {
        var met = state;
        for (var contact : List.of("a1", "a2", "b0", "b1")) {
            met = Fixture.after(met, Fixture.bid(contact, Fixture.hours(2)));
        }
        return met;
    }

    private static CampaignState failed(CampaignState state) {
        var campaign =
                state.campaign().next().ended(Status.FAILED, null, "broken", AT).build();
        return new CampaignState(campaign, state.request(), state.slices(), state.responses());
    }

    private static EscalationRequested escalation(String id, Level level) {
        return new EscalationRequested(id, Fixture.hours(3), level, Fixture.pool());
    }

    private static Map<String, CampaignInput> inputs() {
        var pool = Fixture.pool();
        var inputs = Stream.<CampaignInput>of(
                new Launched("i", AT, null, pool),
                new CheckInDue("i", AT, 1, 1, pool),
                new CheckInRequested("i", AT, pool),
                new EscalationRequested("i", AT, null, pool),
                new ShortfallFound("i", AT, Map.of(), Fixture.ENABLED),
                new TouchesFailed("i", AT, 1, 0, Map.of(), Fixture.ENABLED),
                new BidReceived("i", AT, "a2", "b", null, null, AT),
                new Replied("i", AT, "a2", Response.Answer.DECLINED),
                new AnsweredByMachine("i", AT, "a2", new AutomaticReply("Auto-Submitted", true)),
                new KeywordTexted("i", AT, "a2", Keyword.STOP),
                new Paused("i", AT, null),
                new Resumed("i", AT),
                new Cancelled("i", AT, null),
                new ReportMade("i", AT, 0, true),
                new TouchSettled("i", AT, new TouchRef("", 1, 0, 0), Settlement.SENT, null),
                new TouchDue("i", AT, 1, Accounts.people(2)),
                new TouchRequested("i", AT, Accounts.people(2)),
                new MeetingRecorded("i", AT, MEETING),
                new MeetingRemoved("i", AT, "m1"),
                new DealClosed("i", AT, true));
        return inputs.collect(Collectors.toMap(
                input -> input.getClass().getSimpleName(), input -> input, (a, _) -> a, LinkedHashMap::new));
    }
}
