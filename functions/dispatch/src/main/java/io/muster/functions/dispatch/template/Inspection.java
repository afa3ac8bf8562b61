package io.muster.functions.dispatch.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import io.muster.aws.store.Texts;
import io.muster.domain.touch.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks at a template before it is used: whether it can be filled in whatever there is to say, whether it always says
 * what it must, and whether nothing in it lets others' words act. Everything that is wrong is found at once.
 */
public final class Inspection {

    /** The longest subject, in characters. */
    public static final int LONGEST_SUBJECT = 200;

    private static final int KB = 1024;
    private static final int MOST_SEGMENTS = 2;

    /** Tags that would turn escaping off, include another text, or change what a tag is. */
    private static final Pattern REFUSED_TAG = Pattern.compile("\\{\\{\\s*([{&=><$])");

    private final Template template;
    private final Texts texts;
    private final List<Finding> findings = new ArrayList<>();

    private Inspection(Template template, Texts texts) {
        this.template = template;
        this.texts = texts;
    }

    /** Returns everything that is wrong with texts that are to become this template; parts that are missing apart. */
    public static List<Finding> findings(Template template, Texts texts) {
        var inspection = new Inspection(template, texts);
        template.parts().forEach(inspection::look);
        boolean whole = template.parts().stream()
                .map(part -> part.of(texts))
                .noneMatch(source -> source == null || source.isBlank());
        if (whole && inspection.findings.isEmpty()) {
            inspection.findings.addAll(Promises.broken(template, texts));
        }
        return List.copyOf(inspection.findings);
    }

    /** Returns what is not wrong with a filled-in template but worth knowing. */
    public static List<String> warnings(Template template, Rendered rendered) {
        var warnings = new ArrayList<String>();
        if (rendered.subject().length() > 78) {
            warnings.add(
                    "The subject has " + rendered.subject().length() + " characters; many readers see 60 or less.");
        }
        if (template.channel() == Channel.SMS) {
            var length = SmsLength.of(rendered.text());
            if (length.encoding() == SmsLength.Encoding.UCS2) {
                warnings.add("A character outside GSM-7 more than halves what a segment holds.");
            }
            if (length.segments() > MOST_SEGMENTS) {
                warnings.add("The message takes " + length.segments() + " segments and is paid for as many.");
            }
        }
        return List.copyOf(warnings);
    }

    private void look(Part part) {
        var source = part.of(texts);
        if (source == null) {
            return;
        }
        lookAtSize(part, source);
        var refused = REFUSED_TAG.matcher(source);
        while (refused.find()) {
            var message = "has a {{" + refused.group(1) + " tag";
            findings.add(
                    Finding.at(part, source, refused.start(), message, "{{name}}, {{#name}}, {{^name}} and {{/name}}"));
        }
        lookAtTags(part, source);
        if (part == Part.HTML) {
            findings.addAll(HtmlPlaces.look(source));
        }
    }

    private void lookAtSize(Part part, String source) {
        int bytes = source.getBytes(StandardCharsets.UTF_8).length;
        switch (part) {
            case SUBJECT -> {
                if (source.length() > LONGEST_SUBJECT || source.chars().anyMatch(Character::isISOControl)) {
                    findings.add(new Finding(part, "is not usable", "one line of at most 200 characters"));
                }
            }
            case TEXT -> refuseAbove(part, bytes, 20);
            case HTML -> refuseAbove(part, bytes, 100);
        }
    }

    private void refuseAbove(Part part, int bytes, int kilobytes) {
        if (bytes > kilobytes * KB) {
            findings.add(new Finding(part, "is too long", "at most " + kilobytes + " KB"));
        }
    }

    private void lookAtTags(Part part, String source) {
        var named = new Named();
        try {
            Compiled.compile(part, source).visit(named);
        } catch (MustacheException e) {
            findings.add(new Finding(part, "cannot be read: " + e.getMessage(), null));
            return;
        }
        lookForUnclosed(part, source);
        var known = template.variables().stream().map(Variable::wire).collect(Collectors.toSet());
        for (var name : named.names) {
            if (!known.contains(name)) {
                findings.add(Finding.at(
                        part,
                        source,
                        Math.max(0, offset(source, name)),
                        "names the unknown variable " + name,
                        known.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
    }

    /** The parser takes a tag that is never closed for text, and its reader would see it. */
    private void lookForUnclosed(Part part, String source) {
        for (int open = source.indexOf("{{"); open >= 0; ) {
            int close = source.indexOf("}}", open);
            int next = source.indexOf("{{", open + 2);
            if (close < 0 || (next >= 0 && next < close)) {
                findings.add(Finding.at(part, source, open, "has a {{ that nothing closes", null));
                return;
            }
            open = next;
        }
    }

    private static int offset(String source, String name) {
        var tag = Pattern.compile("\\{\\{\\s*[#^]?\\s*" + Pattern.quote(name) + "\\s*\\}\\}")
                .matcher(source);
        return tag.find() ? tag.start() : -1;
    }

    /** Collects the names that a template asks for. */
    private static final class Named implements Mustache.Visitor {

        private final Set<String> names = new LinkedHashSet<>();

        @Override
        public void visitText(String text) {
            // what it says is looked at when it is filled in
        }

        @Override
        public void visitVariable(String name) {
            names.add(name);
        }

        @Override
        public boolean visitInclude(String name) {
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            names.add(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            names.add(name);
            return true;
        }
    }
}
