package io.muster.domain.contact;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where a contact works: state as a two-letter code in the US, country as ISO 3166 alpha-2, coordinates in degrees,
 * both or none.
 */
public record Place(
        @Nullable String city,
        @Nullable String state,
        @Nullable String postalCode,
        @Nullable String country,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable ZoneId timeZone) {

    public static final Place UNKNOWN = new Place(null, null, null, null, null, null, null);

    public Place {
        if ((latitude == null) != (longitude == null)) {
            throw new IllegalArgumentException("latitude and longitude are given together or not at all");
        }
        requireWithin("latitude", latitude, 90);
        requireWithin("longitude", longitude, 180);
    }

    private static void requireWithin(String what, @Nullable Double degrees, double bound) {
        if (degrees != null && !(Math.abs(degrees) <= bound)) {
            throw new IllegalArgumentException(what + " must lie between -" + bound + " and " + bound);
        }
    }

    /** The US state on record, two letters; absent for a place elsewhere, and where none is known. */
    @Nullable
    String usState() {
        return maybeInUs() ? state : null;
    }

    /** Whether nothing says that this place is in another country than the US. */
    boolean maybeInUs() {
        return country == null || country.equals("US");
    }

    /** The same place, with this zone. */
    public Place withTimeZone(@Nullable ZoneId zone) {
        return new Place(city, state, postalCode, country, latitude, longitude, zone);
    }

    /**
     * This place if it is somewhere, else the other one: places are never mixed, since the city of one with the postal
     * code of the other would be nowhere. A time zone alone, guessed from a phone number perhaps, is no place.
     */
    Place orElse(Place other) {
        if (isSomewhere()) {
            return this;
        }
        var zone = other.isSomewhere()
                ? Contact.firstOf(other.timeZone, timeZone)
                : Contact.firstOf(timeZone, other.timeZone);
        return other.withTimeZone(zone);
    }

    private boolean isSomewhere() {
        return city != null || state != null || postalCode != null || latitude != null;
    }
}
