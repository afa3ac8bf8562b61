package io.muster.functions.dispatch.task;

import io.muster.domain.time.Window;
import io.muster.domain.touch.QuietHours;
import io.muster.functions.dispatch.Recipient;
import org.jspecify.annotations.Nullable;

/** Says when somebody may be called: the hours by which the claim judges, in words, on the clock of whoever is called. */
final class CallingHours {

    private CallingHours() {}

    /** Returns the hours, or nothing where the local time is not known. */
    static @Nullable String of(QuietHours hours, @Nullable Recipient recipient) {
        var zone = recipient == null ? null : recipient.zone();
        if (recipient == null || zone == null) {
            return null;
        }
        var week = hours.week(recipient.state());
        return between(week.weekdays())
                + (week.saturday().equals(week.weekdays()) ? "" : ", on Saturdays " + between(week.saturday()))
                + (week.sunday().equals(week.weekdays()) ? "" : ", on Sundays " + between(week.sunday()))
                + " at their place (" + zone.getId() + ")";
    }

    private static String between(Window window) {
        return "between " + window.from() + " and " + window.to();
    }
}
