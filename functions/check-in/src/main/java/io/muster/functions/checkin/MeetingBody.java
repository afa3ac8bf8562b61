package io.muster.functions.checkin;

import io.muster.aws.api.Fields;
import io.muster.domain.account.Deal;
import io.muster.domain.account.Meeting;
import java.time.Duration;
import java.time.Instant;

/** Reads what somebody says of a meeting or a deal with an account. */
final class MeetingBody {

    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(14);

    private MeetingBody() {}

    /**
     * Returns the meeting; one that does not say when it ends takes an hour.
     *
     * @param inputId its id where it has none of its own
     */
    static Meeting read(Fields fields, String inputId) {
        var id = fields.text("id", 128);
        var start = fields.instant("startsAt");
        var end = fields.instant("endsAt");
        if (start == null) {
            fields.missing("startsAt");
        }
        var startsAt = start == null ? Instant.EPOCH : start;
        var endsAt = end == null ? startsAt.plus(USUAL) : end;
        boolean fits = endsAt.isAfter(startsAt) && !endsAt.isAfter(startsAt.plus(LONGEST));
        if (start != null && !fits) {
            fields.wrong("endsAt", "is not after the start, or too long after it", "up to 14 days after startsAt");
        }
        return new Meeting(id == null ? inputId.replace('/', '-') : id, startsAt, fits ? endsAt : startsAt.plus(USUAL));
    }

    /** Returns how a deal ended. */
    static Deal deal(Fields fields) {
        var deal = fields.choice("outcome", Deal.class);
        if (deal == null) {
            fields.missing("outcome");
        } else if (deal == Deal.OPEN) {
            fields.wrong("outcome", "is not the end of a deal", "won or lost");
        }
        return deal == null ? Deal.OPEN : deal;
    }
}
