package io.muster.functions.dispatch;

import io.muster.aws.Installation;
import io.muster.aws.Platform;
import io.muster.aws.lambda.Log;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.aws.token.Token;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.template.BrokenTemplate;
import io.muster.functions.dispatch.template.Plain;
import io.muster.functions.dispatch.template.Template;
import io.muster.functions.dispatch.template.Variable;
import io.muster.functions.dispatch.template.Wording;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Composes the message of a touch: its words, its addresses, and the signed ways back. */
final class Letters {

    private static final Log LOG = Log.of("dispatch");

    /** How long an opt-out link works: far longer than the 30 days that the law asks for. */
    private static final Duration OPT_OUT_VALID = Duration.ofDays(180);

    private final Platform platform;
    private final SignedTokens tokens;

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
        var colleague = file.colleague(touch);
        var template = Template.of(touch.channel(), colleague == null ? plain(touch.kind()) : touch.kind());
        if (template.isEmpty()) {
            return new Composed.Impossible("NO_TEMPLATE");
        }
        try {
            return new Composed.Ready(compose(file, template.get(), position, colleague, recipient, address));
        } catch (BrokenTemplate e) {
            LOG.failed(Log.Severity.ERROR, "template_broken", Map.of("workspace", workspace(file)), e);
            return new Composed.Impossible("TEMPLATE_BROKEN " + e.name());
        } catch (Unsendable e) {
            return new Composed.Impossible(e.getClass().getSimpleName());
        }
    }

    private OutgoingMessage compose(
            SliceFile file,
            Template template,
            int position,
            @Nullable Recipient colleague,
            Recipient recipient,
            String address) {
        var touchId = file.touchId(position);
        var sender = file.sender(platform.installation());
        var workspace = workspace(file);
        var reply = template.kind().notice() ? file.deskAddress(sender) : replyAddress(workspace, touchId, sender);
        var optOut = template.kind().notice() ? null : optOut(workspace, recipient.contactId(), touchId);
        var words = file.book()
                .render(
                        template,
                        told(file, position, colleague, recipient)
                                .with(Variable.SENDER_NAME, sender.name())
                                .with(Variable.POSTAL_ADDRESS, sender.postalAddress())
                                .with(Variable.REPLY_ADDRESS, reply)
                                .with(Variable.OPT_OUT_URL, optOut)
                                .with(Variable.CAMPAIGN_URL, campaignUrl(file))
                                .with(Variable.BY_PERSON, null)
                                .with(Variable.HOURS, null)
                                .with(Variable.BECAUSE, null));
        return new OutgoingMessage(
                workspace,
                touchId,
                template.channel(),
                new Address(sender.name(), sender.address()),
                new Address(Plain.line(recipient.name()), address),
                words.subject(),
                words.text(),
                words.html(),
                reply,
                optOut,
                platform.time().business());
    }

    /** An answer names the touch that it answers; one to a notice is for people, and no contact's. */
    private String replyAddress(String workspace, String touchId, Installation.Sender sender) {
        return Optional.ofNullable(sender.answersAt())
                .flatMap(domain -> tokens.replyLocalPart(workspace, touchId).map(local -> local + "@" + domain))
                .orElse(sender.address());
    }

    private String campaignUrl(SliceFile file) {
        return platform.installation().publicUrl() + "/campaigns/"
                + file.campaign().key().id();
    }

    private static Wording told(SliceFile file, int position, @Nullable Recipient colleague, Recipient recipient) {
        var touch = file.slice().touches().get(position);
        var wording = recipient.tell(
                Wording.of(file.campaign(), file.brief(), touch.kind(), file.heard(touch), recipient.zone()));
        Colleagues.tell(wording, file.brief(), touch.reference(), recipient, colleague);
        return wording;
    }

    /** A colleague who cannot be named any more is left out. */
    private static Touch.Kind plain(Touch.Kind kind) {
        return kind.referral() ? Touch.Kind.INTRODUCTION : kind;
    }

    private static String workspace(SliceFile file) {
        return file.campaign().key().workspace();
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
}
