package io.muster.aws.settings;

import io.muster.aws.api.Wire;
import io.muster.domain.account.SequenceTerms;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignTerms;
import io.muster.domain.campaign.Level;
import io.muster.domain.selection.Categories;
import io.muster.domain.strategy.StrategyRequest;
import io.muster.domain.strategy.Urgency;
import io.muster.domain.time.Window;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.QuietHours;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every setting there is, a line each, in the order in which they are listed. */
public final class Registry {

    private static final Map<String, Setting<?>> ALL = new LinkedHashMap<>();

    private static final int MOST_A_DAY = 1_000_000;

    public static final Setting<Integer> CONTACT_PER_DAY = add(
            "caps.contact.perDay",
            new Kind.Whole(1, 20),
            1,
            "Touches to one contact in 24 hours, across campaigns; urgent and emergency campaigns waive it.");

    public static final Setting<Integer> CONTACT_PER_WEEK = add(
            "caps.contact.perWeek", new Kind.Whole(1, 20), 3, "Touches to one contact in 7 days, across campaigns.");

    public static final Setting<Integer> CONTACT_PER_CAMPAIGN = add(
            "caps.contact.perCampaign",
            new Kind.Whole(1, 10),
            3,
            "Touches to one contact in one bid campaign, reminder and change of channel included.");

    public static final Setting<Integer> COOL_OFF = add(
            "cool-off.hours",
            new Kind.Hours(2160),
            72,
            "Hours for which another campaign's touch keeps a contact from being asked.");
    private static final Map<Channel, Setting<Integer>> CHANNEL_PER_DAY = byChannel(
            "caps.%s.perDay",
            new Kind.Whole(0, MOST_A_DAY),
            channel -> channel == Channel.EMAIL ? 50 : null,
            "Touches on this channel on a UTC date in the whole workspace; unset, there is no cap.");
    private static final Map<Channel, Setting<Integer>> SENDER_PER_MINUTE = byChannel(
            "sender.perMinute.%s",
            new Kind.Whole(1, 100_000),
            _ -> null,
            "Messages that the sender of this channel may send in a minute; unset, there is no cap.");

    private static final Map<Channel, Setting<Double>> PRICES = byChannel(
            "prices.%s",
            new Kind.Decimal(0, 1_000),
            _ -> null,
            "Price of one message on this channel, in the currency in which campaigns give their costs; reports add it"
                    + " up. Unset, it counts as nothing.");

    public static final Setting<Window> QUIET_HOURS = add(
            "quiet-hours.usual",
            new Kind.DayHours(),
            QuietHours.USUAL.usual(),
            "When texts and calls may go at the contact's place, in states without hours of their own.");

    public static final Setting<Map<String, QuietHours.Week>> QUIET_HOURS_BY_STATE = add(
            "quiet-hours.byState",
            new Kind.StateHours(),
            QuietHours.USUAL.byState(),
            "When texts and calls may go in states with hours of their own; replaces the whole map.");
    private static final Map<Urgency, Setting<List<Double>>> CHECK_INS = byUrgency(
            "check-ins.fractions.%s",
            new Kind.Fractions(),
            StrategyRequest.USUAL_CHECK_INS,
            "When campaigns of this urgency are looked at, as parts of their reachable hours; counts for campaigns"
                    + " that start later.");

    public static final Setting<Integer> BIDS_NEEDED = add(
            "campaign.bidsNeeded",
            new Kind.Whole(1, 50),
            CampaignTerms.USUAL_NEEDED,
            "Bids wanted where neither the request nor the bid card says how many.");

    public static final Setting<Double> CONFIDENCE = add(
            "campaign.confidence",
            new Kind.Decimal(0.5, 0.999),
            StrategyRequest.USUAL_CONFIDENCE,
            "Wanted chance of all bids by the deadline where the request does not say.");

    public static final Setting<Integer> ACCOUNT_TOUCHES = add(
            "account.maxTouches",
            new Kind.Whole(1, SequenceTerms.MOST_TOUCHES),
            SequenceTerms.USUAL.maxTouches(),
            "Touches after which an account campaign is complete.");

    public static final Setting<List<Integer>> ACCOUNT_INTERVALS = add(
            "account.touchIntervalsDays",
            new Kind.Series(SequenceTerms.MOST_TOUCHES, 0, 365),
            SequenceTerms.USUAL.intervalsDays(),
            "Days between one touch of an account and the next; the last number repeats.");

    public static final Setting<List<Channel>> ACCOUNT_CHANNELS = add(
            "account.channelEscalation",
            new Kind.Escalation(),
            SequenceTerms.USUAL.channels(),
            "Channels in the order in which somebody of an account is tried on them.");

    public static final Setting<Integer> ACCOUNT_ATTEMPTS = add(
            "account.attemptsPerChannel",
            new Kind.Whole(1, 10),
            SequenceTerms.USUAL.attemptsPerChannel(),
            "Touches of one contact of an account on one channel before the next channel is tried.");

    public static final Setting<Integer> ACCOUNT_COLLEAGUE_DELAY = add(
            "account.colleagueDelayDays",
            new Kind.Whole(0, 90),
            SequenceTerms.USUAL.colleagueDelayDays(),
            "Days after the best contact's last touch until a colleague may join.");

    public static final Setting<Integer> ACCOUNT_RESPONSE_TIMEOUT = add(
            "account.responseTimeoutHours",
            new Kind.Whole(1, 720),
            SequenceTerms.USUAL.responseTimeoutHours(),
            "Hours within which nobody of an account is touched again.");

    public static final Setting<Integer> ACCOUNT_CONCURRENT = add(
            "account.maxConcurrentContacts",
            new Kind.Whole(1, SequenceTerms.MOST_CONTACTS),
            SequenceTerms.USUAL.maxConcurrentContacts(),
            "People of one account that may be in its sequence at once.");

    public static final Setting<Set<Level>> ADVISER_LEVELS = add(
            "adviser.levels",
            new Kind.Words<>(Level.class),
            CampaignInput.Pool.USUALLY_ADVISED,
            "Levels at which a check-in asks the adviser.");

    public static final Setting<Categories> CATEGORIES = add(
            "categories",
            new Kind.Keywords(),
            Categories.USUAL,
            "Words by which a category is recognised in a project's type and a contractor's specialties; counts for"
                    + " campaigns and contacts that are stored later; replaces the whole map.");

    public static final Setting<Set<Channel>> CHANNELS_ENABLED = add(
            "channels.enabled",
            new Kind.Words<>(Channel.class),
            EnumSet.allOf(Channel.class),
            "Channels that campaigns may plan, of those that the installation can send on.");

    public static final Setting<String> OPERATOR_EMAIL = add(
            "operator.email",
            new Kind.Email(),
            null,
            "Who is alerted when a campaign needs a person; unset, nobody is.");

    public static final Setting<String> SENDER_NAME = add(
            "sender.name", new Kind.Text(100), null, "Who writes, in every message; unset, as the installation says.");

    public static final Setting<String> SENDER_POSTAL_ADDRESS = add(
            "sender.postalAddress",
            new Kind.Text(200),
            null,
            "The postal address in messages that must have one; unset, the installation's.");

    public static final Setting<String> SENDER_ADDRESS = add(
            "sender.address",
            new Kind.Email(),
            null,
            "The address that mail comes from, which the mail provider must know as ours; unset, the installation's."
                    + " Answers come back by the installation's own domain.");

    private Registry() {}

    /** Returns the setting of a channel's daily cap. */
    public static Setting<Integer> perDay(Channel channel) {
        return of(CHANNEL_PER_DAY, channel);
    }

    /** Returns the setting of how much a channel's sender sends in a minute. */
    public static Setting<Integer> perMinute(Channel channel) {
        return of(SENDER_PER_MINUTE, channel);
    }

    /** Returns the setting of what a channel's message costs. */
    public static Setting<Double> price(Channel channel) {
        return of(PRICES, channel);
    }

    /** Returns the setting of an urgency's check-ins. */
    public static Setting<List<Double>> checkIns(Urgency urgency) {
        return of(CHECK_INS, urgency);
    }

    /** Returns every setting. */
    public static List<Setting<?>> all() {
        return List.copyOf(ALL.values());
    }

    /** Returns the setting of a key. */
    public static Optional<Setting<?>> find(String key) {
        return Optional.ofNullable(ALL.get(key));
    }

    private static <K, T> Setting<T> of(Map<K, Setting<T>> settings, K key) {
        return Objects.requireNonNull(settings.get(key), "there is one for each");
    }

    private static <T> Setting<T> add(String key, Kind<T> kind, @Nullable T fallback, String meaning) {
        var setting = new Setting<>(key, kind, fallback, meaning);
        if (ALL.put(key, setting) != null) {
            throw new IllegalArgumentException("the setting " + key + " is there already");
        }
        return setting;
    }

    private static <T> Map<Channel, Setting<T>> byChannel(
            String key, Kind<T> kind, Function<Channel, @Nullable T> fallback, String meaning) {
        var settings = new EnumMap<Channel, Setting<T>>(Channel.class);
        for (var channel : Channel.values()) {
            settings.put(channel, add(key.formatted(Wire.name(channel)), kind, fallback.apply(channel), meaning));
        }
        return Collections.unmodifiableMap(settings);
    }

    private static <T> Map<Urgency, Setting<T>> byUrgency(String key, Kind<T> kind, T fallback, String meaning) {
        var settings = new EnumMap<Urgency, Setting<T>>(Urgency.class);
        for (var urgency : Urgency.values()) {
            settings.put(urgency, add(key.formatted(Wire.name(urgency)), kind, fallback, meaning));
        }
        return Collections.unmodifiableMap(settings);
    }
}
