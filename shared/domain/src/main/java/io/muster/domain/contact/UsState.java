package io.muster.domain.contact;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The states, the capital's district and the territories, each with the time zone that most of it keeps. */
public enum UsState {
    AL("Alabama", "America/Chicago"),
    AK("Alaska", "America/Anchorage"),
    AZ("Arizona", "America/Phoenix"),
    AR("Arkansas", "America/Chicago"),
    CA("California", "America/Los_Angeles"),
    CO("Colorado", "America/Denver"),
    CT("Connecticut", "America/New_York"),
    DE("Delaware", "America/New_York"),
    DC("District of Columbia", "America/New_York"),
    FL("Florida", "America/New_York"),
    GA("Georgia", "America/New_York"),
    HI("Hawaii", "Pacific/Honolulu"),
    ID("Idaho", "America/Boise"),
    IL("Illinois", "America/Chicago"),
    IN("Indiana", "America/Indiana/Indianapolis"),
    IA("Iowa", "America/Chicago"),
    KS("Kansas", "America/Chicago"),
    KY("Kentucky", "America/New_York"),
    LA("Louisiana", "America/Chicago"),
    ME("Maine", "America/New_York"),
    MD("Maryland", "America/New_York"),
    MA("Massachusetts", "America/New_York"),
    MI("Michigan", "America/Detroit"),
    MN("Minnesota", "America/Chicago"),
    MS("Mississippi", "America/Chicago"),
    MO("Missouri", "America/Chicago"),
    MT("Montana", "America/Denver"),
    NE("Nebraska", "America/Chicago"),
    NV("Nevada", "America/Los_Angeles"),
    NH("New Hampshire", "America/New_York"),
    NJ("New Jersey", "America/New_York"),
    NM("New Mexico", "America/Denver"),
    NY("New York", "America/New_York"),
    NC("North Carolina", "America/New_York"),
    ND("North Dakota", "America/Chicago"),
    OH("Ohio", "America/New_York"),
    OK("Oklahoma", "America/Chicago"),
    OR("Oregon", "America/Los_Angeles"),
    PA("Pennsylvania", "America/New_York"),
    RI("Rhode Island", "America/New_York"),
    SC("South Carolina", "America/New_York"),
    SD("South Dakota", "America/Chicago"),
    TN("Tennessee", "America/Chicago"),
    TX("Texas", "America/Chicago"),
    UT("Utah", "America/Denver"),
    VT("Vermont", "America/New_York"),
    VA("Virginia", "America/New_York"),
    WA("Washington", "America/Los_Angeles"),
    WV("West Virginia", "America/New_York"),
    WI("Wisconsin", "America/Chicago"),
    WY("Wyoming", "America/Denver"),
    PR("Puerto Rico", "America/Puerto_Rico"),
    VI("Virgin Islands", "America/Puerto_Rico"),
    GU("Guam", "Pacific/Guam"),
    AS("American Samoa", "Pacific/Pago_Pago"),
    MP("Northern Mariana Islands", "Pacific/Guam");

    private static final Map<String, UsState> BY_TEXT = byText();

    private final String text;
    private final ZoneId zone;

    UsState(String text, String zone) {
        this.text = text;
        this.zone = ZoneId.of(zone);
    }

    /** The zone of most of the state; {@link ZipCode} knows the parts that keep another one. */
    public ZoneId zone() {
        return zone;
    }

    /** The state of this code or name, in any case, dots and spaces aside: {@code "tx"}, {@code "N.Y."}, {@code "Texas"}. */
    public static Optional<UsState> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(letters(text)));
    }

    private static Map<String, UsState> byText() {
        Map<String, UsState> map = new HashMap<>();
        for (var state : values()) {
            map.put(letters(state.name()), state);
            map.put(letters(state.text), state);
        }
        return Map.copyOf(map);
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
