package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.aws.token.Token;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.template.MissingVariable;
import io.muster.functions.dispatch.template.Template;
import io.muster.functions.dispatch.template.Templates;
import io.muster.functions.dispatch.template.Wording;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Composes the message of a touch: its words, its addresses, and the signed ways back. */
final class Letters {

    /** How long an opt-out link works: far longer than the 30 days that the law asks for. */
    private static final Duration OPT_OUT_VALID = Duration.ofDays(180);

    private final Platform platform;
    private final SignedTokens tokens;
    private final Templates templates = Templates.builtIn();

    Letters(Platform platform, Table table) {
        this.platform = platform;
        this.tokens = new SignedTokens(new KeyRing(table));
    }

    /** A message, or why there cannot be one. */
    sealed interface Composed {

        record Ready(OutgoingMessage message) implements Composed {}

        record Impossible(String reason) implements Composed {}
    }

    /** Returns the message of the touch at a position. */
    Composed compose(SliceFile file, int position) {
        var touch = file.slice().touches().get(position);
        var recipient = file.recipient(touch);
        var address = recipient == null ? null : address(touch.channel(), recipient);
        if (recipient == null || address == null) {
            return new Composed.Impossible("NO_ADDRESS");
        }
        try {
            return new Composed.Ready(compose(file, touch, file.touchId(position), recipient, address));
        } catch (MissingVariable | Unsendable e) {
            return new Composed.Impossible(e.getClass().getSimpleName());
        }
    }

    private OutgoingMessage compose(SliceFile file, Touch touch, String touchId, Recipient recipient, String address) {
        var sender = platform.installation().sender();
        var workspace = file.campaign().key().workspace();
        var reply = tokens.replyLocalPart(workspace, touchId)
                .map(local ->
                        local + sender.address().substring(sender.address().lastIndexOf('@')))
                .orElse(sender.address());
        var optOut = touch.kind().notice() ? null : optOut(workspace, recipient.contactId(), touchId);
        var words = templates.render(
                template(touch.kind()),
                Wording.of(file.campaign(), file.request(), recipient.zone())
                        .with("recipientName", recipient.name())
                        .with("senderName", sender.name())
                        .with("postalAddress", sender.postalAddress())
                        .with("source", recipient.source())
                        .with("replyAddress", reply)
                        .with("optOutUrl", optOut)
                        .variables());
        return new OutgoingMessage(
                workspace,
                touchId,
                touch.channel(),
                new Address(sender.name(), sender.address()),
                new Address(recipient.name(), address),
                words.subject(),
                words.text(),
                words.html(),
                reply,
                optOut,
                platform.time().business());
    }

    private String optOut(String workspace, String contactId, String touchId) {
        var expires = platform.time().machine().plus(OPT_OUT_VALID);
        var token = new Token(Token.Purpose.OPT_OUT, workspace, contactId, touchId, expires);
        return platform.installation().publicUrl() + "/u/" + tokens.sign(token);
    }

    /** Returns what a channel reaches a recipient by. */
    static @Nullable String address(Channel channel, Recipient recipient) {
        return switch (channel) {
            case EMAIL -> recipient.email();
            case SMS, PHONE -> recipient.phone();
            case WEBSITE_FORM -> recipient.website();
            case LINKEDIN -> recipient.profileUrl();
            case MANUAL -> null;
        };
    }

    private static Template template(Touch.Kind kind) {
        return switch (kind) {
            case INVITATION -> Template.INVITATION;
            case REMINDER -> Template.REMINDER;
            case REPORT -> Template.REPORT;
            case ALERT -> Template.ALERT;
            case CONFIRMATION -> Template.CONFIRMATION;
            case HELP -> Template.HELP;
        };
    }
}
