package io.muster.functions.checkin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Installation;
import io.muster.aws.Platform;
import io.muster.aws.file.FileStore;
import io.muster.aws.file.S3Files;
import io.muster.aws.lambda.BatchLoop;
import io.muster.aws.message.Emitter;
import io.muster.aws.message.Message;
import io.muster.aws.metric.Sends;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.shell.ToldAfterAll;
import io.muster.aws.sns.HttpCertificates;
import io.muster.aws.sns.Provenance;
import io.muster.aws.sns.SignedByTopic;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Effect;
import io.muster.domain.contact.Profile;
import io.muster.domain.task.ByHand;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Sending;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchRef;
import io.muster.domain.touch.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The feedback queue: the provider's own word on our messages, and the texts and mails that contacts send back. It settles
 * what our record does not know, and closes addresses that bounce or complain. Events may come twice, in any order, and
 * before our own record.
 */
public final class FeedbackHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final BatchLoop loop;
    private final Platform platform;
    private final SliceStore slices;
    private final SuppressionStore suppressions;
    private final ContactStore contacts;
    private final ToldAfterAll told;
    private final Emitter emitter;
    private final Provenance provenance;
    private final InboundTexts texts;
    private final @Nullable InboundMails mails;
    private final Sends sends;

    public FeedbackHandler() {
        this(Platform.fromEnvironment(), FeedbackHandler::bucket);
    }

    private FeedbackHandler(Platform platform, Function<Installation, @Nullable FileStore> files) {
        this(
                platform,
                files.apply(platform.installation()),
                new SignedByTopic(
                        platform.installation().requireTopics(),
                        HttpCertificates.of(System.getenv()),
                        platform.time()::machine));
    }

    private static @Nullable FileStore bucket(Installation installation) {
        return installation.sender().answersAt() == null ? null : S3Files.of(installation);
    }

    /** A handler that takes no mail in, and takes everybody at their word. */
    public FeedbackHandler(Platform platform) {
        this(platform, null, Provenance.UNCHECKED);
    }

    /**
     * A handler that finds the mails that came in among these files; absent: none come in.
     *
     * @param provenance what no topic of ours has published is refused by
     */
    public FeedbackHandler(Platform platform, @Nullable FileStore files, Provenance provenance) {
        var table = Table.of(platform);
        this.loop = BatchLoop.of("feedback", platform);
        this.platform = platform;
        this.slices = new SliceStore(table);
        this.suppressions = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));
        this.contacts = new ContactStore(table);
        this.told = new ToldAfterAll(table);
        this.emitter = new Emitter(platform);
        this.provenance = provenance;
        this.texts = new InboundTexts(platform);
        this.mails = files == null ? null : new InboundMails(platform, files);
        this.sends = new Sends(platform);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return loop.records(event, record -> take(record.getBody()));
    }

    private void take(String body) {
        provenance.check(body);
        var text = InboundSms.read(body);
        var mail = ReceivedMail.read(body);
        if (text.isPresent()) {
            texts.take(text.get());
        } else if (mail.isPresent()) {
            if (mails == null) {
                throw new InboundMails.UnexpectedMail(mail.get().id());
            }
            mails.take(mail.get());
        } else {
            ProviderEvent.read(body).ifPresent(this::handle);
            LookEvent.read(body).ifPresent(this::note);
        }
    }

    /** A look is kept on its touch and changes nothing: it is no answer, whoever looked. */
    private void note(LookEvent look) {
        var at =
                look.at() == null ? platform.time().business() : platform.time().businessAt(look.at());
        changed(
                new CampaignKey(look.workspace(), look.touch().campaignId()),
                look.touch(),
                slice -> Sending.seen(slice, look.touch().position(), look.what(), look.by(), at));
    }

    private void handle(ProviderEvent event) {
        var key = new CampaignKey(event.workspace(), event.touch().campaignId());
        var touch = settled(key, event);
        if (touch == null) {
            return;
        }
        if (ByHand.heard(touch)) {
            told.close(key, "provider", platform.time().business());
        }
        // Answers to a text are for contacts as well: other notices are for the campaign's own people.
        if (!touch.kind().notice() || touch.kind().answer()) {
            suppress(event, touch);
        }
        if (event.transition() == Transition.PROVIDER_COMPLAINED
                && !touch.kind().notice()) {
            var now = platform.time().business();
            emitter.send(Message.Replied.optOut(key, touch.contactId(), now), Duration.ZERO);
        }
        if (touch.kind().notice() ? touch.unheard() : touch.state().lost()) {
            var unreachable = new Effect.ReportUnreachable(
                    event.touch().wave(), event.touch().index());
            emitter.emit(key, List.of(unreachable), platform.time().business());
        }
    }

    /** Returns the touch with the event applied; null when there is no such touch. */
    private @Nullable Touch settled(CampaignKey key, ProviderEvent event) {
        return changed(
                key,
                event.touch(),
                slice -> Sending.settled(
                        slice,
                        event.touch().position(),
                        event.transition(),
                        platform.time().business()));
    }

    /** Returns a touch once its slice is written as this changes it; null when there is no such touch. */
    private @Nullable Touch changed(CampaignKey key, TouchRef place, UnaryOperator<Slice> change) {
        var changed = slices.change(key, place, change, () -> platform.time().machine())
                .orElse(null);
        if (changed == null) {
            return null;
        }
        sends.count(key, changed.before(), changed.after());
        return changed.after().touches().get(place.position());
    }

    /** A dead address is closed for its channel, a complaint closes everything. */
    private void suppress(ProviderEvent event, Touch touch) {
        boolean dead = event.transition() == Transition.PROVIDER_BOUNCED && event.permanent();
        if (!dead && event.transition() != Transition.PROVIDER_COMPLAINED) {
            return;
        }
        suppressions.suppress(new SuppressionStore.Wish(
                event.workspace(),
                touch.contactId(),
                contacts.find(event.workspace(), touch.contactId())
                        .map(contact -> addresses(contact.profile(), touch.channel(), dead))
                        .orElse(Set.of()),
                dead ? Set.of(touch.channel()) : Set.of(Channel.values()),
                dead ? Suppression.Reason.HARD_BOUNCE : Suppression.Reason.COMPLAINT,
                event.touchId(),
                platform.time().business()));
    }

    /** A dead address says nothing about the contact's others; whoever complains means all of them. */
    private static Set<String> addresses(Profile profile, Channel channel, boolean dead) {
        boolean phone = channel == Channel.SMS || channel == Channel.PHONE;
        return Stream.of(!dead || !phone ? profile.email() : null, !dead || phone ? profile.phone() : null)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
