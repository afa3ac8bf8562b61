package io.muster.functions.strategy.contacts;

import io.muster.aws.Platform;
import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.ApiResponse;
import io.muster.aws.api.Cursor;
import io.muster.aws.api.Problem;
import io.muster.aws.lambda.Log;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.Erasure;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.TaskStore;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.contact.Contact;
import io.muster.domain.task.ByHand;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import io.muster.functions.strategy.contacts.ContactDossier.InCampaign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person has a right to: to be told all that is stored about him, and to be forgotten. */
final class RightsDesk {

    private static final Log LOG = Log.of("contacts-api");
    private static final String LIST = "contact-export";

    /** So many campaigns are looked through for one answer; its cursor goes on from there. */
    private static final int LOOKED_THROUGH = 25;

    private final Platform platform;
    private final Erasure erasure;
    private final ContactStore contacts;
    private final GateStore gates;
    private final SuppressionStore suppressions;
    private final CampaignStore campaigns;
    private final TaskStore tasks;

    RightsDesk(Platform platform) {
        var table = Table.of(platform);
        this.platform = platform;
        this.erasure = new Erasure(platform);
        this.contacts = new ContactStore(table);
        this.gates = new GateStore(table);
        this.suppressions = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));
        this.campaigns = new CampaignStore(table);
        this.tasks = new TaskStore(table);
    }

    /** What became of a contact that was to be erased. */
    record Erased(String id, boolean erased) {}

    /** Erases a contact; asked for again, the answer is the same. */
    ApiResponse erase(ApiRequest request) {
        request.onlyQuery();
        var id = request.path("id");
        var at = platform.time().business();
        if (!erasure.erase(request.workspace(), id, request.subject(), at)) {
            throw Problem.notFound("contact", id).thrown();
        }
        LOG.info("contact_erased", Map.of("workspace", request.workspace(), "contact", id));
        return ApiResponse.ok(new Erased(id, true));
    }

    /** Answers all that is stored about a contact, and what so many campaigns have of it, the newest first. */
    ApiResponse export(ApiRequest request) {
        request.onlyQuery("cursor");
        var workspace = request.workspace();
        var id = request.path("id");
        var contact = contacts.find(workspace, id)
                .orElseThrow(() -> Problem.notFound("contact", id).thrown());
        var page = campaigns.list(
                workspace, LOOKED_THROUGH, Cursor.of(request, LIST).after());
        var about = page.campaigns().stream()
                .map(campaign -> about(campaign.key(), id))
                .filter(Objects::nonNull)
                .toList();
        return ApiResponse.ok(new ContactDossier(
                contact,
                ContactDossier.Standing.of(gates.find(workspace, id)),
                suppressions(workspace, contact),
                about,
                Cursor.nextOrNull(LIST, page.next())));
    }

    private List<ContactDossier.Suppressed> suppressions(String workspace, Contact contact) {
        var asked = new SuppressionStore.Wish(
                workspace,
                contact.id(),
                contact.profile().addresses(),
                Set.of(Channel.values()),
                Suppression.Reason.OPERATOR,
                "",
                Instant.EPOCH);
        return suppressions.find(asked).stream()
                .map(one -> new ContactDossier.Suppressed(one, suppressions.history(workspace, one.hash())))
                .toList();
    }

    private @Nullable InCampaign about(CampaignKey key, String contactId) {
        var state = campaigns.load(key);
        if (state.isEmpty() || !ContactDossier.concerns(state.get(), contactId)) {
            return null;
        }
        var touches = ContactDossier.touches(state.get(), contactId);
        var history = campaigns.history(key);
        var ids = new ArrayList<>(ByHand.alerts(key, history, contactId));
        touches.forEach(touch -> ids.add(touch.id()));
        var work = tasks.findAll(key.workspace(), ids).stream()
                .sorted(Comparator.comparing(HumanTask::createdAt).thenComparing(HumanTask::id))
                .toList();
        return new InCampaign(
                key.id(),
                state.get().brief().title(),
                ContactDossier.Membership.of(state.get().brief(), contactId),
                ContactDossier.reasons(history, contactId),
                touches,
                ContactDossier.named(state.get(), contactId),
                state.get().responses().get(contactId),
                work,
                ContactDossier.lines(history, contactId));
    }
}
