package io.muster.aws.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.aws.Stack;
import io.muster.aws.settings.SettingsStore.Change;
import io.muster.aws.settings.SettingsStore.SettingChanged;
import io.muster.domain.campaign.Level;
import io.muster.domain.selection.Categories;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.time.Window;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.QuietHours;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ports")
class SettingsTest {

    private final Stack stack = new Stack();
    private final SettingsStore store = new SettingsStore(stack.platform);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void a_workspace_that_set_nothing_has_every_default() {
        var settings = store.of("acme");
        assertEquals(Settings.DEFAULT, settings);
        assertEquals(Limits.DEFAULT, settings.limits());
        assertEquals(List.of(0.25, 0.5, 0.75, 1.0), settings.checkIns(Urgency.URGENT));
        assertEquals(Categories.USUAL, settings.categories());
        assertEquals(Set.of(Level.SEVERE, Level.CRITICAL), settings.get(Registry.ADVISER_LEVELS));
        assertEquals(Optional.empty(), settings.find(Registry.OPERATOR_EMAIL));
        assertEquals(Optional.empty(), settings.find(Registry.perMinute(Channel.SMS)));
    }

    @Test
    void every_default_is_read_back_from_what_is_written_of_it() {
        for (var setting : Registry.all()) {
            assertReadBack(setting);
        }
    }

    private static <T> void assertReadBack(Setting<T> setting) {
        var fallback = setting.fallback();
        if (fallback != null) {
            assertEquals(fallback, setting.read(setting.json(fallback)), setting.key());
        }
    }

    @Test
    void a_change_counts_within_half_a_minute_elsewhere_and_at_once_here() {
        var other = new SettingsStore(stack.platform);
        store.of("acme");
        var changed = other.set("acme", Registry.perDay(Channel.EMAIL), 200, "dana");
        assertEquals(changed, other.of("acme"));
        assertEquals(Settings.DEFAULT, store.of("acme"));
        stack.pass(Duration.ofSeconds(30));
        assertEquals(changed, store.of("acme"));
        assertEquals(200, changed.limits().cap(Channel.EMAIL).orElseThrow());
        assertEquals(Settings.DEFAULT, store.of("other"));
    }

    @Test
    void every_change_is_kept_with_who_and_when_and_going_back_to_the_default_is_one() {
        store.set("acme", Registry.COOL_OFF, 24, "dana");
        store.set("acme", Registry.COOL_OFF, 24, "kim");
        stack.pass(Duration.ofMinutes(5));
        var back = store.change("acme", Registry.COOL_OFF, null, "kim", 1);
        assertEquals(72, back.get(Registry.COOL_OFF));
        assertEquals(2, back.version("cool-off.hours"));
        assertEquals(
                List.of(
                        new Change("cool-off.hours", 2, null, "kim", Stack.START.plusSeconds(300)),
                        new Change("cool-off.hours", 1, "24", "dana", Stack.START)),
                store.history("acme", "cool-off.hours", 50, null).changes());
        var first = store.history("acme", "cool-off.hours", 1, null);
        assertEquals(
                List.of(new Change("cool-off.hours", 1, "24", "dana", Stack.START)),
                store.history("acme", "cool-off.hours", 1, first.next()).changes());
    }

    @Test
    void a_change_of_a_version_that_is_gone_is_refused() {
        store.set("acme", Registry.COOL_OFF, 24, "dana");
        assertThrows(SettingChanged.class, () -> store.change("acme", Registry.COOL_OFF, "12", "kim", 0));
        assertEquals(24, store.read("acme").get(Registry.COOL_OFF));
    }

    @Test
    void changes_of_different_settings_at_once_are_all_kept() throws Exception {
        var channels = List.of(Channel.EMAIL, Channel.SMS, Channel.PHONE, Channel.MANUAL);
        try (var operators = Executors.newFixedThreadPool(channels.size())) {
            var changes = channels.stream()
                    .map(channel -> (Callable<Settings>) () -> store.set("acme", Registry.perDay(channel), 7, "dana"))
                    .toList();
            for (var change : operators.invokeAll(changes)) {
                change.get();
            }
        }
        assertEquals(
                Map.of(Channel.EMAIL, 7, Channel.SMS, 7, Channel.PHONE, 7, Channel.MANUAL, 7),
                store.read("acme").limits().perChannelPerDay());
    }

    @Test
    void quiet_hours_and_channels_are_what_was_set() {
        store.set("acme", Registry.QUIET_HOURS, Window.of(10, 18), "dana");
        store.set(
                "acme",
                Registry.QUIET_HOURS_BY_STATE,
                Map.of("TX", new QuietHours.Week(Window.of(11, 0), Window.of(12, 13), Window.of(13, 14))),
                "dana");
        store.set("acme", Registry.CHANNELS_ENABLED, Set.of(Channel.EMAIL, Channel.SMS), "dana");
        var settings = store.read("acme");
        assertEquals(
                new QuietHours(
                        Window.of(10, 18),
                        Map.of("TX", new QuietHours.Week(Window.of(11, 0), Window.of(12, 13), Window.of(13, 14)))),
                settings.limits().quietHours());
        assertEquals(Set.of(Channel.EMAIL), settings.enabled(Set.of(Channel.EMAIL, Channel.PHONE)));
    }
}
