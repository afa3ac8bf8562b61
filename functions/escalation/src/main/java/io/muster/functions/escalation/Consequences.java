package io.muster.functions.escalation;

import io.muster.aws.Platform;
import io.muster.aws.message.Emitter;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Effect;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.campaign.Subject;
import io.muster.domain.contact.Profile;
import io.muster.domain.task.ByHand;
import io.muster.domain.task.HumanTask;
import io.muster.domain.task.HumanTask.Outcome;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.TouchRef;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What follows of what a person found out: the contact's suppression, the touch's record, the campaign's response. All of
 * it may be done twice.
 */
final class Consequences {

    private final Platform platform;
    private final CampaignShell shell;
    private final CampaignStore campaigns;
    private final SliceStore slices;
    private final ContactStore contacts;
    private final SuppressionStore suppressions;
    private final Emitter emitter;

    Consequences(Platform platform) {
        var table = Table.of(platform);
        this.platform = platform;
        this.shell = new CampaignShell(platform);
        this.campaigns = new CampaignStore(table);
        this.slices = new SliceStore(table);
        this.contacts = new ContactStore(table);
        this.suppressions = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));
        this.emitter = new Emitter(platform);
    }

    /** Who opts out is suppressed before anything else happens; a wrong number is closed for calls and texts. */
    void suppress(String workspace, HumanTask task, Outcome outcome, Instant at) {
        var contactId = task.contactId();
        if (contactId == null) {
            return;
        }
        if (outcome == Outcome.OPTED_OUT) {
            suppress(workspace, contactId, EnumSet.allOf(Channel.class), Suppression.Reason.OPERATOR, task, at);
        } else if (outcome == Outcome.WRONG_NUMBER) {
            var calls = EnumSet.of(Channel.PHONE, Channel.SMS);
            suppress(workspace, contactId, calls, Suppression.Reason.WRONG_NUMBER, task, at);
        }
    }

    /** Carries a task that is done back to where it came from. */
    void follow(String workspace, HumanTask task) {
        var outcome = task.outcome();
        var at = task.doneAt();
        var key = new CampaignKey(workspace, task.campaignId());
        if (outcome == null || at == null) {
            return;
        }
        TouchRef.parse(task.id())
                .filter(place -> place.campaignId().equals(task.campaignId()))
                .ifPresent(place -> record(key, place, outcome, at));
        var contactId = task.contactId();
        var answer = answer(key, task, outcome);
        if (contactId != null && answer != null) {
            shell.apply(key, _ -> new CampaignInput.Replied("task/" + task.id(), at, contactId, answer));
        }
    }

    private @Nullable Answer answer(CampaignKey key, HumanTask task, Outcome outcome) {
        return switch (outcome) {
            case DECLINED -> Answer.DECLINED;
            case OPTED_OUT -> Answer.OPTED_OUT;
            case REACHED -> spokeWith(task) && ofAccount(key) ? Answer.NEUTRAL : null;
            case NO_ANSWER, WRONG_NUMBER, SENT, NOT_POSSIBLE, OTHER -> null;
        };
    }

    /** Who settles an alert has looked at an answer that is known already. */
    private static boolean spokeWith(HumanTask task) {
        return switch (task.kind()) {
            case CALL, OUTREACH -> true;
            case ALERT -> false;
        };
    }

    /** Whoever of an account was spoken with has answered it; a campaign for bids waits for the bid itself. */
    private boolean ofAccount(CampaignKey key) {
        return campaigns
                .head(key)
                .filter(campaign -> campaign.subject().kind() == Subject.Kind.ACCOUNT)
                .isPresent();
    }

    private void record(CampaignKey key, TouchRef place, Outcome outcome, Instant at) {
        slices.change(
                        key,
                        place,
                        slice -> ByHand.after(slice, place.position(), outcome, at),
                        () -> platform.time().machine())
                .map(changed -> changed.after().touches().get(place.position()))
                .filter(touch -> touch.state().lost())
                .ifPresent(_ -> emitter.emit(
                        key,
                        List.of(new Effect.ReportUnreachable(place.wave(), place.index())),
                        platform.time().business()));
    }

    private void suppress(
            String workspace,
            String contactId,
            Set<Channel> channels,
            Suppression.Reason reason,
            HumanTask task,
            Instant at) {
        boolean all = channels.contains(Channel.EMAIL);
        var addresses = contacts.find(workspace, contactId).stream()
                .flatMap(contact -> addresses(contact.profile(), all))
                .collect(Collectors.toSet());
        suppressions.suppress(
                new SuppressionStore.Wish(workspace, contactId, addresses, channels, reason, "task " + task.id(), at));
    }

    private static Stream<String> addresses(Profile profile, boolean all) {
        return Stream.of(Optional.ofNullable(profile.phone()), Optional.ofNullable(all ? profile.email() : null))
                .flatMap(Optional::stream)
                .filter(Objects::nonNull);
    }
}
