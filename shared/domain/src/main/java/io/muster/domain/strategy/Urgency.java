package io.muster.domain.strategy;

import io.muster.domain.touch.Channel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

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
