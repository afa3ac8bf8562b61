package io.muster.functions.dispatch;

import io.muster.domain.campaign.AccountBrief;
import io.muster.domain.campaign.Brief;
import io.muster.domain.touch.Reference;
import io.muster.functions.dispatch.template.Variable;
import io.muster.functions.dispatch.template.Wording;
import org.jspecify.annotations.Nullable;

/** What messages to an account's people call them, and what is true of a colleague of theirs. */
public final class Colleagues {

    private Colleagues() {}

    /** Adds to some words the person's own name, and the colleague, where one can be named; nothing for other campaigns. */
    public static void tell(
            Wording wording,
            Brief brief,
            @Nullable Reference reference,
            @Nullable Recipient recipient,
            @Nullable Recipient colleague) {
        if (!(brief instanceof AccountBrief)) {
            return;
        }
        if (recipient != null && recipient.person() != null) {
            wording.with(Variable.RECIPIENT_NAME, recipient.person());
        }
        var name = colleague == null ? null : colleague.person();
        if (name != null && reference != null) {
            wording.with(Variable.COLLEAGUE, name)
                    .with(Variable.INQUIRED, reference.inquired() ? "yes" : null)
                    .with(Variable.MENTION, mention(reference));
        }
    }

    /** Errands are kept, and a name in them would outlive its erasure. */
    private static String mention(Reference reference) {
        return "one of their colleagues " + (reference.inquired() ? "asked about it" : "has had a message about it");
    }
}
