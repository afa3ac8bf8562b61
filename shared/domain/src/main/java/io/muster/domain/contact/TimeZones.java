package io.muster.domain.contact;

import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The local time of a contact, on which its quiet hours depend. In order: the zone on record, postal code and state,
 * phone number. Empty means unknown, and unknown means that messages and calls with quiet hours are held.
 */
public final class TimeZones {
    private TimeZones() {}

    /** The zone of a contact at this place with this number in E.164. */
    public static Optional<ZoneId> of(Place place, @Nullable String phone) {
        return Optional.ofNullable(place.timeZone())
                .or(() -> place.maybeInUs() ? at(place.state(), place.postalCode()) : Optional.empty())
                .or(() -> AreaCode.of(phone).flatMap(AreaCode::zone));
    }

    /** A state and a postal code that contradict each other say nothing. A state alone speaks for most of it. */
    private static Optional<ZoneId> at(@Nullable String stateText, @Nullable String postalCode) {
        var state = Optional.ofNullable(stateText).flatMap(UsState::of);
        var zip = Optional.ofNullable(postalCode).flatMap(ZipCode::of);
        if (zip.isEmpty() || zip.get().state().isEmpty()) {
            return state.map(UsState::zone);
        }
        return state.isEmpty() || state.equals(zip.get().state()) ? zip.get().zone() : Optional.empty();
    }
}
