package io.muster.functions.dispatch;

import io.muster.domain.touch.Channel;
import io.muster.functions.dispatch.template.Inspection;
import io.muster.functions.dispatch.template.Rendered;
import io.muster.functions.dispatch.template.SmsLength;
import io.muster.functions.dispatch.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template filled in, to be looked at.
 *
 * @param subject absent on channels without
 * @param sms what it costs as a text message; absent on other channels
 * @param warnings what is not wrong but worth knowing
 */
record TemplatePreview(
        String id,
        @Nullable String subject,
        String text,
        @Nullable String html,
        @Nullable SmsLength sms,
        List<String> warnings) {

    TemplatePreview {
        warnings = List.copyOf(warnings);
    }

    static TemplatePreview of(Template template, Rendered rendered) {
        return new TemplatePreview(
                template.id(),
                rendered.subject().isEmpty() ? null : rendered.subject(),
                rendered.text(),
                rendered.html(),
                template.channel() == Channel.SMS ? SmsLength.of(rendered.text()) : null,
                Inspection.warnings(template, rendered));
    }
}
