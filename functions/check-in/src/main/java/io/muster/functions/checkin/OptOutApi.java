package io.muster.functions.checkin;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Router;
import io.muster.aws.lambda.Log;
import io.muster.aws.message.Emitter;
import io.muster.aws.message.Message;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.aws.token.Token;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.TouchRef;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The opt-out link of every message: {@code GET /u/{token}} shows a button and changes nothing, since mail scanners
 * follow links; {@code POST /u/{token}} ends all outreach to the contact, for mail programs (RFC 8058) and for the
 * button alike. The token is all that it asks for: what the body says, and in which encoding, does not matter.
 */
public final class OptOutApi implements Api {

    private static final Log LOG = Log.of("opt-out-api");
    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "text/html; charset=utf-8",
            "referrer-policy", "no-referrer",
            "x-robots-tag", "noindex",
            "content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");

    private final Platform platform;
    private final SignedTokens tokens;
    private final SuppressionStore suppressions;
    private final ContactStore contacts;
    private final Emitter emitter;
    private final Router router;

    public OptOutApi() {
        this(Platform.fromEnvironment());
    }

    public OptOutApi(Platform platform) {
        var table = Table.of(platform);
        this.platform = platform;
        this.tokens = new SignedTokens(new KeyRing(table));
        this.suppressions = new SuppressionStore(table, tokens);
        this.contacts = new ContactStore(table);
        this.emitter = new Emitter(platform);
        this.router = Router.of(platform, "opt-out-api")
                .open("GET /u/{token}", this::ask)
                .open("POST /u/{token}", this::optOut);
    }

    @Override
    public Router router() {
        return router;
    }

    private ApiResponse ask(ApiRequest request) {
        return token(request).isPresent() ? page(200, OptOutPages.ASK) : page(404, OptOutPages.UNKNOWN);
    }

    private ApiResponse optOut(ApiRequest request) {
        return token(request).map(this::optOut).orElseGet(() -> page(404, OptOutPages.UNKNOWN));
    }

    private ApiResponse optOut(Token token) {
        var now = platform.time().business();
        var wish = new SuppressionStore.Wish(
                token.workspace(),
                token.contactId(),
                addresses(token),
                Set.of(Channel.values()),
                Suppression.Reason.ONE_CLICK,
                token.touchId(),
                now);
        boolean isNew = suppressions.suppress(wish);
        tell(token);
        if (isNew) {
            LOG.info(
                    "opted_out",
                    Map.of("workspace", token.workspace(), "contact", token.contactId(), "touch", token.touchId()));
        }
        return page(200, OptOutPages.DONE);
    }

    /** The same opt-out is the same message, however often the button is pressed; a lost message comes with the next. */
    private void tell(Token token) {
        TouchRef.parse(token.touchId()).ifPresent(touch -> {
            var campaign = new CampaignKey(token.workspace(), touch.campaignId());
            var now = platform.time().business();
            emitter.send(Message.Replied.optOut(campaign, token.contactId(), now), Duration.ZERO);
        });
    }

    private Set<String> addresses(Token token) {
        return contacts.find(token.workspace(), token.contactId())
                .map(contact -> contact.profile().addresses())
                .orElse(Set.of());
    }

    private Optional<Token> token(ApiRequest request) {
        return tokens.verify(
                request.path().getOrDefault("token", ""),
                Token.Purpose.OPT_OUT,
                platform.time().machine());
    }

    private static ApiResponse page(int status, String html) {
        return new ApiResponse(status, html, HEADERS);
    }
}
