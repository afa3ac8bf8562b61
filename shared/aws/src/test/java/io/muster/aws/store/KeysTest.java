package io.muster.aws.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Subject;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final List<Function<String, String>> PARTITIONS = List.of(
            w -> Keys.meta(new CampaignKey(w, "x")).pk(),
            w -> Keys.request(new CampaignKey(w, "x")).pk(),
            w -> Keys.slice(new CampaignKey(w, "x"), 1, 0).pk(),
            w -> Keys.response(new CampaignKey(w, "x"), "x").pk(),
            w -> Keys.history(new CampaignKey(w, "x"), "x").pk(),
            w -> Keys.report(new CampaignKey(w, "x")).pk(),
            w -> Keys.profile(w, "x").pk(),
            w -> Keys.gate(w, "x").pk(),
            w -> Keys.selection(w, "x", "x", 'S').pk(),
            w -> Keys.address(w, "x").pk(),
            w -> Keys.suppression(w, "x").pk(),
            w -> Keys.bidCard(w, "x").pk(),
            w -> Keys.live(w, Subject.bidCard("x")).pk(),
            w -> Keys.live(w, Subject.account("x")).pk(),
            w -> Keys.potential(w, "x").pk(),
            w -> Keys.cap(w, Channel.EMAIL, LocalDate.parse("2026-06-01"), 0).pk(),
            w -> Keys.rate(w, "x", Tier.INTERNAL).pk(),
            w -> Keys.settings(w).pk(),
            w -> Keys.secrets(w).pk(),
            w -> Keys.idempotency(w, "x").pk(),
            w -> Keys.task(w, "x").pk(),
            Keys::campaigns,
            Keys::openTasks,
            w -> Keys.ranked(w, "x", "x", Tier.GENERAL));

    @Test
    void every_key_begins_with_its_workspace() {
        PARTITIONS.forEach(of -> assertTrue(of.apply("acme").startsWith("W#acme#"), of.apply("acme")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a#b", "acme#C"})
    void no_key_is_made_for_a_workspace_that_could_reach_another(String workspace) {
        PARTITIONS.forEach(of -> assertThrows(IllegalArgumentException.class, () -> of.apply(workspace)));
    }

    @Test
    void an_id_cannot_lead_out_of_its_workspace() {
        assertEquals("W#acme#C#../W#other#C#x", Keys.campaign(new CampaignKey("acme", "../W#other#C#x")));
    }

    @Test
    void slices_sort_by_wave_and_index() {
        var campaign = new CampaignKey("acme", "c");
        assertEquals("S#0002#0010", Keys.slice(campaign, 2, 10).sk());
        assertTrue(Keys.slice(campaign, 2, 10)
                        .sk()
                        .compareTo(Keys.slice(campaign, 10, 0).sk())
                < 0);
    }
}
