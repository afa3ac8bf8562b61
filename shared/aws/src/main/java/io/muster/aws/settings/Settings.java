package io.muster.aws.settings;

import io.muster.aws.Installation;
import io.muster.domain.campaign.BidWishes;
import io.muster.domain.selection.Categories;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace has set; whatever it has not has its default in the {@link Registry}.
 *
 * @param stated by key, what was set once; what was taken back since included
 * @param version of all of them together, raised by every write; 0 when none is stored yet
 */
public record Settings(Map<String, Stated> stated, long version) {

    /** The settings of a workspace that set nothing. */
    public static final Settings DEFAULT = new Settings(Map.of(), 0);

    public Settings {
        stated = Collections.unmodifiableMap(new TreeMap<>(stated));
    }

    /**
     * What was last done to a setting.
     *
     * @param json the value; absent when the setting went back to its default
     * @param version of this setting alone, from 1
     * @param by who did it, as the issuer of tokens names them
     */
    public record Stated(@Nullable String json, long version, String by, Instant at) {}

    /** Returns a setting's value: what was set, else its default, else nothing. */
    public <T> Optional<T> find(Setting<T> setting) {
        var last = stated.get(setting.key());
        var json = last == null ? null : last.json;
        var value = json == null ? null : setting.read(json);
        return Optional.ofNullable(value != null ? value : setting.fallback());
    }

    /** Returns the value of a setting that has a default. */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalArgumentException(setting.key() + " has no default"));
    }

    /** Returns these settings with one changed. */
    public <T> Settings with(Setting<T> setting, T value, String by, Instant at) {
        return with(setting.key(), setting.json(value), by, at);
    }

    Settings with(String key, @Nullable String json, String by, Instant at) {
        var next = new TreeMap<>(stated);
        next.put(key, new Stated(json, version(key) + 1, by, at));
        return new Settings(next, version);
    }

    /** Returns how often a setting was changed. */
    public long version(String key) {
        var last = stated.get(key);
        return last == null ? 0 : last.version;
    }

    /** Returns what every claim must respect. */
    public Limits limits() {
        var perDay = new EnumMap<Channel, Integer>(Channel.class);
        var perMinute = new EnumMap<Channel, Integer>(Channel.class);
        for (var channel : Channel.values()) {
            find(Registry.perDay(channel)).ifPresent(cap -> perDay.put(channel, cap));
            find(Registry.perMinute(channel)).ifPresent(cap -> perMinute.put(channel, cap));
        }
        return new Limits(
                get(Registry.CONTACT_PER_DAY),
                get(Registry.CONTACT_PER_WEEK),
                get(Registry.CONTACT_PER_CAMPAIGN),
                Duration.ofHours(get(Registry.COOL_OFF)),
                perDay,
                new QuietHours(get(Registry.QUIET_HOURS), get(Registry.QUIET_HOURS_BY_STATE)),
                perMinute);
    }

    /** Returns when campaigns of an urgency are looked at, as parts of their reachable hours. */
    public List<Double> checkIns(Urgency urgency) {
        return get(Registry.checkIns(urgency));
    }

    /** Returns what one message costs, by channel; a channel without a price is absent. */
    public Map<Channel, Double> prices() {
        var prices = new EnumMap<Channel, Double>(Channel.class);
        for (var channel : Channel.values()) {
            find(Registry.price(channel)).ifPresent(price -> prices.put(channel, price));
        }
        return prices;
    }

    /** Returns by which words categories are recognised. */
    public Categories categories() {
        return get(Registry.CATEGORIES);
    }

    /** Returns which of the installation's channels this workspace plans with. */
    public Set<Channel> enabled(Set<Channel> installed) {
        var enabled = new TreeSet<>(installed);
        enabled.retainAll(get(Registry.CHANNELS_ENABLED));
        return enabled;
    }

    /** Returns what is wished of a campaign where neither its request nor its bid card says. */
    public BidWishes wishes() {
        return BidWishes.goal(get(Registry.BIDS_NEEDED), get(Registry.CONFIDENCE));
    }

    /** Returns who is alerted; absent where nobody is. */
    public @Nullable String operatorEmail() {
        return find(Registry.OPERATOR_EMAIL).orElse(null);
    }

    /** Returns who the messages come from: the installation's sender, but for what this workspace says otherwise. */
    public Installation.Sender sender(Installation.Sender installed) {
        return new Installation.Sender(
                find(Registry.SENDER_ADDRESS).orElse(installed.address()),
                find(Registry.SENDER_NAME).orElse(installed.name()),
                find(Registry.SENDER_POSTAL_ADDRESS).orElse(installed.postalAddress()),
                installed.answersAt());
    }
}
