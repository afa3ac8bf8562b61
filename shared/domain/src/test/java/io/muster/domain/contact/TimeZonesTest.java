package io.muster.domain.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeZonesTest {
    private static Optional<String> zone(@Nullable String state, @Nullable String zip, @Nullable String phone) {
        return TimeZones.of(new Place(null, state, zip, null, null, null, null), phone)
                .map(ZoneId::getId);
    }

    @ParameterizedTest
    @CsvSource({
        "TX, 78701, America/Chicago",
        "TX, 79901, America/Denver",
        "TX, 79843, America/Chicago",
        "TX, 79839, America/Denver",
        "FL, 33101, America/New_York",
        "FL, 32501, America/Chicago",
        "FL, 32456, America/New_York",
        "IN, 46204, America/Indiana/Indianapolis",
        "IN, 46402, America/Chicago",
        "KY, 40202, America/New_York",
        "KY, 42101, America/Chicago",
        "TN, 37203, America/Chicago",
        "TN, 37902, America/New_York",
        "TN, 37402, America/New_York",
        "TN, 37398, America/Chicago",
        "MI, 48201, America/Detroit",
        "MI, 49801, America/Chicago",
        "ID, 83702, America/Boise",
        "ID, 83814, America/Los_Angeles",
        "OR, 97201, America/Los_Angeles",
        "OR, 97914, America/Boise",
        "OR, 97904, America/Los_Angeles",
        "NE, 68102, America/Chicago",
        "NE, 69361, America/Denver",
        "ND, 58102, America/Chicago",
        "ND, 58601, America/Denver",
        "SD, 57104, America/Chicago",
        "SD, 57701, America/Denver",
        "KS, 66101, America/Chicago",
        "KS, 67735, America/Denver",
        "AZ, 85001, America/Phoenix",
        "AZ, 86515, America/Denver",
        "AK, 99501, America/Anchorage",
        "AK, 99547, America/Adak",
        "HI, 96813, Pacific/Honolulu",
        "PR, 00901, America/Puerto_Rico"
    })
    void a_postal_code_tells_the_parts_of_a_split_state(String state, String zip, String zone) {
        assertEquals(Optional.of(zone), zone(state, zip, null));
        assertEquals(Optional.of(zone), zone(null, zip, null));
    }

    @Test
    void the_zone_on_record_comes_first() {
        var place = new Place("Austin", "TX", "78701", "US", null, null, ZoneId.of("America/Denver"));
        assertEquals(Optional.of(ZoneId.of("America/Denver")), TimeZones.of(place, "+12125550101"));
    }

    @Test
    void a_state_alone_speaks_for_most_of_it() {
        assertEquals(Optional.of("America/Chicago"), zone("TX", null, "+12125550101"));
        assertEquals(Optional.of("America/New_York"), zone("FL", "no zip", null));
    }

    @Test
    void the_phone_number_is_the_last_resort() {
        assertEquals(Optional.of("America/New_York"), zone(null, null, "+12125550101"));
        assertEquals(Optional.of("America/Denver"), zone(null, null, "+19155550101"));
        assertEquals(Optional.of("America/Los_Angeles"), zone("TX", "90001", "+12135550101"));
    }

    @Test
    void what_cannot_be_known_is_unknown() {
        assertEquals(Optional.empty(), zone(null, null, null));
        assertEquals(Optional.empty(), zone("TX", "90001", null));
        assertEquals(Optional.empty(), zone(null, null, "+18505550101"));
        assertEquals(Optional.empty(), zone(null, null, "+18005550101"));
        assertEquals(Optional.empty(), zone(null, null, "+442079460018"));
        var abroad = new Place("Perth", "WA", "98101", "AU", null, null, null);
        assertEquals(Optional.empty(), TimeZones.of(abroad, null));
    }

    @Test
    void every_prefix_belongs_to_the_state_that_its_zone_table_assumes() {
        assertEquals(Optional.of(UsState.MA), ZipCode.of("02139").flatMap(ZipCode::state));
        assertEquals(Optional.of(UsState.DC), ZipCode.of("20001-1234").flatMap(ZipCode::state));
        assertEquals(Optional.of(UsState.VA), ZipCode.of("201031234").flatMap(ZipCode::state));
        assertEquals(Optional.of(UsState.TX), ZipCode.of("88510").flatMap(ZipCode::state));
        assertEquals(Optional.empty(), ZipCode.of("34001").flatMap(ZipCode::state));
        assertEquals(Optional.empty(), ZipCode.of("00401").flatMap(ZipCode::state));
        assertEquals(Optional.empty(), ZipCode.of("7870"));
    }

    @Test
    void a_state_is_known_by_code_and_by_name() {
        assertEquals(Optional.of(UsState.TX), UsState.of("tx"));
        assertEquals(Optional.of(UsState.NY), UsState.of("N.Y."));
        assertEquals(Optional.of(UsState.NC), UsState.of("north  carolina"));
        assertEquals(Optional.empty(), UsState.of("Bavaria"));
        assertEquals(Optional.empty(), UsState.of("42"));
    }
}
