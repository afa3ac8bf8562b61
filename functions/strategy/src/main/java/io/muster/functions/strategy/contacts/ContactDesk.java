package io.muster.functions.strategy.contacts;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Once;
import io.muster.aws.api.Problem;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.ContactStore.Saved;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.domain.contact.Contact;
import java.util.List;

/** Takes contacts one by one, from people who know them. */
final class ContactDesk {

    private static final String SOURCE = "api";

    private final Platform platform;
    private final ContactStore store;
    private final KeyRing keys;
    private final Once once;

    ContactDesk(Platform platform) {
        var table = Table.of(platform);
        this.platform = platform;
        this.store = new ContactStore(table);
        this.keys = new KeyRing(table);
        this.once = new Once(platform);
    }

    /** Creates a contact, or brings the one with the same address up to date, as a row of a file would. */
    ApiResponse create(ApiRequest request) {
        request.onlyQuery();
        var contact = ContactBody.read(request, options(request));
        var answer = once.answer(request, () -> {
            var saved = store.save(request.workspace(), List.of(contact)).get(contact.id());
            var stored = new Saving(contact.id());
            return saved == Saved.CREATED
                    ? ApiResponse.created("/contacts/" + contact.id(), stored)
                    : ApiResponse.ok(stored);
        });
        return new ApiResponse(answer.status(), found(request, contact.id()), answer.headers());
    }

    /** What is kept of an answer: which contact it told of, and nothing that is personal. */
    private record Saving(String contactId) {}

    /** Replaces what is known of a contact; how we came by it stays. */
    ApiResponse replace(ApiRequest request) {
        request.onlyQuery();
        var id = request.path("id");
        var stated = ContactBody.read(request, options(request));
        return store.edit(request.workspace(), id, before -> replaced(before, stated))
                .map(ApiResponse::ok)
                .orElseThrow(() -> Problem.notFound("contact", id).thrown());
    }

    private static Contact replaced(Contact before, Contact stated) {
        return new Contact(
                before.id(),
                stated.tier(),
                stated.profile(),
                stated.categories(),
                stated.place(),
                stated.credentials(),
                before.source(),
                stated.consents());
    }

    private ImportOptions options(ApiRequest request) {
        var secret = keys.identity(request.workspace());
        return ImportOptions.inRequest(
                request.workspace(),
                secret,
                ImportOptions.Format.JSON_LINES,
                SOURCE,
                platform.time().business());
    }

    private Contact found(ApiRequest request, String id) {
        return store.find(request.workspace(), id)
                .orElseThrow(() -> Problem.notFound("contact", id).thrown());
    }
}
