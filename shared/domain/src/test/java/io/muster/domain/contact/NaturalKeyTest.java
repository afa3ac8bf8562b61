package io.muster.domain.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NaturalKeyTest {
    private static Profile profile(@Nullable String email, @Nullable String phone, @Nullable String website) {
        return new Profile("Ann Lee", "Lee Lawns", email, phone, website, null);
    }

    @Test
    void email_comes_before_phone_and_phone_before_website() {
        assertEquals(
                Optional.of(new NaturalKey("email", "ann@lee.example.com")),
                NaturalKey.of(profile("Ann@Lee.Example.com", "+15125550101", "https://lee.example.com")));
        assertEquals(
                Optional.of(new NaturalKey("phone", "+15125550101")),
                NaturalKey.of(profile(null, "+15125550101", "https://lee.example.com")));
        assertEquals(
                Optional.of(new NaturalKey("website", "lee.example.com/lawns")),
                NaturalKey.of(profile(null, null, "https://www.Lee.example.com/lawns/")));
        assertEquals(Optional.empty(), NaturalKey.of(profile(null, null, null)));
    }

    @Test
    void one_website_has_one_key_however_it_is_written() {
        var key = Optional.of(new NaturalKey("website", "lee.example.com"));
        for (var url : Set.of("http://lee.example.com", "https://www.lee.example.com/", "LEE.example.com")) {
            assertEquals(key, NaturalKey.of(profile(null, null, url)), url);
        }
    }

    @Test
    void the_id_is_the_same_for_the_same_key_and_known_to_the_letter() {
        var key = new NaturalKey("email", "ann@lee.example.com");
        assertEquals("ct_7azmsff2tsxlt6hjdv5kzwoi", key.contactId("acme", "s3cret"));
    }

    @Test
    void workspace_secret_kind_and_value_each_change_the_id() {
        var ids = new HashSet<String>();
        ids.add(new NaturalKey("email", "a@example.com").contactId("acme", "s"));
        ids.add(new NaturalKey("email", "a@example.com").contactId("other", "s"));
        ids.add(new NaturalKey("email", "a@example.com").contactId("acme", "t"));
        ids.add(new NaturalKey("phone", "a@example.com").contactId("acme", "s"));
        ids.add(new NaturalKey("email", "b@example.com").contactId("acme", "s"));
        assertEquals(5, ids.size());
    }

    @Test
    void every_letter_of_an_id_carries_its_bits() {
        var ids = new HashSet<String>();
        for (int i = 0; i < 20_000; i++) {
            var id = new NaturalKey("email", i + "@example.com").contactId("acme", "s");
            assertEquals(27, id.length());
            ids.add(id);
        }
        assertEquals(20_000, ids.size());
        for (int place = 3; place < 27; place++) {
            int at = place;
            assertEquals(32, ids.stream().map(id -> id.charAt(at)).distinct().count(), "letter " + at);
        }
    }
}
