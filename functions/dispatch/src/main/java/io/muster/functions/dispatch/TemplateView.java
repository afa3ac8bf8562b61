package io.muster.functions.dispatch;

import io.muster.aws.store.TemplateHeads;
import io.muster.aws.store.TemplateHeads.Head;
import io.muster.aws.store.TemplateVersion;
import io.muster.aws.store.Texts;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import io.muster.functions.dispatch.template.Part;
import io.muster.functions.dispatch.template.Template;
import io.muster.functions.dispatch.template.Variable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template as the API shows it.
 *
 * @param kind the touches that it is for
 * @param version the one in use, 0 while nobody has changed it
 * @param edited whether it has words of the workspace's own
 * @param changedBy who wrote the version in use, as their token names them; absent for version 0
 * @param texts its words; left out of lists
 */
record TemplateView(
        String id,
        Channel channel,
        Touch.Kind kind,
        int version,
        boolean edited,
        @Nullable String changedBy,
        @Nullable Instant changedAt,
        List<Part> parts,
        List<Named> variables,
        @Nullable Texts texts) {

    TemplateView {
        parts = List.copyOf(parts);
        variables = List.copyOf(variables);
    }

    /**
     * A variable that the template may name.
     *
     * @param required whether its text and its HTML must always say it
     * @param optional whether there may be nothing to say
     */
    record Named(String name, String means, String example, boolean required, boolean optional) {

        static Named of(Variable variable, Template template) {
            return new Named(
                    variable.wire(),
                    variable.means(),
                    variable.example(),
                    template.required().contains(variable),
                    variable.optional());
        }
    }

    /**
     * A version as the API shows it.
     *
     * @param builtIn whether its words are the built-in ones
     * @param by who wrote it; absent for version 0
     * @param texts its words; left out of lists
     */
    record Version(
            String id,
            int version,
            boolean builtIn,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable Texts texts) {

        static Version builtIn(Template template, @Nullable Texts texts) {
            return new Version(template.id(), 0, true, null, null, texts);
        }

        static Version of(TemplateVersion version, @Nullable Texts texts) {
            return new Version(
                    version.templateId(),
                    version.version(),
                    version.texts() == null,
                    version.by(),
                    version.at(),
                    texts);
        }
    }

    static TemplateView of(Template template, TemplateHeads heads, @Nullable Texts texts) {
        return of(template, heads.of(template.id()).orElse(null), texts);
    }

    static TemplateView of(Template template, @Nullable Head head, @Nullable Texts texts) {
        return new TemplateView(
                template.id(),
                template.channel(),
                template.kind(),
                head == null ? 0 : head.version(),
                head != null && head.edited(),
                head == null ? null : head.by(),
                head == null ? null : head.at(),
                List.copyOf(template.parts()),
                template.variables().stream()
                        .map(variable -> Named.of(variable, template))
                        .toList(),
                texts);
    }
}
