package io.muster.functions.strategy.contacts;

import io.muster.domain.contact.Place;
import io.muster.domain.contact.TimeZones;
import io.muster.domain.contact.UsState;
import io.muster.domain.contact.ZipCode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where a contact is: states and countries by name or code, the zeros that spreadsheets eat given back. */
final class Places {
    private static final Map<String, String> COUNTRIES = countries();

    private final String region;

    /** @param region the country where a row does not say, as ISO 3166 alpha-2 */
    Places(String region) {
        this.region = region;
    }

    /** The place in these cells, with the time zone that follows from it or from the phone number. */
    Place read(Cells cells, @Nullable String phone) {
        var country = cells.parsed(Field.COUNTRY, Places::country, region);
        boolean us = country.equals("US");
        var city = cells.text(Field.CITY);
        var state = cells.parsed(Field.STATE, text -> us ? usState(text) : foreignState(text));
        var postalCode = cells.parsed(Field.POSTAL_CODE, text -> us ? zip(text) : text.toUpperCase(Locale.ROOT));
        if (us && state == null && postalCode != null) {
            state = ZipCode.of(postalCode)
                    .flatMap(ZipCode::state)
                    .map(UsState::name)
                    .orElse(null);
        }
        var zone = cells.parsed(Field.TIME_ZONE, Figures::zone);
        int complaints = cells.errors().size();
        var latitude = cells.parsed(Field.LATITUDE, text -> Figures.degrees(text, 90));
        var longitude = cells.parsed(Field.LONGITUDE, text -> Figures.degrees(text, 180));
        if ((latitude == null) != (longitude == null)) {
            if (cells.errors().size() == complaints) {
                cells.complain(latitude == null ? Field.LATITUDE : Field.LONGITUDE, "is missing beside the other one");
            }
            return Place.UNKNOWN;
        }
        boolean said = city != null || state != null || postalCode != null || latitude != null;
        var place = new Place(city, state, postalCode, said ? country : null, latitude, longitude, zone);
        return place.withTimeZone(TimeZones.of(place, phone).orElse(null));
    }

    private static String usState(String text) {
        return UsState.of(text).map(UsState::name).orElseThrow(() -> new BadCell("is not a state of the US"));
    }

    private static String foreignState(String text) {
        if (!text.matches("[\\p{L}\\p{N} .'-]+")) {
            throw new BadCell("is not a state or province");
        }
        return text;
    }

    /** Five digits, or nine with a hyphen; a spreadsheet turns 02134 into 2134 or 2134.0. */
    private static String zip(String text) {
        var digits = text.replaceFirst("\\.0$", "");
        var whole = digits.matches("[0-9]{3,4}") ? "0".repeat(5 - digits.length()) + digits : digits;
        var zip = ZipCode.of(whole).orElseThrow(() -> new BadCell("is not a ZIP code"));
        var rest = whole.replace("-", "").substring(5);
        return rest.isEmpty() ? zip.digits() : zip.digits() + "-" + rest;
    }

    private static String country(String text) {
        var code = COUNTRIES.get(letters(text));
        if (code == null) {
            throw new BadCell("is not a country");
        }
        return code;
    }

    private static Map<String, String> countries() {
        Map<String, String> map = new HashMap<>();
        for (var code : Locale.getISOCountries()) {
            map.put(letters(code), code);
            map.put(letters(Locale.of("", code).getDisplayCountry(Locale.ENGLISH)), code);
        }
        for (var name : List.of("usa", "unitedstatesofamerica", "america")) {
            map.put(name, "US");
        }
        map.put("uk", "GB");
        return Map.copyOf(map);
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
    }
}
