package io.muster.domain.strategy;

import io.muster.domain.touch.Channel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** How soon the bids are needed: it labels a campaign, gives it its channels, and its timeline when none is stated. */
public enum Urgency {
    EMERGENCY(1, 1, Set.of(Channel.EMAIL, Channel.WEBSITE_FORM, Channel.SMS)),
    URGENT(12, 12, Set.of(Channel.EMAIL, Channel.WEBSITE_FORM, Channel.SMS)),
    STANDARD(72, 72, Set.of(Channel.EMAIL, Channel.WEBSITE_FORM)),
    GROUP_BIDDING(120, 120, Set.of(Channel.EMAIL, Channel.WEBSITE_FORM)),
    FLEXIBLE(Integer.MAX_VALUE, 168, Set.of(Channel.EMAIL, Channel.WEBSITE_FORM));

    private final int longestHours;
    private final int defaultHours;
    private final Set<Channel> channels;

    Urgency(int longestHours, int defaultHours, Set<Channel> channels) {
        this.longestHours = longestHours;
        this.defaultHours = defaultHours;
        this.channels = channels;
    }

    /** Returns the urgency that a timeline of this length has when none is stated. */
    public static Urgency ofTimeline(Duration timeline) {
        return Arrays.stream(values())
                .filter(urgency -> timeline.compareTo(Duration.ofHours(urgency.longestHours)) <= 0)
                .findFirst()
                .orElse(FLEXIBLE);
    }

    /** Returns the urgency of a wire name such as {@code group_bidding}. */
    public static Urgency ofWire(String name) {
        return Arrays.stream(values())
                .filter(urgency -> urgency.wire().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Urgency '" + name
                        + "' is unknown; use emergency, urgent, standard, group_bidding or flexible"));
    }

    /** Returns the name used in requests and answers. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Duration defaultTimeline() {
        return Duration.ofHours(defaultHours);
    }

    /** Returns the channels used when the request allows none in particular. */
    public Set<Channel> defaultChannels() {
        return channels;
    }

    /** Returns whether mail may go at any hour because time is short. */
    public boolean ignoresBusinessHours() {
        return this == EMERGENCY || this == URGENT;
    }
}
