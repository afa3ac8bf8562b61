package io.muster.aws.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.contact.Consent;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListedTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void a_consent_that_is_still_to_be_given_opens_no_channel() {
        var contact = new Contact(
                "c1",
                Tier.GENERAL,
                new Profile("Dana Reed", null, "dana@example.com", "+15125550141", null, null),
                Set.of(),
                Place.UNKNOWN,
                new Credentials(null, null, null, null, null, null),
                "import",
                Map.of(
                        Channel.SMS, new Consent("fair", NOON.plusSeconds(300)),
                        Channel.PHONE, new Consent("fair", Instant.parse("2099-01-01T00:00:00Z"))));
        assertEquals(List.of(Channel.EMAIL), Listed.channels(contact, NOON.minusSeconds(1)));
        assertEquals(List.of(Channel.EMAIL, Channel.SMS), Listed.channels(contact, NOON));
        assertEquals(
                List.of(Channel.EMAIL, Channel.SMS, Channel.PHONE),
                Listed.channels(contact, Instant.parse("2099-01-01T00:00:00Z")));
    }
}
