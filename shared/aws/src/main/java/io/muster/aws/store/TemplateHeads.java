package io.muster.aws.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which version of each template a workspace uses: small, so that whoever sends reads it with everything else and reads
 * the words themselves only when they are new.
 *
 * @param heads of the templates that were ever changed, by id
 * @param version raised by every change of any template; 0 when none was ever changed
 */
public record TemplateHeads(List<Head> heads, long version) {

    /** Every template is the built-in one. */
    public static final TemplateHeads NONE = new TemplateHeads(List.of(), 0);

    public TemplateHeads {
        heads = List.copyOf(heads);
    }

    /**
     * The version of one template that is in use.
     *
     * @param edited whether it has words of its own; else it is the built-in one again
     */
    public record Head(String templateId, int version, boolean edited, String by, Instant at) {}

    /** Returns the head of a template that was ever changed. */
    public Optional<Head> of(String templateId) {
        return heads.stream()
                .filter(head -> head.templateId().equals(templateId))
                .findFirst();
    }

    /** Returns the version of a template that is in use, 0 where it was never changed. */
    public int versionOf(String templateId) {
        return of(templateId).map(Head::version).orElse(0);
    }

    /** Returns these heads with another one of its template; the version is raised by whoever stores them. */
    TemplateHeads with(Head head) {
        var next = new ArrayList<>(heads);
        next.removeIf(other -> other.templateId().equals(head.templateId()));
        next.add(head);
        next.sort(Comparator.comparing(Head::templateId));
        return new TemplateHeads(next, version + 1);
    }

    /** Returns the heads that an item holds, none when there is no item. */
    static TemplateHeads read(@Nullable Map<String, AttributeValue> item) {
        return item == null ? NONE : Items.read(TemplateHeads.class, item);
    }
}
