package io.muster.functions.checkin;

import io.muster.aws.Numbers;
import io.muster.aws.Platform;
import io.muster.aws.error.Categorized;
import io.muster.aws.lambda.Log;
import io.muster.aws.message.AnswerDue;
import io.muster.aws.message.Emitter;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.shell.CampaignShell;
import io.muster.aws.shell.Outcome;
import io.muster.aws.store.ArrivalStore;
import io.muster.aws.store.ArrivalStore.Arrival;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SealedText;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.contact.Consent;
import io.muster.domain.contact.Contact;
import io.muster.domain.error.Category;
import io.muster.domain.reply.Intent;
import io.muster.domain.reply.Keyword;
import io.muster.domain.reply.ReplyRules;
import io.muster.domain.touch.Channel;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What contacts text back. A STOP closes every channel of whoever has the number, a START opens what that STOP closed,
 * everything else goes to the campaign that texted its sender last. Where there is none, a STOP and a HELP are answered
 * all the same. That a START opens is no exception to the rule that nobody but an operator lifts a suppression: the STOP
 * suppressed until the same number takes it back, and no longer. Each step can be done again: a second delivery finds the
 * first one's traces, and of a STOP and a START the one that was texted later counts, in whatever order they come.
 */
final class InboundTexts {

    private static final Log LOG = Log.of("texts");
    private static final String CONSENT_SOURCE = "START by text";

    private final Platform platform;
    private final Numbers numbers;
    private final ContactStore contacts;
    private final ArrivalStore arrivals;
    private final SuppressionStore suppressions;
    private final CampaignShell shell;
    private final Emitter emitter;
    private final SealedText seals;
    private final SealedTexts texts;

    InboundTexts(Platform platform) {
        var table = Table.of(platform);
        this.platform = platform;
        this.numbers = platform.installation().numbers();
        this.contacts = new ContactStore(table);
        this.arrivals = new ArrivalStore(platform);
        var ring = new KeyRing(table);
        this.suppressions = new SuppressionStore(table, new SignedTokens(ring));
        this.shell = new CampaignShell(platform);
        this.emitter = new Emitter(platform);
        this.seals = new SealedText(ring);
        this.texts = new SealedTexts(table, ring);
    }

    /** A text came to a number that no workspace has: kept as a dead letter, since it may be a STOP. */
    static final class UnknownNumber extends RuntimeException implements Categorized {
        private static final long serialVersionUID = 1;

        UnknownNumber(String messageId) {
            super("text " + messageId + " came to a number of no workspace; name it in MUSTER_SMS_NUMBERS");
        }

        @Override
        public Category category() {
            return Category.INTEGRATION;
        }

        @Override
        public String code() {
            return "unknown_number";
        }
    }

    /** One text, with whom and what it concerns. */
    private record Text(String workspace, InboundSms sms, Collection<Contact> holders, Arrival arrival) {

        SuppressionStore.Word word() {
            return new SuppressionStore.Word(sms.from(), arrival.textedAt());
        }

        String source() {
            return "text " + sms.id();
        }

        /** The number itself, and every address of whoever has it: who revokes, revokes everywhere. */
        Set<String> addresses() {
            var addresses = new HashSet<>(Set.of(sms.from()));
            holders.forEach(holder -> addresses.addAll(holder.profile().addresses()));
            return addresses;
        }

        SuppressionStore.Wish wish(Suppression.Reason reason) {
            return new SuppressionStore.Wish(
                    workspace,
                    arrival.contactId(),
                    addresses(),
                    Set.of(Channel.values()),
                    reason,
                    source(),
                    null,
                    arrival.at());
        }
    }

    /** Takes a text in, whatever it says, and however often it comes. */
    void take(InboundSms sms) {
        var workspace = numbers.workspaceOf(sms.to()).orElseThrow(() -> new UnknownNumber(sms.id()));
        var ids = contacts.contactsWith(workspace, sms.from());
        var arrival = arrivals.first(workspace, sms.id(), () -> arrival(workspace, sms, ids));
        var text = new Text(workspace, sms, contacts.findAll(workspace, ids).values(), arrival);
        ReplyRules.keyword(sms.words()).ifPresentOrElse(keyword -> heed(text, keyword), () -> read(text));
    }

    private Arrival arrival(String workspace, InboundSms sms, Collection<String> ids) {
        var latest = LatestTouch.of(platform, workspace, ids);
        var published = sms.publishedAt();
        return new Arrival(
                sms.id(),
                latest.map(LatestTouch::campaignId).orElse(null),
                latest.map(LatestTouch::contactId)
                        .or(() -> ids.stream().findFirst())
                        .orElse(null),
                platform.time().business(),
                published == null ? platform.time().machine() : published);
    }

    private void heed(Text text, Keyword keyword) {
        boolean stands = switch (keyword) {
            case STOP -> suppressions.stop(text.wish(Suppression.Reason.STOP_WORD), text.word());
            case START -> start(text);
            case HELP -> true;
        };
        if (!stands) {
            LOG.info("keyword_overtaken", about(text));
            return;
        }
        boolean told = tell(
                text,
                contactId -> new CampaignInput.KeywordTexted(
                        inputId(text), text.arrival().at(), contactId, keyword));
        if (!told && keyword != Keyword.START) {
            emitter.send(AnswerDue.to(
                    text.sms().from(),
                    inputId(text),
                    text.workspace(),
                    keyword,
                    text.word().textedAt(),
                    seals));
        }
    }

    /** A START is a consent as well, given to whoever sends it. */
    private boolean start(Text text) {
        boolean stands = suppressions.start(
                text.workspace(),
                text.addresses(),
                text.word(),
                text.source(),
                text.arrival().at());
        if (stands) {
            var consent = new Consent(CONSENT_SOURCE, text.arrival().at());
            text.holders()
                    .forEach(holder -> contacts.edit(
                            text.workspace(), holder.id(), contact -> contact.consenting(Channel.SMS, consent)));
        }
        return stands;
    }

    private void read(Text text) {
        var reading = ReplyRules.classify(text.sms().words());
        if (reading.intent() == Intent.UNSUBSCRIBE) {
            suppressions.suppress(text.wish(Suppression.Reason.REPLY));
        }
        var words = Reply.kept(text.sms().words());
        tell(
                text,
                contactId -> new CampaignInput.Replied(
                        inputId(text),
                        text.arrival().at(),
                        contactId,
                        reading,
                        words == null
                                ? null
                                : texts.about(text.workspace(), contactId).apply(words)));
    }

    /** Returns whether there is a campaign that was told: where there is none, nobody answers on its behalf. */
    private boolean tell(Text text, Function<String, CampaignInput> input) {
        var campaignId = text.arrival().campaignId();
        var contactId = text.arrival().contactId();
        if (campaignId == null || contactId == null) {
            LOG.info("text_of_no_campaign", about(text));
            return false;
        }
        var happened = input.apply(contactId);
        var outcome = shell.apply(new CampaignKey(text.workspace(), campaignId), _ -> happened);
        switch (outcome) {
            case Outcome.Applied _, Outcome.Repeated _ -> {}
            case Outcome.Refused _, Outcome.Ignored _, Outcome.NotFound _ -> LOG.info("text_not_applied", about(text));
        }
        return !(outcome instanceof Outcome.NotFound);
    }

    private static String inputId(Text text) {
        return "text/" + text.sms().id();
    }

    private static Map<String, String> about(Text text) {
        return Map.of("workspace", text.workspace(), "text", text.sms().id());
    }
}
