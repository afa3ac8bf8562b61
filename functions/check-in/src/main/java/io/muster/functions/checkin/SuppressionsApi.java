package io.muster.functions.checkin;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Body;
import io.muster.aws.api.Cursor;
import io.muster.aws.api.Fields;
import io.muster.aws.api.Once;
import io.muster.aws.api.Page;
import io.muster.aws.api.Problem;
import io.muster.aws.api.ProblemException;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.touch.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The suppression list, for people. It lives with the check-in function because that one writes suppressions already, for
 * opt-outs, bounces and complaints: no other function need be able to.
 */
public final class SuppressionsApi implements Api {

    private static final String LIST = "suppressions";
    private static final int LONGEST_NOTE = 500;

    /** With a filter, so many are read for one page at most; the next cursor goes on from there. */
    private static final int MOST_READ = 1_000;

    private final Platform platform;
    private final SuppressionStore suppressions;
    private final ContactStore contacts;
    private final Once once;
    private final Router router;

    public SuppressionsApi() {
        this(Platform.fromEnvironment());
    }

    public SuppressionsApi(Platform platform) {
        this.platform = platform;
        var table = Table.of(platform);
        this.suppressions = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));
        this.contacts = new ContactStore(table);
        this.once = new Once(platform);
        this.router = Router.of(platform, "suppressions-api")
                .on("GET /suppressions", Scope.READ, this::list)
                .on("POST /suppressions", Scope.OPERATE, this::suppress)
                .on("GET /suppressions/{id}", Scope.READ, this::read)
                .on("DELETE /suppressions/{id}", Scope.ADMIN, this::lift);
    }

    @Override
    public Router router() {
        return router;
    }

    private ApiResponse list(ApiRequest request) {
        request.onlyQuery("limit", "cursor", "reason", "channel");
        var cursor = Cursor.of(request, LIST);
        var reason = request.choice("reason", Suppression.Reason.class);
        var channel = request.choice("channel", Channel.class);
        var views = new ArrayList<SuppressionView>();
        var next = cursor.after();
        int read = 0;
        do {
            var page = suppressions.list(request.workspace(), cursor.limit() - views.size(), next);
            page.suppressions().stream()
                    .filter(one -> reason.map(one.reason()::equals).orElse(true))
                    .filter(one -> channel.map(one.channels()::contains).orElse(true))
                    .map(one -> SuppressionView.of(one, null))
                    .forEach(views::add);
            next = page.next();
            read += page.suppressions().size();
        } while (next != null && views.size() < cursor.limit() && read < MOST_READ);
        return ApiResponse.ok(new Page<>(views, Cursor.nextOrNull(LIST, next)));
    }

    /** Whom an operator wants left alone. */
    private record Asked(
            @Nullable String address,
            @Nullable String contactId,
            Set<Channel> channels,
            @Nullable String note) {

        static Asked of(Fields fields) {
            var address = fields.text("address", 254);
            var contactId = fields.text("contactId", 128);
            var channels = Set.copyOf(fields.choices("channels", Channel.class));
            if ((address == null) == (contactId == null)) {
                fields.wrong("address", "is required, or else contactId", "one of the two");
            }
            return new Asked(
                    address == null ? null : normal(fields, address),
                    contactId,
                    channels.isEmpty() ? Set.of(Channel.values()) : channels,
                    fields.text("note", LONGEST_NOTE));
        }

        /** Returns an address as contacts are stored with it. */
        private static String normal(Fields fields, String address) {
            if (address.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
                return address.toLowerCase(Locale.ROOT);
            }
            var phone = address.replaceAll("[\\s().-]", "");
            if (!phone.matches("\\+[1-9][0-9]{6,14}")) {
                fields.wrong("address", "is not an address", "dana@example.com, or +15125550101 with its country");
            }
            return phone;
        }
    }

    private ApiResponse suppress(ApiRequest request) {
        request.onlyQuery();
        var asked = Body.read(request, Asked::of);
        return once.answer(request, () -> suppress(request, asked));
    }

    private ApiResponse suppress(ApiRequest request, Asked asked) {
        var wish = new SuppressionStore.Wish(
                request.workspace(),
                asked.contactId,
                asked.contactId == null
                        ? Stream.ofNullable(asked.address).collect(Collectors.toSet())
                        : addresses(request.workspace(), asked.contactId),
                asked.channels,
                Suppression.Reason.OPERATOR,
                request.subject(),
                asked.note,
                platform.time().business());
        boolean isNew = suppressions.suppress(wish);
        var views = suppressions.find(wish).stream()
                .map(one -> SuppressionView.of(one, null))
                .toList();
        return new ApiResponse(isNew ? 201 : 200, new Page<>(views, null), Map.of());
    }

    private Set<String> addresses(String workspace, String contactId) {
        return contacts.find(workspace, contactId)
                .map(contact -> contact.profile().addresses())
                .orElseThrow(() -> Problem.notFound("contact", contactId).thrown());
    }

    private ApiResponse read(ApiRequest request) {
        request.onlyQuery();
        return suppressions
                .find(request.workspace(), request.path("id"))
                .map(found -> ApiResponse.ok(view(request, found)))
                .orElseThrow(() -> notFound(request));
    }

    private ApiResponse lift(ApiRequest request) {
        request.onlyQuery("reason");
        var reason = request.query("reason")
                .filter(text -> text.length() <= LONGEST_NOTE && text.chars().noneMatch(Character::isISOControl))
                .orElseThrow(() -> Problem.invalid(
                                "reason", "is required", "one line of at most " + LONGEST_NOTE + " characters")
                        .thrown());
        return suppressions
                .lift(
                        request.workspace(),
                        request.path("id"),
                        request.subject(),
                        reason,
                        platform.time().business())
                .map(lifted -> ApiResponse.ok(view(request, lifted)))
                .orElseThrow(() -> notFound(request));
    }

    private SuppressionView view(ApiRequest request, Suppression suppression) {
        List<Suppression.Change> history = suppressions.history(request.workspace(), suppression.hash());
        return SuppressionView.of(suppression, history);
    }

    private static ProblemException notFound(ApiRequest request) {
        return Problem.notFound("suppression", request.path("id")).thrown();
    }
}
