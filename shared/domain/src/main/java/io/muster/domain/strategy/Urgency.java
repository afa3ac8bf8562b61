package io.muster.domain.strategy;

import io.muster.domain.touch.Channel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How soon the bids are needed: it labels a campaign, gives it its channels, and its timeline when none is stated. */
public enum Urgency {
    EMERGENCY(1, 1),
    URGENT(12, 12),
    STANDARD(72, 72),
    GROUP_BIDDING(120, 120),
    FLEXIBLE(Integer.MAX_VALUE, 168);

    private final int longestHours;
    private final int defaultHours;

    Urgency(int longestHours, int defaultHours) {
        this.longestHours = longestHours;
        this.defaultHours = defaultHours;
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

    /** Returns the channels used when the request allows none in particular, in order of preference. */
    public List<Channel> defaultChannels() {
        return switch (this) {
            case EMERGENCY, URGENT -> List.of(Channel.EMAIL, Channel.WEBSITE_FORM, Channel.SMS);
            case STANDARD, GROUP_BIDDING, FLEXIBLE -> List.of(Channel.EMAIL, Channel.WEBSITE_FORM);
        };
    }

    /** Returns whether mail may go at any hour because time is short. */
    public boolean ignoresBusinessHours() {
        return this == EMERGENCY || this == URGENT;
    }
}
