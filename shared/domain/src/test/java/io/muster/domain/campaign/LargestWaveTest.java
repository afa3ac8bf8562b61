package io.muster.domain.campaign;

import static io.muster.domain.campaign.Fixture.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.CampaignInput.EscalationRequested;
import io.muster.domain.campaign.CampaignInput.ShortfallFound;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargestWaveTest {

    @Test
    void a_hopeless_campaign_with_a_vast_pool_adds_no_more_than_one_transaction_holds() {
        var state = Fixture.sent(Fixture.active(), hours(0));
        var asked = new EscalationRequested("e", hours(23.995), Level.SEVERE, Fixture.pool(0, 0, 1_000));
        var changed = assertInstanceOf(Decision.Changed.class, CampaignDecider.decide(state, asked));
        var checkedIn = assertInstanceOf(Event.CheckedIn.class, changed.event());
        assertEquals(800, checkedIn.checkIn().added());
        assertEquals(80, changed.planned().size());
    }

    @Test
    void more_silent_contacts_than_one_transaction_holds_are_reminded_in_several_steps_each_of_them_once() {
        var owing =
                Fixture.after(silent(1_000), new EscalationRequested("e", hours(3), Level.MILD, Fixture.pool(0, 0, 0)));
        var reach = new HashMap<String, Reach>();
        owing.byContact()
                .keySet()
                .forEach(id -> reach.put(id, new Reach(id, "Firm " + id, List.of(Channel.EMAIL), null)));
        var found = new ShortfallFound("s", hours(3), reach, Fixture.ENABLED);
        var changed = assertInstanceOf(Decision.Changed.class, CampaignDecider.decide(owing, found));
        assertEquals(80, changed.planned().size());
        var rest = Fixture.apply(owing, changed);
        assertEquals(
                List.of(new Effect.Escalate(rest.campaign().version())),
                Pending.between(owing, rest, hours(3)).stream()
                        .filter(Effect.Escalate.class::isInstance)
                        .toList());
        var sent = Fixture.sent(rest, hours(3));
        var next = new ShortfallFound("s2", hours(3), reach, Fixture.ENABLED);
        var last = assertInstanceOf(Decision.Changed.class, CampaignDecider.decide(sent, next));
        assertEquals(20, last.planned().size());
        assertEquals(List.of(), last.tasks());
        assertNull(last.campaign().owed());
        var all = Fixture.apply(sent, last).byContact();
        assertEquals(1_000, all.size());
        assertTrue(all.values().stream().allMatch(touches -> touches.size() == 2), "each is reminded once");
    }

    private static CampaignState silent(int contacts) {
        var active = Fixture.active();
        var touches = IntStream.range(0, contacts)
                .mapToObj(i -> Touch.planned("n" + i, Tier.GENERAL, Channel.EMAIL, Touch.Kind.INVITATION, hours(0))
                        .sent(hours(0)))
                .toList();
        return new CampaignState(active.campaign(), active.request(), Slice.of(1, touches), new TreeMap<>());
    }
}
