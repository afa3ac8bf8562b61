package io.muster.functions.checkin;

import io.muster.aws.Platform;
import io.muster.aws.error.Categorized;
import io.muster.aws.file.FileStore;
import io.muster.aws.lambda.Log;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.shell.Outcome;
import io.muster.aws.store.ArrivalStore;
import io.muster.aws.store.ArrivalStore.Arrival;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.SliceStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What contacts mail back. The address that a mail answers to names its touch and proves itself, so that it matters neither
 * from which address somebody answers nor whether the touch's own record is already there. A mail to any other address is
 * nobody's: who it says it is from proves nothing, and names no workspace. It stays where it lies until it is forgotten,
 * and so does what SES found to be no honest mail; what was read goes at once. Each step can be done again.
 */
final class InboundMails {

    private static final Log LOG = Log.of("mails");

    private final Platform platform;
    private final FileStore files;
    private final SignedTokens tokens;
    private final SealedTexts seals;
    private final SliceStore slices;
    private final ContactStore contacts;
    private final ArrivalStore arrivals;
    private final SuppressionStore suppressions;
    private final CampaignShell shell;

    InboundMails(Platform platform, FileStore files) {
        var table = Table.of(platform);
        this.platform = platform;
        this.files = files;
        var ring = new KeyRing(table);
        this.tokens = new SignedTokens(ring);
        this.seals = new SealedTexts(table, ring);
        this.slices = new SliceStore(table);
        this.contacts = new ContactStore(table);
        this.arrivals = new ArrivalStore(platform);
        this.suppressions = new SuppressionStore(table, tokens);
        this.shell = new CampaignShell(platform);
    }

    /** A mail came in where nobody is to read any: kept as a dead letter until somebody names the domain. */
    static final class UnexpectedMail extends RuntimeException implements Categorized {
        private static final long serialVersionUID = 1;

        UnexpectedMail(String id) {
            super("mail " + id + " came in, and there is no MUSTER_ANSWERS_DOMAIN");
        }

        @Override
        public Category category() {
            return Category.INTEGRATION;
        }

        @Override
        public String code() {
            return "unexpected_mail";
        }
    }

    /** A touch that a mail answers. */
    private record Answered(CampaignKey campaign, TouchRef touch) {}

    /** Takes a mail in, whatever it says, and however often it is told of. */
    void take(ReceivedMail mail) {
        var answered = mail.recipients().stream()
                .flatMap(recipient -> answered(recipient).stream())
                .findFirst();
        var refusal = mail.verdicts().refusal();
        if (answered.isEmpty() || refusal.isPresent()) {
            LOG.info("mail_not_taken", Map.of("mail", mail.id(), "why", refusal.orElse("no_touch")));
            return;
        }
        take(mail, answered.get());
    }

    private Optional<Answered> answered(String recipient) {
        return tokens.replied(recipient)
                .flatMap(reply -> TouchRef.parse(reply.touchId())
                        .map(touch -> new Answered(new CampaignKey(reply.workspace(), touch.campaignId()), touch)));
    }

    private void take(ReceivedMail mail, Answered answered) {
        var campaign = answered.campaign();
        var touch = touch(answered).filter(one -> asked(one.contactId()));
        if (touch.isEmpty()) {
            LOG.info("mail_not_taken", about(mail, campaign, "no_contact"));
            return;
        }
        var known = arrivals.find(campaign.workspace(), mail.id());
        var arrival = known.orElseGet(() -> arrivals.first(
                campaign.workspace(),
                mail.id(),
                () -> arrival(mail, campaign.id(), touch.get().contactId())));
        try (var file = files.open(mail.file())) {
            heed(mail, campaign, arrival, Letter.read(file));
        } catch (FileStore.NoSuchFile gone) {
            if (known.isEmpty()) {
                throw gone;
            }
            // An earlier delivery has read it to the end, and only then removed it.
            LOG.info("mail_read_before", about(mail, campaign, "again"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Optional<Touch> touch(Answered answered) {
        var place = answered.touch();
        return slices.find(answered.campaign(), place.wave(), place.index())
                .filter(slice -> place.position() < slice.touches().size())
                .map(slice -> slice.touches().get(place.position()));
    }

    private static boolean asked(String contactId) {
        return !contactId.equals(Touch.REQUESTER) && !contactId.equals(Touch.OPERATOR);
    }

    private Arrival arrival(ReceivedMail mail, String campaignId, String contactId) {
        Instant received = mail.at();
        return new Arrival(
                mail.id(),
                campaignId,
                contactId,
                platform.time().business(),
                received == null ? platform.time().machine() : received);
    }

    private void heed(ReceivedMail mail, CampaignKey campaign, Arrival arrival, Letter letter) {
        var contactId = Objects.requireNonNull(arrival.contactId());
        var reply = new Reply(contactId, null, letter.text(), Channel.EMAIL, letter.subject(), letter.headers());
        var judged = reply.judged("mail/" + mail.id(), arrival.at());
        if (judged.optOut() != null) {
            suppress(campaign, contactId, mail, arrival.at());
        }
        switch (shell.apply(campaign, _ -> judged.sealed(seals, campaign.workspace()))) {
            case Outcome.Applied _, Outcome.Repeated _ -> {}
            case Outcome.Refused _, Outcome.Ignored _, Outcome.NotFound _ ->
                LOG.info("mail_not_applied", about(mail, campaign, "campaign"));
        }
        files.delete(mail.file());
    }

    private void suppress(CampaignKey campaign, String contactId, ReceivedMail mail, Instant at) {
        var addresses = contacts.find(campaign.workspace(), contactId)
                .map(contact -> contact.profile().addresses())
                .orElse(Set.of());
        suppressions.suppress(new SuppressionStore.Wish(
                campaign.workspace(),
                contactId,
                addresses,
                Set.of(Channel.values()),
                Suppression.Reason.REPLY,
                "mail " + mail.id(),
                at));
    }

    private static Map<String, String> about(ReceivedMail mail, CampaignKey campaign, String why) {
        return Map.of("workspace", campaign.workspace(), "campaign", campaign.id(), "mail", mail.id(), "why", why);
    }
}
