package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Applied;
import io.muster.aws.api.Body;
import io.muster.aws.api.Fields;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Wire;
import io.muster.aws.lambda.Log;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.Idempotency;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage.Address;
import io.muster.functions.dispatch.template.Rendered;
import io.muster.functions.dispatch.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends a filled-in template to an address that somebody gives, through the channel's real provider. Its key is taken
 * before the provider is called, and what the provider may have is never sent again under it. It belongs to no campaign
 * and no contact: nothing counts it, and no opt-out of anybody is in it.
 */
final class TestSends {

    private static final Log LOG = Log.of("templates-api");
    private static final String MARK = "[Test] ";
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern SITE = Pattern.compile("https?://[^\\s/?#]+\\S*");

    private final Platform platform;
    private final Outlets outlets;
    private final SettingsStore settings;
    private final Idempotency idempotency;
    private final SuppressionStore suppressions;

    TestSends(Platform platform, Outlets outlets) {
        var table = Table.of(platform);
        this.platform = platform;
        this.outlets = outlets;
        this.settings = new SettingsStore(platform);
        this.idempotency = new Idempotency(platform);
        this.suppressions = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));
    }

    /** What the provider said of a test message. */
    enum Outcome {
        ACCEPTED,
        REFUSED,
        BAD_ADDRESS,
        UNKNOWN
    }

    /**
     * What became of a test message.
     *
     * @param id what the message names itself by
     * @param providerId what the provider calls it, where it took it
     * @param reason why it did not go, or why nobody knows
     */
    record Sent(
            String id,
            Outcome outcome,
            @Nullable String providerId,
            @Nullable String reason) {

        static Sent of(String id, Receipt receipt) {
            return switch (receipt) {
                case Receipt.Accepted(var providerId) -> new Sent(id, Outcome.ACCEPTED, providerId, null);
                case Receipt.Refused(var _, var reason, var _) -> new Sent(id, Outcome.REFUSED, null, reason);
                case Receipt.BadAddress(var reason) -> new Sent(id, Outcome.BAD_ADDRESS, null, reason);
                case Receipt.Ambiguous(var reason) -> new Sent(id, Outcome.UNKNOWN, null, reason);
            };
        }
    }

    /** Returns where a request wants its test message sent, as the template's channel writes addresses. */
    static String address(Template template, Fields fields) {
        var to = fields.requiredText("to", 320);
        var form = switch (template.channel()) {
            case EMAIL -> EMAIL;
            case SMS, PHONE -> PHONE;
            case WEBSITE_FORM, LINKEDIN, MANUAL -> SITE;
        };
        if (!to.isEmpty() && !form.matcher(to).matches()) {
            fields.wrong("to", "is not an address of this channel", allowed(template.channel()));
        }
        return to;
    }

    private static String allowed(Channel channel) {
        return switch (channel) {
            case EMAIL -> "one mail address";
            case SMS, PHONE -> "a number in E.164, such as +15125550123";
            case WEBSITE_FORM, LINKEDIN, MANUAL -> "an http or https address";
        };
    }

    /** Returns the provider of a template's channel, or refuses where there is none. */
    Sender sender(Template template) {
        var sender = outlets.senders().get(template.channel());
        if (sender == null) {
            throw Problem.conflict(
                            "no_provider",
                            "Nothing here sends on the channel " + Wire.name(template.channel())
                                    + "; look at a preview.")
                    .thrown();
        }
        return sender;
    }

    /** Sends once under the request's key; a repetition has the answer that there is. */
    ApiResponse send(ApiRequest request, Template template, String to, Supplier<Rendered> words) {
        var key = request.idempotencyKey()
                .orElseThrow(() -> Problem.invalid("Idempotency-Key", "is required", "a header with a key of your own")
                        .thrown());
        var asked = new Idempotency.Request(key, Body.digest(request));
        var before = idempotency.find(request.workspace(), key);
        if (before.isPresent()) {
            return repeated(asked, before.get());
        }
        var sender = sender(template);
        refuseSuppressed(request.workspace(), template.channel(), to);
        var id = "test-" + platform.ids().next();
        var message = message(request.workspace(), id, template.channel(), to, words.get());
        var begun = new Sent(id, Outcome.UNKNOWN, null, "the call began, and nobody recorded its end");
        return begin(request, asked, begun)
                .map(entry -> repeated(asked, entry))
                .orElseGet(() -> call(request.workspace(), template, asked, sender, message));
    }

    private Optional<Idempotency.Entry> begin(ApiRequest request, Idempotency.Request asked, Sent begun) {
        return idempotency.begin(request.workspace(), asked, Wire.json(begun));
    }

    private ApiResponse call(
            String workspace, Template template, Idempotency.Request asked, Sender sender, OutgoingMessage message) {
        var sent = Sent.of(message.touchId(), sender.send(message));
        var answer = Wire.json(sent);
        idempotency.settle(workspace, asked, answer);
        LOG.info(
                "test_sent",
                Map.of(
                        "workspace", workspace,
                        "template", template.id(),
                        "touch", sent.id(),
                        "outcome", Wire.name(sent.outcome())));
        return ApiResponse.ok(answer);
    }

    private static ApiResponse repeated(Idempotency.Request asked, Idempotency.Entry entry) {
        if (!entry.fingerprint().equals(asked.fingerprint())) {
            throw Applied.keyReused().thrown();
        }
        return ApiResponse.ok(entry.result());
    }

    private void refuseSuppressed(String workspace, Channel channel, String to) {
        var closed = suppressions.suppressed(workspace, List.of(to)).getOrDefault(to, Set.of());
        if (closed.contains(channel)) {
            throw Problem.conflict("suppressed", "This address must not be contacted; choose another.")
                    .thrown();
        }
    }

    private OutgoingMessage message(String workspace, String id, Channel channel, String to, Rendered words) {
        var sender = settings.read(workspace).sender(platform.installation().sender());
        boolean titled = channel == Channel.EMAIL;
        return new OutgoingMessage(
                workspace,
                id,
                channel,
                new Address(sender.name(), sender.address()),
                new Address(null, to),
                words.subject().isEmpty() ? "" : MARK + words.subject(),
                titled ? words.text() : MARK + words.text(),
                words.html(),
                sender.address(),
                null,
                platform.time().business());
    }
}
