package io.muster.functions.strategy.contacts;

import io.muster.aws.Platform;
import io.muster.aws.file.ImportJob.Counts;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.ContactStore.Saved;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.contact.Contact;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Keeps what rows say: contacts, each brought up to date, and who must not be contacted. Twice is as good as once. */
final class Intake {
    private static final Set<Channel> ALL = Set.of(Channel.values());

    private final ContactStore contacts;
    private final SuppressionStore suppressions;

    Intake(Platform platform) {
        var table = Table.of(platform);
        this.contacts = new ContactStore(table);
        this.suppressions = new SuppressionStore(table, new SignedTokens(new KeyRing(table)));
    }

    /**
     * Keeps a group of rows.
     *
     * @param at when (business time); what is suppressed already keeps its moment
     * @return what became of them
     */
    Counts take(String workspace, String source, Instant at, List<ImportedRow> rows) {
        var people = new LinkedHashMap<String, Contact>();
        int accepted = 0;
        int suppressed = 0;
        for (var row : rows) {
            switch (row) {
                case ImportedRow.Accepted some -> {
                    people.merge(some.contact().id(), some.contact(), Contact::updatedBy);
                    accepted++;
                }
                case ImportedRow.Suppressed(var _, var id, var addresses) -> {
                    suppressions.suppress(new SuppressionStore.Wish(
                            workspace, id, addresses, ALL, Suppression.Reason.IMPORT, source, at));
                    suppressed++;
                }
                case ImportedRow.Rejected _ -> {}
            }
        }
        var saved = contacts.save(workspace, people.values()).values();
        return new Counts(
                rows.size(),
                Collections.frequency(saved, Saved.CREATED),
                Collections.frequency(saved, Saved.UPDATED),
                Collections.frequency(saved, Saved.UNCHANGED),
                accepted - people.size(),
                suppressed,
                rows.size() - accepted - suppressed);
    }
}
