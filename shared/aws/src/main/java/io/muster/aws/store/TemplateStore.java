package io.muster.aws.store;

import io.muster.aws.error.Contention;
import io.muster.aws.store.TemplateHeads.Head;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A workspace's message templates: every version of each is kept, and one small item says which are in use. */
public final class TemplateStore {

    private static final int MOST_ATTEMPTS = 8;

    private final Table table;

    public TemplateStore(Table table) {
        this.table = table;
    }

    /** Other templates of the workspace are written all the time; the change can be made in a moment. */
    public static final class TemplatesContended extends RuntimeException implements Contention {
        private static final long serialVersionUID = 1;

        TemplatesContended(String workspace) {
            super("the templates of " + workspace + " are written by others all the time; try again");
        }
    }

    /** Some versions of a template, newest first; {@code next} is what the next page is older than, absent on the last. */
    public record Listing(
            List<TemplateVersion> versions, @Nullable Integer next) {

        public Listing {
            versions = List.copyOf(versions);
        }
    }

    /** Returns which versions are in use. */
    public TemplateHeads heads(String workspace) {
        return TemplateHeads.read(table.get(Keys.templates(workspace)).orElse(null));
    }

    /** Returns one version of a template; empty when it was never written. */
    public Optional<TemplateVersion> find(String workspace, String templateId, int version) {
        return table.get(Keys.templateVersion(workspace, templateId, version)).map(TemplateStore::version);
    }

    /** Returns the versions that these heads name, by template, in one request. */
    public Map<String, TemplateVersion> findAll(String workspace, Collection<Head> heads) {
        var keys = heads.stream()
                .map(head -> Keys.templateVersion(workspace, head.templateId(), head.version()))
                .toList();
        var found = new HashMap<String, TemplateVersion>();
        table.getAll(keys).values().stream()
                .map(TemplateStore::version)
                .forEach(version -> found.put(version.templateId(), version));
        return found;
    }

    /** Returns the versions of a template that are older than the given one, newest first. */
    public Listing versions(String workspace, String templateId, int limit, int olderThan) {
        var before = Keys.templateVersion(workspace, templateId, olderThan);
        var page = table.page(QueryRequest.builder()
                .tableName(table.name())
                .consistentRead(true)
                .keyConditionExpression("pk = :p AND sk < :s")
                .expressionAttributeValues(
                        Map.of(":p", AttributeValue.fromS(before.pk()), ":s", AttributeValue.fromS(before.sk())))
                .scanIndexForward(false)
                .limit(limit)
                .build());
        var versions = page.items().stream().map(TemplateStore::version).toList();
        return new Listing(
                versions, page.next() == null ? null : versions.getLast().version());
    }

    /**
     * Puts a version in use that follows the one in use now. Empty when another one is in use than its writer knew, and
     * nothing is written.
     *
     * @throws TemplatesContended after too much contention by changes of other templates
     */
    public Optional<TemplateVersion> write(String workspace, TemplateVersion next) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Table.pause(attempt);
            var heads = heads(workspace);
            if (heads.versionOf(next.templateId()) != next.version() - 1) {
                return Optional.empty();
            }
            var head = new Head(next.templateId(), next.version(), next.texts() != null, next.by(), next.at());
            var transaction = table.transaction();
            transaction.putIfVersion(Items.write(Keys.templates(workspace), heads.with(head)), heads.version());
            transaction.putIfAbsent(
                    Items.write(Keys.templateVersion(workspace, next.templateId(), next.version()), next));
            if (transaction.commit() instanceof Transaction.Result.Committed) {
                return Optional.of(next);
            }
        }
        throw new TemplatesContended(workspace);
    }

    private static TemplateVersion version(Map<String, AttributeValue> item) {
        return Items.read(TemplateVersion.class, item);
    }
}
