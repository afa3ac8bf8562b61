package io.muster.domain.touch;

import io.muster.domain.campaign.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a contact may be reached on a channel now, and what says no if not: all of it, so that nobody has to ask
 * twice.
 *
 * @param obstacles every gate that says no now
 * @param next the first moment at which none does, as far as can be foreseen; absent when something says no for good
 */
public record Eligibility(
        List<Obstacle> obstacles, @Nullable Instant next) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** Looking further ahead than this many obstacles in a row would find nothing new: each moves by days. */
    private static final int MOST_MOVES = 64;

    public Eligibility {
        obstacles = List.copyOf(obstacles);
    }

    /** Returns whether nothing says no. */
    public boolean eligible() {
        return obstacles.isEmpty();
    }

    /** Returns the same where one more gate says no, and does not open by itself. */
    public Eligibility closedBy(Obstacle.Kind kind) {
        var all = new ArrayList<>(obstacles);
        all.add(Obstacle.lasting(kind));
        return new Eligibility(all, null);
    }

    /** Returns whether a gate of this kind says no. */
    public boolean blockedBy(Obstacle.Kind kind) {
        return obstacles.stream().anyMatch(obstacle -> obstacle.kind() == kind);
    }

    /**
     * Returns what the gates say to a touch on a channel at a moment.
     *
     * @param usedToday touches that the channel has carried on the moment's UTC date, in the whole workspace
     */
    public static Eligibility of(
            Channel channel, Occasion occasion, Standing standing, Limits limits, int usedToday, Instant now) {
        return of(channel, occasion, standing, limits, Traffic.today(usedToday), now);
    }

    /** Returns what the gates say to a touch on a channel at a moment, with this traffic on the channel. */
    public static Eligibility of(
            Channel channel, Occasion occasion, Standing standing, Limits limits, Traffic traffic, Instant now) {
        var gates = new Gates(channel, occasion, standing, limits, traffic.later());
        var obstacles = gates.at(now, traffic);
        return new Eligibility(obstacles, gates.firstOpen(obstacles, now));
    }

    /** Returns what a channel's sender and its provider say to any message at a moment, whomever it is for. */
    static List<Obstacle> ofSender(Channel channel, Limits limits, Traffic traffic, Instant now) {
        var obstacles = new ArrayList<Obstacle>();
        var cap = limits.capPerMinute(channel);
        if (cap.isPresent() && traffic.usedThisMinute() >= cap.getAsInt()) {
            var nextMinute = now.truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
            obstacles.add(new Obstacle(Obstacle.Kind.SENDER_RATE, nextMinute));
        }
        if (traffic.downUntil() != null) {
            closed(Obstacle.Kind.PROVIDER_DOWN, traffic.downUntil(), now).ifPresent(obstacles::add);
        }
        return obstacles;
    }

    private static Optional<Obstacle> closed(Obstacle.Kind kind, Instant until, Instant now) {
        return until.isAfter(now) ? Optional.of(new Obstacle(kind, until)) : Optional.empty();
    }

    /** The gates of one contact and channel, asked at different moments. */
    private record Gates(Channel channel, Occasion occasion, Standing standing, Limits limits, Traffic later) {

        @Nullable
        Instant firstOpen(List<Obstacle> now, Instant from) {
            var obstacles = now;
            var at = from;
            for (int move = 0; move < MOST_MOVES && !obstacles.isEmpty(); move++) {
                if (obstacles.stream().anyMatch(obstacle -> obstacle.until() == null)) {
                    return null;
                }
                at = obstacles.stream()
                        .map(Obstacle::until)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(at);
                obstacles = at(at, later);
            }
            return obstacles.isEmpty() ? at : null;
        }

        List<Obstacle> at(Instant now, Traffic traffic) {
            var obstacles = new ArrayList<Obstacle>();
            addOf(obstacles, occasion.status() != Status.ACTIVE, Obstacle.Kind.CAMPAIGN_NOT_SENDING);
            addOf(obstacles, !now.isBefore(occasion.deadline()), Obstacle.Kind.DEADLINE_PASSED);
            addOf(obstacles, standing.answered(), Obstacle.Kind.ANSWERED);
            addOf(obstacles, standing.gate().suppressed().contains(channel), Obstacle.Kind.SUPPRESSED);
            addOf(obstacles, !hasAddress(), Obstacle.Kind.NO_ADDRESS);
            hours(now).ifPresent(obstacles::add);
            channelCap(now, traffic.usedToday()).ifPresent(obstacles::add);
            obstacles.addAll(ofSender(channel, limits, traffic, now));
            if (!occasion.pressing()) {
                cap(Obstacle.Kind.DAILY_CAP, DAY, limits.perContactPerDay(), now)
                        .ifPresent(obstacles::add);
            }
            cap(Obstacle.Kind.WEEKLY_CAP, WEEK, limits.perContactPerWeek(), now).ifPresent(obstacles::add);
            addOf(obstacles, inThisCampaign() >= most(), Obstacle.Kind.CAMPAIGN_CAP);
            coolOff(now).ifPresent(obstacles::add);
            hold(now).ifPresent(obstacles::add);
            return obstacles;
        }

        private static void addOf(List<Obstacle> obstacles, boolean closed, Obstacle.Kind kind) {
            if (closed) {
                obstacles.add(Obstacle.lasting(kind));
            }
        }

        private boolean hasAddress() {
            return channel == Channel.MANUAL || standing.channels().contains(channel);
        }

        private Optional<Obstacle> hours(Instant now) {
            var hours = limits.quietHours()
                    .of(channel, occasion.pressing(), standing.zone(), standing.state(), occasion.zone());
            if (hours.isEmpty()) {
                return Optional.of(Obstacle.lasting(Obstacle.Kind.ZONE_UNKNOWN));
            }
            return closed(Obstacle.Kind.QUIET_HOURS, hours.get().nextOpen(now), now);
        }

        private Optional<Obstacle> channelCap(Instant now, int usedToday) {
            var cap = limits.cap(channel);
            if (cap.isEmpty() || usedToday < cap.getAsInt()) {
                return Optional.empty();
            }
            var tomorrow =
                    now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1);
            return Optional.of(
                    new Obstacle(Obstacle.Kind.CHANNEL_CAP, cap.getAsInt() == 0 ? null : tomorrow.toInstant()));
        }

        /** A cap opens when enough of the touches in its span have grown older than the span. */
        private Optional<Obstacle> cap(Obstacle.Kind kind, Duration span, int most, Instant now) {
            var counted = standing.gate().recent().stream()
                    .map(Gate.Recent::at)
                    .filter(at -> at.plus(span).isAfter(now))
                    .sorted()
                    .toList();
            return counted.size() < most
                    ? Optional.empty()
                    : Optional.of(new Obstacle(
                            kind, counted.get(counted.size() - most).plus(span)));
        }

        private int most() {
            var own = occasion.mostTouches();
            return own == null ? limits.perContactPerCampaign() : own;
        }

        private long inThisCampaign() {
            return standing.gate().recent().stream()
                    .filter(recent -> recent.countsFor(occasion.campaignId()))
                    .count();
        }

        private Optional<Obstacle> coolOff(Instant now) {
            return standing.gate().recent().stream()
                    .filter(recent -> !recent.campaignId().equals(occasion.campaignId()))
                    .map(recent -> recent.at().plus(limits.coolOff()))
                    .max(Comparator.naturalOrder())
                    .flatMap(until -> closed(Obstacle.Kind.COOLING_OFF, until, now));
        }

        private Optional<Obstacle> hold(Instant now) {
            var hold = standing.gate().hold();
            return hold == null || hold.campaignId().equals(occasion.campaignId()) || !standing.holderLives()
                    ? Optional.empty()
                    : closed(Obstacle.Kind.HELD_BY_ANOTHER_CAMPAIGN, hold.until(), now);
        }
    }
}
