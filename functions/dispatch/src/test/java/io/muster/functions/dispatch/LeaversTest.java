package io.muster.functions.dispatch;

import static io.muster.functions.dispatch.Stage.CHICAGO;
import static io.muster.functions.dispatch.Stage.DEADLINE;
import static io.muster.functions.dispatch.Stage.KEY;
import static io.muster.functions.dispatch.Stage.NOON;
import static io.muster.functions.dispatch.Stage.wave;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.aws.message.Message;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.domain.account.Member;
import io.muster.domain.account.Role;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.Status;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Reference;
import io.muster.domain.touch.Touch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Messages to somebody of an account of which somebody else has left, by whatever way, since they were planned. */
class LeaversTest {

    private static final int MORE_THAN_ANY_LIFE = 200;

    /** Returns a stage with a message to Lee, a colleague of the primary, about to go. */
    private static Stage account(SequenceTerms terms, Touch touch) {
        var stage = new Stage();
        stage.campaign(Status.ACTIVE, Urgency.URGENT, DEADLINE);
        stage.table.put(CampaignStore.brief(
                KEY,
                new AccountBrief(
                        "Barton Foods",
                        "cold storage",
                        CHICAGO,
                        null,
                        List.of(
                                new Member("dana", Role.PRIMARY, 100, false),
                                new Member("lee", Role.SECONDARY, 70, false),
                                new Member("kim", Role.TERTIARY, 10, false)),
                        terms)));
        for (var id : List.of("dana", "lee", "kim")) {
            var channels = Set.of(Channel.EMAIL, Channel.MANUAL);
            var mail = id + "@example.com";
            var name = id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
            stage.contacts.put(
                    id, new Recipient(id, name, name, mail, null, null, null, channels, CHICAGO, "TX", "a directory"));
        }
        stage.slice(touch);
        return stage;
    }

    private static Touch toLee() {
        return Touch.planned("lee", null, Channel.EMAIL, Touch.Kind.INTRODUCTION, NOON);
    }

    private static Touch toLeeNaming(String colleague) {
        return Touch.planned("lee", null, Channel.EMAIL, Touch.Kind.REFERRAL, NOON)
                .naming(new Reference(colleague, false));
    }

    private static Gate shut(Stage stage, String id) {
        return stage.gate(id).suppressing(Set.of(Channel.values())).next();
    }

    private static void isTakenBack(Stage stage) {
        var touch = stage.stored().touches().getFirst();
        assertEquals(List.of("SKIPPED", "ACCOUNT_LEFT"), List.of(touch.state().name(), String.valueOf(touch.reason())));
        assertEquals(List.of(), stage.provider.accepted);
        assertEquals(Gate.open("lee"), stage.gate("lee"), "nothing is counted");
        assertEquals(
                List.of(new Message.TouchesFailed("camp1/unreachable/1/0", "acme", "camp1", NOON, 1, 0)),
                stage.take("escalation"));
    }

    private static void goes(Stage stage) {
        assertEquals(List.of("SENT"), stage.states());
        assertEquals(1, stage.provider.accepted.size());
    }

    @Test
    void whoever_left_since_the_plan_and_pauses_the_account_takes_the_message_to_a_colleague_back() {
        try (var stage = account(SequenceTerms.USUAL, toLee())) {
            stage.gate(shut(stage, "dana"));
            stage.dispatch();
            isTakenBack(stage);
        }
    }

    @Test
    void so_does_whoever_was_erased() {
        try (var stage = account(SequenceTerms.USUAL, toLee())) {
            stage.contacts.remove("dana");
            stage.dispatch();
            isTakenBack(stage);
        }
    }

    @Test
    void somebody_else_does_only_where_anybodys_leaving_pauses() {
        try (var stage = account(SequenceTerms.USUAL, toLee())) {
            stage.gate(shut(stage, "kim"));
            stage.dispatch();
            goes(stage);
        }
        var usual = SequenceTerms.USUAL;
        var strict = new SequenceTerms(
                usual.maxTouches(),
                usual.intervalsDays(),
                usual.channels(),
                usual.attemptsPerChannel(),
                usual.colleagueDelayDays(),
                usual.responseTimeoutHours(),
                usual.maxConcurrentContacts(),
                true,
                true,
                false,
                true,
                true);
        try (var stage = account(strict, toLee())) {
            stage.gate(shut(stage, "kim"));
            stage.dispatch();
            isTakenBack(stage);
        }
    }

    @Test
    void who_told_this_very_campaign_has_paused_it_then_and_pauses_it_no_more() {
        try (var stage = account(SequenceTerms.USUAL, toLee())) {
            stage.gate(shut(stage, "dana"));
            stage.table.put(Items.write(
                    Keys.response(KEY, "dana"),
                    new Response("dana", null, Response.Answer.OPTED_OUT, NOON, NOON, null)));
            stage.dispatch();
            goes(stage);
        }
    }

    @Test
    void whenever_the_primary_leaves_the_message_goes_before_or_not_at_all() {
        assertEquals(Set.of("SENT", "SKIPPED"), overtaken(SequenceTerms.USUAL, toLee()));
    }

    @Test
    void whenever_a_colleague_leaves_the_message_names_them_before_or_not_at_all() {
        var named = new HashSet<Boolean>();
        for (int call = 1; call < MORE_THAN_ANY_LIFE; call++) {
            try (var stage = account(SequenceTerms.USUAL, toLeeNaming("kim"))) {
                var claimed = new ArrayList<Boolean>();
                var remote = Remote.overtaken(call, () -> {
                    claimed.add(!stage.states().equals(List.of("PLANNED")));
                    stage.gate(shut(stage, "kim"));
                });
                stage.deliver(stage.handler(remote), wave());
                goes(stage);
                if (!remote.died) {
                    assertEquals(Set.of(true, false), named);
                    return;
                }
                boolean names = stage.provider.accepted.getFirst().text().contains("Kim");
                assertEquals(claimed.getFirst(), names, "left before call " + call);
                named.add(names);
            }
        }
        throw new AssertionError("a life with endless calls");
    }

    /** Returns what became of the message, whenever the primary's gate is shut. */
    private static Set<String> overtaken(SequenceTerms terms, Touch touch) {
        var states = new HashSet<String>();
        for (int call = 1; call < MORE_THAN_ANY_LIFE; call++) {
            try (var stage = account(terms, touch)) {
                var claimed = new ArrayList<Boolean>();
                var remote = Remote.overtaken(call, () -> {
                    claimed.add(!stage.states().equals(List.of("PLANNED")));
                    stage.gate(shut(stage, "dana"));
                });
                stage.deliver(stage.handler(remote), wave());
                if (!remote.died) {
                    return states;
                }
                assertEquals(claimed.getFirst() ? List.of("SENT") : List.of("SKIPPED"), stage.states(), "call " + call);
                states.addAll(stage.states());
            }
        }
        throw new AssertionError("a life with endless calls");
    }
}
