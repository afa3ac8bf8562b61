package io.muster.domain.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.campaign.CampaignInput.AnsweredByMachine;
import io.muster.domain.campaign.CampaignInput.BidReceived;
import io.muster.domain.campaign.CampaignInput.Cancelled;
import io.muster.domain.campaign.CampaignInput.CheckInDue;
import io.muster.domain.campaign.CampaignInput.CheckInRequested;
import io.muster.domain.campaign.CampaignInput.EscalationRequested;
import io.muster.domain.campaign.CampaignInput.KeywordTexted;
import io.muster.domain.campaign.CampaignInput.Launched;
import io.muster.domain.campaign.CampaignInput.Paused;
import io.muster.domain.campaign.CampaignInput.Replied;
import io.muster.domain.campaign.CampaignInput.ReportMade;
import io.muster.domain.campaign.CampaignInput.Resumed;
import io.muster.domain.campaign.CampaignInput.ShortfallFound;
import io.muster.domain.campaign.CampaignInput.TouchesFailed;
import io.muster.domain.reply.AutomaticReply;
import io.muster.domain.reply.Keyword;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        """;

    @Test
    void every_state_answers_every_input_as_the_table_says() {
        var actual = inputs().entrySet().stream()
                .map(input -> row(input.getKey(), input.getValue()))
                .collect(Collectors.joining("\n", "", "\n"));
        assertEquals(TABLE, actual);
    }

    @Test
    void the_table_has_a_row_for_every_input_and_a_column_for_every_state() {
        var kinds = Arrays.stream(CampaignInput.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList();
        assertEquals(kinds, List.copyOf(inputs().keySet()));
        assertEquals(List.of(Status.values()), List.copyOf(states().keySet()));
        states().forEach(
                        (status, state) -> assertEquals(status, state.campaign().status()));
    }

    private static String row(String name, CampaignInput input) {
        var cells = states().values().stream().map(state -> cell(state, of(state, input)));
        return Stream.concat(Stream.of("%-19s".formatted(name)), cells)
                .map(cell -> "%-14s".formatted(cell))
                .collect(Collectors.joining(" "))
                .stripTrailing();
    }

    /** A report is always one of the campaign as it stands. */
    private static CampaignInput of(CampaignState state, CampaignInput input) {
        return input instanceof ReportMade made
                ? new ReportMade(made.id(), made.at(), state.campaign().version(), made.mail())
                : input;
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

    private static CampaignState owing() {
        var sent = Fixture.sent(Fixture.active(), Fixture.START);
        return Fixture.failed(Fixture.after(sent, escalation("owe", Level.MODERATE)), "a0");
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
                new ReportMade("i", AT, 0, true));
        return inputs.collect(Collectors.toMap(
                input -> input.getClass().getSimpleName(), input -> input, (a, _) -> a, LinkedHashMap::new));
    }
}
