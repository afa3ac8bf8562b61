package io.muster.functions.strategy.contacts;

import io.muster.aws.Platform;
import io.muster.aws.Time;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Cursor;
import io.muster.aws.api.Page;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.file.FileStore;
import io.muster.aws.file.S3Files;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Table;
import io.muster.domain.contact.CategoryKey;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Tier;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Contacts in and out of a workspace: imported from files, listed, read, exported, erased. */
public final class ContactsApi implements Api {

    private static final String LIST = "contacts";

    /** So many characters, most of which are one byte, stay well below what an answer may weigh. */
    private static final int LONGEST_EXPORT = 2 << 20;

    /** With a filter, so many are read for one page at most; the next cursor goes on from there. */
    private static final int MOST_READ = 1_000;

    private final ContactStore store;
    private final GateStore gates;
    private final Time time;
    private final ImportDesk imports;
    private final Router router;

    public ContactsApi() {
        this(Platform.fromEnvironment());
    }

    /** Makes the API with uploads to S3 where the installation has a bucket for them, and without uploads elsewhere. */
    public ContactsApi(Platform platform) {
        this(platform, platform.installation().imports() == null ? null : S3Files.of(platform.installation()));
    }

    public ContactsApi(Platform platform, @Nullable FileStore files) {
        var table = Table.of(platform);
        this.store = new ContactStore(table);
        this.gates = new GateStore(table);
        this.time = platform.time();
        this.imports = new ImportDesk(platform);
        var uploads = new UploadDesk(platform, files);
        var desk = new ContactDesk(platform);
        var eligibility = new EligibilityDesk(platform);
        var rights = new RightsDesk(platform);
        this.router = Router.of(platform, "contacts-api")
                .on("POST /contacts/import", Scope.OPERATE, request -> ApiResponse.ok(imports.take(request)))
                .on("POST /contacts/imports", Scope.OPERATE, uploads::create)
                .on("GET /contacts/imports", Scope.READ, uploads::list)
                .on("GET /contacts/imports/{id}", Scope.READ, uploads::read)
                .on("GET /contacts/imports/{id}/errors", Scope.READ, uploads::errors)
                .on("GET /contacts", Scope.READ, this::list)
                .on("POST /contacts", Scope.OPERATE, desk::create)
                .on("GET /contacts/export", Scope.READ, this::export)
                .on("GET /contacts/{id}", Scope.READ, this::read)
                .on("PUT /contacts/{id}", Scope.OPERATE, desk::replace)
                .on("DELETE /contacts/{id}", Scope.ADMIN, rights::erase)
                .on("GET /contacts/{id}/export", Scope.READ, rights::export)
                .on("GET /contacts/{id}/eligibility", Scope.READ, eligibility::answer);
    }

    @Override
    public Router router() {
        return router;
    }

    private ApiResponse list(ApiRequest request) {
        request.onlyQuery("limit", "cursor", "tier", "state", "category", "source");
        var cursor = Cursor.of(request, LIST);
        var wanted = wanted(request);
        var found = new ArrayList<Contact>();
        var next = cursor.after();
        int read = 0;
        do {
            var page = store.list(request.workspace(), cursor.limit() - found.size(), next);
            page.contacts().stream().filter(wanted).forEach(found::add);
            next = page.next();
            read += cursor.limit();
        } while (next != null && found.size() < cursor.limit() && read < MOST_READ);
        return ApiResponse.ok(new Page<>(found, next(next)));
    }

    private static Predicate<Contact> wanted(ApiRequest request) {
        var tier = request.query("tier").map(ContactsApi::tier);
        var state = request.query("state").map(text -> text.toUpperCase(Locale.ROOT));
        var category = request.query("category").map(CategoryKey::of);
        var source = request.query("source");
        return contact -> tier.map(wanted -> contact.tier() == wanted).orElse(true)
                && state.map(wanted -> wanted.equals(contact.place().state())).orElse(true)
                && category.map(wanted -> contact.categories().contains(wanted)).orElse(true)
                && source.map(wanted -> contact.source().equals(wanted)).orElse(true);
    }

    private static Tier tier(String text) {
        return Arrays.stream(Tier.values())
                .filter(tier -> Integer.toString(tier.number()).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("tier", "is not one of the values allowed", "1, 2, 3")
                        .thrown());
    }

    private ApiResponse read(ApiRequest request) {
        request.onlyQuery();
        var id = request.path("id");
        var contact = store.find(request.workspace(), id)
                .orElseThrow(() -> Problem.notFound("contact", id).thrown());
        var gate = gates.find(request.workspace(), id);
        return ApiResponse.ok(ContactView.of(contact, gate, time.business()));
    }

    /** Answers a file, and where a workspace has more contacts than one may hold, a link to the next. */
    private ApiResponse export(ApiRequest request) {
        request.onlyQuery("cursor");
        var after = Cursor.of(request, LIST).after();
        var csv = new StringWriter();
        var export = ContactExport.to(csv);
        do {
            var page = store.list(request.workspace(), Cursor.MOST, after);
            export.write(page.contacts());
            after = page.next();
        } while (after != null && csv.getBuffer().length() < LONGEST_EXPORT);
        return new ApiResponse(200, csv.toString(), headers(next(after)));
    }

    private static Map<String, String> headers(@Nullable String next) {
        var headers = new HashMap<String, String>();
        headers.put("content-type", "text/csv; charset=utf-8");
        headers.put("content-disposition", "attachment; filename=\"contacts.csv\"");
        if (next != null) {
            headers.put("link", "</contacts/export?cursor=" + next + ">; rel=\"next\"");
        }
        return headers;
    }

    private static @Nullable String next(@Nullable String contactId) {
        return contactId == null ? null : Cursor.next(LIST, contactId);
    }
}
