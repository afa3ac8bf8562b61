package io.muster.domain.touch;

import io.muster.domain.time.ContactHours;
import io.muster.domain.time.Window;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a channel may be used at a contact's place. Email keeps to business hours unless the campaign presses; SMS and
 * calls keep to the law of the contact's state, whatever the campaign wants; forms and work for people have no hours.
 *
 * @param usual when texts and calls may go, on any day of the week
 * @param byState when they may in US states, two letters, that differ
 */
public record QuietHours(Window usual, Map<String, Week> byState) {

    private static final Window UNTIL_EIGHT = Window.of(8, 20);

    /** The hours that US law asks for. */
    public static final QuietHours USUAL = new QuietHours(
            Window.of(8, 21),
            Map.of(
                    "FL", new Week(UNTIL_EIGHT, UNTIL_EIGHT, UNTIL_EIGHT),
                    "MD", new Week(UNTIL_EIGHT, UNTIL_EIGHT, UNTIL_EIGHT),
                    "MS", new Week(UNTIL_EIGHT, UNTIL_EIGHT, UNTIL_EIGHT),
                    "NJ", new Week(UNTIL_EIGHT, UNTIL_EIGHT, UNTIL_EIGHT),
                    "OK", new Week(UNTIL_EIGHT, UNTIL_EIGHT, UNTIL_EIGHT),
                    "CT", new Week(Window.of(9, 20), Window.of(9, 20), Window.of(9, 20)),
                    "TX", new Week(Window.of(9, 21), Window.of(9, 21), Window.of(12, 21)),
                    "RI", new Week(Window.of(9, 18), Window.of(10, 17), Window.of(10, 17))));

    public QuietHours {
        byState = Collections.unmodifiableMap(new TreeMap<>(byState));
    }

    /**
     * Returns the hours in which a channel may be used; empty when they cannot be known because the place is not.
     *
     * @param pressing whether the campaign is urgent or an emergency
     * @param zone the contact's; absent when unknown
     * @param state the contact's US state, two letters
     * @param campaignZone stands in for the contact's where that does no harm
     */
    public Optional<ContactHours> of(
            Channel channel, boolean pressing, @Nullable ZoneId zone, @Nullable String state, ZoneId campaignZone) {
        return switch (channel) {
            case EMAIL ->
                Optional.of(pressing ? ContactHours.ALWAYS : ContactHours.business(zone == null ? campaignZone : zone));
            case SMS, PHONE ->
                Optional.ofNullable(zone).map(place -> week(state).at(place));
            case WEBSITE_FORM, LINKEDIN, MANUAL -> Optional.of(ContactHours.ALWAYS);
        };
    }

    /**
     * Returns when texts and calls may go in a state.
     *
     * @param state a US state, two letters; absent for any other place
     */
    public Week week(@Nullable String state) {
        var own = state == null ? null : byState.get(state);
        return own == null ? new Week(usual, usual, usual) : own;
    }

    /** The hours of a week, Monday to Friday alike. */
    public record Week(Window weekdays, Window saturday, Window sunday) {

        ContactHours at(ZoneId zone) {
            var days = new EnumMap<DayOfWeek, List<Window>>(DayOfWeek.class);
            for (var day : DayOfWeek.values()) {
                days.put(day, List.of(on(day)));
            }
            return new ContactHours(zone, days);
        }

        private Window on(DayOfWeek day) {
            return switch (day) {
                case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> weekdays;
                case SATURDAY -> saturday;
                case SUNDAY -> sunday;
            };
        }
    }
}
