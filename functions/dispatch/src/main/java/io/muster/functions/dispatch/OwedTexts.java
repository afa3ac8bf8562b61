package io.muster.functions.dispatch;

import io.muster.aws.Installation;
import io.muster.aws.Platform;
import io.muster.aws.error.Categorized;
import io.muster.aws.lambda.Log;
import io.muster.aws.lambda.RetryLater;
import io.muster.aws.message.AnswerDue;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.CapCounters;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.Table;
import io.muster.aws.store.TemplateStore;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SealedText;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Claims;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.template.Rendered;
import io.muster.functions.dispatch.template.Template;
import io.muster.functions.dispatch.template.Templates;
import io.muster.functions.dispatch.template.Variable;
import io.muster.functions.dispatch.template.Wording;
import java.time.Instant;
import java.util.Map;

/**
 * Answers the STOP and the HELP of numbers that no campaign has touched, so that there is no touch to claim. What is
 * claimed instead is the number's one answer of the day to that word: before the provider is called, and given back only
 * if it certainly did not take the text. So a doubled delivery, a crash and two machines that answer each other get one
 * text at most. No suppression is asked, since this is what it owes.
 */
final class OwedTexts {

    private static final Log LOG = Log.of("dispatch");

    private final Platform platform;
    private final Outlets outlets;
    private final Table table;
    private final SettingsStore settings;
    private final TemplateStore heads;
    private final Templates templates;
    private final Idempotency claims;
    private final SignedTokens hashes;
    private final SealedText seals;

    OwedTexts(Platform platform, Outlets outlets) {
        this.table = Table.of(platform);
        var ring = new KeyRing(table);
        this.platform = platform;
        this.outlets = outlets;
        this.settings = new SettingsStore(platform);
        this.heads = new TemplateStore(table);
        this.templates = new Templates(table);
        this.claims = new Idempotency(platform);
        this.hashes = new SignedTokens(ring);
        this.seals = new SealedText(ring);
    }

    /** The provider did not take an answer, which may be offered again while it is wanted. */
    private static final class NotTaken extends RuntimeException implements Categorized {
        private static final long serialVersionUID = 1;

        private final Category category;

        NotTaken(String id, Receipt.Refused refused) {
            super("the answer to " + id + " was refused: " + refused.reason());
            this.category = refused.category();
        }

        @Override
        public Category category() {
            return category;
        }

        @Override
        public String code() {
            return "answer_refused";
        }
    }

    /** Answers a text that is not answered yet, in time; however often it is asked for, one answer goes. */
    void give(AnswerDue due) {
        var sender = outlets.senders().get(Channel.SMS);
        if (sender == null || tooLate(due)) {
            note("text_not_answered", due, sender == null ? "no_provider" : "too_late");
            return;
        }
        var number = due.number(seals);
        var message = message(due, number);
        var claim = claim(due, number);
        if (claims.begin(due.workspace(), claim, due.id()).isPresent()) {
            note("text_not_answered", due, "answered_before");
            return;
        }
        if (!offered(due)) {
            claims.release(due.workspace(), claim);
            throw new RetryLater("the sender's minute is full; the answer to " + due.id() + " waits for the next");
        }
        switch (tooLate(due) ? late() : sender.send(message)) {
            case Receipt.Accepted _ -> note("text_answered", due, "accepted");
            case Receipt.Ambiguous _ -> note("text_answered", due, "unknown");
            case Receipt.BadAddress _ -> note("text_not_answered", due, "bad_address");
            case Receipt.Refused refused -> {
                claims.release(due.workspace(), claim);
                throw new NotTaken(due.id(), refused);
            }
        }
    }

    /** Strangers cannot make the sender send more a minute than it may. */
    private boolean offered(AnswerDue due) {
        var time = platform.time();
        var limits = settings.read(due.workspace()).limits();
        return CapCounters.offer(table, due.workspace(), limits, Channel.SMS, time.business(), time.machine());
    }

    /** A client's key has no space, so that none can be this one. */
    private Idempotency.Request claim(AnswerDue due, String number) {
        var key = "answer " + due.keyword() + " " + hashes.addressHash(due.workspace(), number);
        return new Idempotency.Request(key, due.id());
    }

    private boolean tooLate(AnswerDue due) {
        Instant latest = due.textedAt().plus(Claims.ANSWER_WITHIN);
        return platform.time().machine().isAfter(latest);
    }

    private static Receipt late() {
        return new Receipt.Refused(Category.TIMEOUT, "its time was over before the call", null);
    }

    private OutgoingMessage message(AnswerDue due, String number) {
        var sender =
                settings.read(due.workspace()).sender(platform.installation().sender());
        return new OutgoingMessage(
                due.workspace(),
                due.id(),
                Channel.SMS,
                new Address(sender.name(), sender.address()),
                new Address(null, number),
                "",
                words(due, sender).text(),
                null,
                sender.address(),
                null,
                platform.time().business());
    }

    /** Words of a workspace's own that speak of a campaign cannot be said here: the built-in ones are. */
    private Rendered words(AnswerDue due, Installation.Sender sender) {
        var wording = Wording.empty()
                .with(Variable.SENDER_NAME, sender.name())
                .with(Variable.POSTAL_ADDRESS, sender.postalAddress())
                .with(Variable.REPLY_ADDRESS, sender.address());
        return templates.of(due.workspace(), heads.heads(due.workspace())).renderAnyway(template(due), wording);
    }

    private static Template template(AnswerDue due) {
        return switch (due.keyword()) {
            case STOP -> Template.SMS_CONFIRMATION;
            case HELP -> Template.SMS_HELP;
            case START -> throw new IllegalArgumentException("nobody answers a START: " + due.id());
        };
    }

    private static void note(String what, AnswerDue due, String how) {
        LOG.info(what, Map.of("workspace", due.workspace(), "text", due.id(), "how", how));
    }
}
