package io.muster.functions.strategy.contacts;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Problem;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.Listed;
import io.muster.aws.pool.ProspectFinder;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.settings.Settings;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.CapCounters;
import io.muster.aws.store.CircuitStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Status;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.TimeZones;
import io.muster.domain.error.Circuit;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Eligibility;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Limits;
import io.muster.domain.touch.Obstacle;
import io.muster.domain.touch.Occasion;
import io.muster.domain.touch.Standing;
import io.muster.domain.touch.Traffic;
import io.muster.functions.strategy.contacts.EligibilityView.Lack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks of a contact what a claim would ask, of the same gates, without claiming. */
final class EligibilityDesk {

    /** No campaign has this id, so that every campaign's touches and holds count. */
    private static final String NO_CAMPAIGN = "";

    private static final Duration FORESEEN = Duration.ofDays(365);

    private final Platform platform;
    private final Table table;
    private final ContactStore contacts;
    private final SuppressionStore suppressions;
    private final SettingsStore settings;
    private final ProspectFinder finder;

    EligibilityDesk(Platform platform) {
        this.platform = platform;
        this.table = Table.of(platform);
        this.contacts = new ContactStore(table);
        this.suppressions = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));
        this.settings = new SettingsStore(platform);
        this.finder = new TableProspectFinder(platform);
    }

    ApiResponse answer(ApiRequest request) {
        request.onlyQuery("channel", "campaignId");
        var channel = request.choice("channel", Channel.class)
                .orElseThrow(() -> Problem.invalid("channel", "is required", "such as email")
                        .thrown());
        var id = request.path("id");
        var contact = contacts.find(request.workspace(), id)
                .orElseThrow(() -> Problem.notFound("contact", id).thrown());
        var campaign = request.query("campaignId").map(campaignId -> campaign(request.workspace(), campaignId));
        var now = platform.time().business();
        return ApiResponse.ok(view(request.workspace(), contact, channel, campaign.orElse(null), now));
    }

    private EligibilityView view(
            String workspace, Contact contact, Channel channel, @Nullable CampaignState campaign, Instant now) {
        var set = settings.read(workspace);
        var zone = TimeZones.of(contact.place(), contact.profile().phone()).orElse(null);
        var occasion = campaign == null ? occasion(zone, now) : Occasion.of(campaign.campaign(), campaign.brief());
        var limits = set.limits();
        var asked = Eligibility.of(
                channel,
                occasion,
                standing(workspace, contact, campaign, zone, now),
                limits,
                traffic(workspace, limits, channel, now),
                now);
        var eligibility = campaign == null || !accountLeft(campaign, occasion)
                ? asked
                : asked.closedBy(Obstacle.Kind.ACCOUNT_LEFT);
        var lack = lack(contact, channel, set, now);
        return EligibilityView.of(
                contact.id(),
                channel,
                campaign == null ? null : campaign.campaign().key().id(),
                eligibility,
                lack,
                now);
    }

    /** Returns whether somebody wants to be left alone whose leaving pauses the campaign, and has not told it. */
    private boolean accountLeft(CampaignState campaign, Occasion occasion) {
        var reachable =
                finder.reach(campaign.campaign().key(), occasion.pausing()).keySet();
        return !occasion.left(reachable::contains, campaign.responses()).isEmpty();
    }

    private Traffic traffic(String workspace, Limits limits, Channel channel, Instant now) {
        var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return new Traffic(
                CapCounters.used(table, workspace, limits, channel, today),
                CapCounters.usedThisMinute(table, workspace, limits, channel, now),
                downUntil(channel));
    }

    /** Returns when the channel's provider may be called again, in business time; absent when it may be now. */
    private @Nullable Instant downUntil(Channel channel) {
        return switch (new CircuitStore(table)
                .read()
                .of(channel)
                .passage(platform.time().machine())) {
            case Circuit.Passage.Free _, Circuit.Passage.One _ -> null;
            case Circuit.Passage.Shut(var until) -> platform.time().businessAt(until);
        };
    }

    /** A campaign that would start now and does not press. */
    private static Occasion occasion(@Nullable ZoneId zone, Instant now) {
        return new Occasion(
                NO_CAMPAIGN, Status.ACTIVE, now.plus(FORESEEN), false, zone == null ? ZoneOffset.UTC : zone);
    }

    private Standing standing(
            String workspace, Contact contact, @Nullable CampaignState campaign, @Nullable ZoneId zone, Instant now) {
        var closed = EnumSet.noneOf(Channel.class);
        suppressions
                .suppressed(workspace, contact.profile().addresses())
                .values()
                .forEach(closed::addAll);
        var gate = new GateStore(table).find(workspace, contact.id()).suppressing(closed);
        var channels = EnumSet.of(Channel.MANUAL);
        channels.addAll(Listed.channels(contact, now));
        return new Standing(
                gate,
                channels,
                zone,
                contact.usState(),
                answered(campaign, contact.id()),
                holderLives(workspace, gate));
    }

    private static boolean answered(@Nullable CampaignState campaign, String contactId) {
        var response = campaign == null ? null : campaign.responses().get(contactId);
        return campaign != null && response != null && response.holds(campaign.campaign());
    }

    private boolean holderLives(String workspace, Gate gate) {
        var hold = gate.hold();
        return hold != null
                && !new SliceStore(table)
                        .living(workspace, Set.of(hold.campaignId()))
                        .isEmpty();
    }

    private @Nullable Lack lack(Contact contact, Channel channel, Settings set, Instant now) {
        if (!set.enabled(platform.installation().enabled()).contains(channel)) {
            return Lack.CHANNEL_DISABLED;
        }
        boolean asks = channel == Channel.SMS || channel == Channel.PHONE;
        var consent = contact.consents().get(channel);
        return asks && contact.profile().phone() != null && (consent == null || !consent.given(now))
                ? Lack.NO_CONSENT
                : null;
    }

    private CampaignState campaign(String workspace, String campaignId) {
        return new CampaignStore(table)
                .load(new CampaignKey(workspace, campaignId))
                .orElseThrow(() -> Problem.notFound("campaign", campaignId).thrown());
    }
}
