package io.muster.functions.dispatch.template;

import io.muster.aws.store.Texts;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Touch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Fills a template in with much and with little to say, and looks whether every time it says what it must: a sender or
 * an opt-out that stands in a section that may be left out is not always there.
 */
final class Promises {

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern STOP = Pattern.compile("\\bSTOP\\b");
    private static final Pattern LINK = Pattern.compile("(?i)://|\\bwww\\.|[a-z0-9]\\.[a-z]{2,}");
    private static final int MOST_SEGMENTS = 2;

    private final Template template;
    private final Compiled compiled;
    private final Set<Finding> findings = new LinkedHashSet<>();

    private Promises(Template template, Texts texts) {
        this.template = template;
        this.compiled = Compiled.of(template, 0, texts);
    }

    /** Returns what texts without any other fault do not always say. */
    static List<Finding> broken(Template template, Texts texts) {
        var promises = new Promises(template, texts);
        promises.optional().forEach(promises::look);
        promises.lookAtLength();
        return List.copyOf(promises.findings);
    }

    /** Returns what there may be to say: all, nothing, all but one, one alone. */
    private List<Set<Variable>> optional() {
        var optional = EnumSet.noneOf(Variable.class);
        template.variables().stream().filter(Variable::optional).forEach(optional::add);
        var occasions = new ArrayList<Set<Variable>>(List.of(optional, EnumSet.noneOf(Variable.class)));
        for (var one : optional) {
            var others = EnumSet.copyOf(optional);
            others.remove(one);
            occasions.add(others);
            occasions.add(EnumSet.of(one));
        }
        return occasions;
    }

    private void look(Set<Variable> said) {
        var wording = Wording.examples();
        for (var variable : template.variables()) {
            boolean silent = variable.optional() && !said.contains(variable);
            wording.with(variable, silent ? "" : mark(variable));
        }
        try {
            var rendered = compiled.render(wording.variables(template));
            for (var required : template.required()) {
                look(Part.TEXT, required, rendered.text());
                var html = rendered.html();
                if (html != null) {
                    look(Part.HTML, required, COMMENT.matcher(html).replaceAll(""));
                }
            }
            if (template.channel() == Channel.SMS) {
                lookAtWayOut(rendered.text());
            }
        } catch (BrokenTemplate e) {
            findings.add(new Finding(Part.TEXT, "cannot always be filled in: " + e.getMessage(), null));
        }
    }

    /** Whoever has just opted out is told so and no more: nothing to click on, and one segment. */
    private void lookAtWayOut(String text) {
        if (template.kind() == Touch.Kind.CONFIRMATION) {
            if (LINK.matcher(text).find()) {
                findings.add(new Finding(Part.TEXT, "has a link", "who writes, and that it is over"));
            }
        } else if (!STOP.matcher(text).find()) {
            findings.add(new Finding(Part.TEXT, "does not say how to opt out", "Reply STOP to opt out."));
        }
    }

    /** Something that no template says by itself, in characters that no escaping changes. */
    private static String mark(Variable variable) {
        return "zq" + variable.wire() + "qz";
    }

    private void look(Part part, Variable required, String text) {
        if (!text.contains(mark(required))) {
            var allowed = "{{" + required.wire() + "}}, outside sections that may be left out";
            findings.add(new Finding(part, "does not always say " + required.wire(), allowed));
        }
    }

    private void lookAtLength() {
        if (template.channel() == Channel.SMS && findings.isEmpty()) {
            var text = compiled.render(Wording.examples().variables(template)).text();
            var length = SmsLength.of(text);
            int most = template.kind() == Touch.Kind.CONFIRMATION ? 1 : MOST_SEGMENTS;
            if (length.segments() > most) {
                var allowed = most == 1
                        ? "1 segment, which is 160 characters of GSM-7 or 70 others, with the variables' examples"
                        : "2 segments, which are 306 characters of GSM-7 or 134 others, with the variables' examples";
                findings.add(new Finding(Part.TEXT, "takes " + length.segments() + " segments", allowed));
            }
        }
    }
}
