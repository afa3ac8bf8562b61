package io.muster.domain.touch;

import io.muster.domain.time.ContactHours;
import io.muster.domain.time.Window;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a channel may be used at a contact's place. Email keeps to business hours unless the campaign presses; SMS and
 * calls keep to the law of the contact's state, whatever the campaign wants; forms and work for people have no hours.
 */
public final class QuietHours {

    private static final Window ORDINARY = Window.of(8, 21);
    private static final Window UNTIL_EIGHT = Window.of(8, 20);

    /** Hours of SMS and calls by US state, where they differ from 08:00 to 21:00 daily; the first applies Mon to Fri. */
    private static final Map<String, Week> BY_STATE = Map.of(
            "FL", new Week(UNTIL_EIGHT, UNTIL_EIGHT, UNTIL_EIGHT),
            "MD", new Week(UNTIL_EIGHT, UNTIL_EIGHT, UNTIL_EIGHT),
            "MS", new Week(UNTIL_EIGHT, UNTIL_EIGHT, UNTIL_EIGHT),
            "NJ", new Week(UNTIL_EIGHT, UNTIL_EIGHT, UNTIL_EIGHT),
            "OK", new Week(UNTIL_EIGHT, UNTIL_EIGHT, UNTIL_EIGHT),
            "CT", new Week(Window.of(9, 20), Window.of(9, 20), Window.of(9, 20)),
            "TX", new Week(Window.of(9, 21), Window.of(9, 21), Window.of(12, 21)),
            "RI", new Week(Window.of(9, 18), Window.of(10, 17), Window.of(10, 17)));

    private QuietHours() {}

    /**
     * Returns the hours in which a channel may be used; empty when they cannot be known because the place is not.
     *
     * @param pressing whether the campaign is urgent or an emergency
     * @param zone the contact's; absent when unknown
     * @param state the contact's US state, two letters
     * @param campaignZone stands in for the contact's where that does no harm
     */
    public static Optional<ContactHours> of(
            Channel channel, boolean pressing, @Nullable ZoneId zone, @Nullable String state, ZoneId campaignZone) {
        return switch (channel) {
            case EMAIL ->
                Optional.of(pressing ? ContactHours.ALWAYS : ContactHours.business(zone == null ? campaignZone : zone));
            case SMS, PHONE ->
                Optional.ofNullable(zone).map(place -> week(state).at(place));
            case WEBSITE_FORM, LINKEDIN, MANUAL -> Optional.of(ContactHours.ALWAYS);
        };
    }

    private static Week week(@Nullable String state) {
        return state == null ? Week.ORDINARY_WEEK : BY_STATE.getOrDefault(state, Week.ORDINARY_WEEK);
    }

    private record Week(Window weekday, Window saturday, Window sunday) {

        static final Week ORDINARY_WEEK = new Week(ORDINARY, ORDINARY, ORDINARY);

        ContactHours at(ZoneId zone) {
            var days = new EnumMap<DayOfWeek, List<Window>>(DayOfWeek.class);
            for (var day : DayOfWeek.values()) {
                days.put(day, List.of(on(day)));
            }
            return new ContactHours(zone, days);
        }

        private Window on(DayOfWeek day) {
            return switch (day) {
                case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> weekday;
                case SATURDAY -> saturday;
                case SUNDAY -> sunday;
            };
        }
    }
}
