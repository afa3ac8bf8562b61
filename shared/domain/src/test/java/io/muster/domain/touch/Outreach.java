package io.muster.domain.touch;

import io.muster.domain.campaign.Status;
import io.muster.domain.contact.Tier;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An ordinary campaign on an ordinary Tuesday, for tests. */
final class Outreach {

    static final String CAMPAIGN = "camp-1";
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final Instant MACHINE = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration LEASE = Duration.ofSeconds(5);

    private Outreach() {}

    static Occasion occasion(boolean pressing) {
        return new Occasion(CAMPAIGN, Status.ACTIVE, NOON.plus(Duration.ofDays(20)), pressing, ZoneOffset.UTC);
    }

    static Standing standing(Gate gate) {
        return new Standing(gate, Set.of(Channel.EMAIL, Channel.SMS, Channel.PHONE), ZoneOffset.UTC, null, false, true);
    }

    static Touch invitation(String contact, Channel channel) {
        return Touch.planned(contact, Tier.INTERNAL, channel, Touch.Kind.INVITATION, NOON.minusSeconds(60));
    }

    static Slice slice(Touch... touches) {
        return new Slice(1, 0, List.of(touches), null, 0);
    }

    static ClaimRequest request(Slice slice, Map<String, Standing> standings) {
        return new ClaimRequest(
                occasion(true),
                slice,
                standings,
                Limits.DEFAULT,
                Map.of(),
                Set.of(Channel.EMAIL),
                "claim-1",
                LEASE,
                NOON,
                MACHINE);
    }

    static ClaimRequest request(Slice slice) {
        var standings = new HashMap<String, Standing>();
        slice.touches().forEach(touch -> standings.put(touch.contactId(), standing(Gate.open(touch.contactId()))));
        return request(slice, standings);
    }
}
