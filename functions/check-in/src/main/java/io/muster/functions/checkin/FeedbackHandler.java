package io.muster.functions.checkin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.muster.aws.Platform;
import io.muster.aws.lambda.BatchLoop;
import io.muster.aws.lambda.RetryLater;
import io.muster.aws.message.Emitter;
import io.muster.aws.metric.Sends;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Effect;
import io.muster.domain.contact.Profile;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Sending;
import io.muster.domain.touch.Step;
import io.muster.domain.touch.Touch;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The feedback queue: the provider's own word on our messages, and the texts that contacts send back. It settles what our record
 * does not know, and closes addresses that bounce or complain. Events may come twice, in any order, and before our own record.
 */
public final class FeedbackHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final int MOST_ATTEMPTS = 8;

    private final BatchLoop loop;
    private final Platform platform;
    private final SliceStore slices;
    private final SuppressionStore suppressions;
    private final ContactStore contacts;
    private final Emitter emitter;
    private final InboundTexts texts;
    private final Sends sends;

    public FeedbackHandler() {
        this(Platform.fromEnvironment());
    }

    public FeedbackHandler(Platform platform) {
        var table = Table.of(platform);
        this.loop = BatchLoop.of("feedback", platform);
        this.platform = platform;
        this.slices = new SliceStore(table);
        this.suppressions = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));
        this.contacts = new ContactStore(table);
        this.emitter = new Emitter(platform);
        this.texts = new InboundTexts(platform);
        this.sends = new Sends(platform);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return loop.records(
                event,
                record -> InboundSms.read(record.getBody())
                        .ifPresentOrElse(
                                texts::take,
                                () -> ProviderEvent.read(record.getBody()).ifPresent(this::handle)));
    }

    private void handle(ProviderEvent event) {
        var key = new CampaignKey(event.workspace(), event.touch().campaignId());
        var touch = settled(key, event);
        if (touch == null || touch.kind().notice()) {
            return;
        }
        suppress(event, touch);
        if (touch.state().lost()) {
            var unreachable = new Effect.ReportUnreachable(
                    event.touch().wave(), event.touch().index());
            emitter.emit(key, List.of(unreachable), platform.time().business());
        }
    }

    /** Returns the touch with the event applied; null when there is no such touch. */
    private @Nullable Touch settled(CampaignKey key, ProviderEvent event) {
        var place = event.touch();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var slice = slices.find(key, place.wave(), place.index()).orElse(null);
            if (slice == null || place.position() >= slice.touches().size()) {
                return null;
            }
            var next = Sending.settled(
                    slice, place.position(), event.step(), platform.time().business());
            if (next.equals(slice) || slices.put(key, next.next(), slice.version())) {
                sends.count(key, slice, next);
                return next.touches().get(place.position());
            }
        }
        throw new RetryLater("the slice of " + event.touchId() + " is written by others all the time");
    }

    /** A dead address is closed for its channel, a complaint closes everything. */
    private void suppress(ProviderEvent event, Touch touch) {
        boolean dead = event.step() == Step.PROVIDER_BOUNCED && event.permanent();
        if (!dead && event.step() != Step.PROVIDER_COMPLAINED) {
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
