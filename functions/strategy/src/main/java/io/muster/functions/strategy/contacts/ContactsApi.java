package io.muster.functions.strategy.contacts;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Cursor;
import io.muster.aws.api.Page;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Router;
import io.muster.aws.api.Scope;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.store.Table;
import io.muster.domain.contact.Contact;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contacts in and out of a workspace: imported from files, listed, read, exported. */
public final class ContactsApi implements Api {

    private static final String LIST = "contacts";

    /** So many rows stay well below what an answer may weigh. */
    private static final int MOST_EXPORTED = 10_000;

    private final ContactStore store;
    private final ImportDesk imports;
    private final Router router;

    public ContactsApi() {
        this(Platform.fromEnvironment());
    }

    public ContactsApi(Platform platform) {
        var table = new Table(platform.dynamoDb(), platform.installation().table());
        this.store = new ContactStore(table);
        this.imports = new ImportDesk(platform);
        this.router = Router.of(platform, "contacts-api")
                .on("POST /contacts/import", Scope.OPERATE, request -> ApiResponse.ok(imports.take(request)))
                .on("GET /contacts", Scope.READ, this::list)
                .on("GET /contacts/export", Scope.READ, this::export)
                .on("GET /contacts/{id}", Scope.READ, this::read);
    }

    @Override
    public Router router() {
        return router;
    }

    private ApiResponse list(ApiRequest request) {
        request.onlyQuery("limit", "cursor");
        var cursor = Cursor.of(request, LIST);
        var page = store.list(request.workspace(), cursor.limit(), cursor.after());
        return ApiResponse.ok(new Page<>(page.contacts(), next(page.next())));
    }

    private ApiResponse read(ApiRequest request) {
        request.onlyQuery();
        var id = request.path("id");
        return ApiResponse.ok(store.find(request.workspace(), id)
                .orElseThrow(() -> Problem.notFound("contact", id).thrown()));
    }

    /** Answers a file, and where a workspace has more contacts than one may hold, a link to the next. */
    private ApiResponse export(ApiRequest request) {
        request.onlyQuery("cursor");
        var contacts = new ArrayList<Contact>();
        var after = Cursor.of(request, LIST).after();
        do {
            var page = store.list(request.workspace(), Cursor.MOST, after);
            contacts.addAll(page.contacts());
            after = page.next();
        } while (after != null && contacts.size() < MOST_EXPORTED);
        return new ApiResponse(200, csv(contacts), headers(next(after)));
    }

    private static String csv(List<Contact> contacts) {
        var csv = new StringWriter();
        ContactExport.write(contacts.stream(), csv);
        return csv.toString();
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
