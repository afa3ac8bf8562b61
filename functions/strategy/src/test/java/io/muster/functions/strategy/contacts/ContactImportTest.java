package io.muster.functions.strategy.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.domain.contact.Consent;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.NaturalKey;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactImportTest {
    private static final ImportOptions CSV =
            ImportOptions.inRequest("acme", "secret", ImportOptions.Format.CSV, "spring list");
    private static final ImportOptions JSON =
            ImportOptions.inRequest("acme", "secret", ImportOptions.Format.JSON_LINES, "spring list");

    private final List<Contact> sunk = new ArrayList<>();

    private ImportReport read(byte[] bytes, ImportOptions options) {
        sunk.clear();
        return ContactImport.read(new ByteArrayInputStream(bytes), options, sunk::add);
    }

    private ImportReport read(String... lines) {
        return read(String.join("\r\n", lines).getBytes(UTF_8), CSV);
    }

    private static ImportReport report(int rows, int imported, int merged, RowError... errors) {
        return new ImportReport(
                rows, imported, merged, rows - imported - merged, List.of(errors), errors.length, List.of());
    }

    private static ImportReport good(int rows) {
        return report(rows, rows, 0);
    }

    /** What a single cell under this heading is complained about with, beside a good email. */
    private @Nullable String complaint(String heading, String cell) {
        var quoted = '"' + cell.replace("\"", "\"\"") + '"';
        var report = read("email," + heading, "a@lee.example.com," + quoted);
        return report.errors().isEmpty() ? null : report.errors().getFirst().reason();
    }

    private Contact only(String heading, String cell) {
        assertNull(complaint(heading, cell), cell);
        return sunk.getFirst();
    }

    @Test
    void a_full_row_becomes_a_contact() {
        var report = read(
                "Company Name,First Name,Last Name,E-mail,Phone #,Web Site,LinkedIn,Trade,Tier,City,State,Zip"
                        + " Code,Country,Lat,Lng,Stars,# of Reviews,Lead Score,Licensed,Insured,Established,Lead"
                        + " Source,SMS consent date,SMS consent source,Shoe Size",
                "\"Lee Lawns, LLC\",Ann,Lee,Ann@Lee.Example.COM,(512) 555-0143,www.Lee.example.com/,"
                        + "https://profiles.example.com/ann,Lawn Care; Tree Service,2,Austin,Texas,78701-1234,USA,"
                        + "30.2672,-97.7431,4.5 stars,\"1,234\",85,yes,no,Y,trade fair,3/1/2026,web form,42");
        assertEquals(good(1), report);
        var id = new NaturalKey("email", "ann@lee.example.com").contactId("acme", "secret");
        assertEquals(
                List.of(new Contact(
                        id,
                        Tier.PROSPECT,
                        new Profile(
                                "Ann Lee",
                                "Lee Lawns, LLC",
                                "ann@lee.example.com",
                                "+15125550143",
                                "https://www.lee.example.com",
                                "https://profiles.example.com/ann"),
                        Set.of("lawn-care", "tree-service"),
                        new Place("Austin", "TX", "78701-1234", "US", 30.2672, -97.7431, ZoneId.of("America/Chicago")),
                        new Credentials(85, 4.5, 1234, true, false, true),
                        "trade fair",
                        Map.of(Channel.SMS, new Consent("web form", Instant.parse("2026-03-01T00:00:00Z"))))),
                sunk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"E-mail", "EMAIL", "Email Address", " e_mail ", "Contact Email", "\"Mail\""})
    void headings_go_by_many_names_in_any_order(String heading) {
        assertEquals(good(1), read("junk," + heading + ",business", "x,a@lee.example.com,Lee"));
        assertEquals("Lee", sunk.getFirst().profile().company());
        assertEquals("a@lee.example.com", sunk.getFirst().profile().email());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(512) 555-0143",
                "512-555-0143",
                "512.555.0143",
                "+1 512 555 0143",
                "1-512-555-0143",
                "5125550143",
                "512-555-0143 ext. 12",
                "tel:+1-512-555-0143",
                "5125550143.0",
                "\u00a0512\u00a0555\u00a00143"
            })
    void every_way_to_write_a_number_is_one_number(String text) {
        assertEquals("+15125550143", only("tel", text).profile().phone());
    }

    @Test
    void separators_are_found_out() {
        assertEquals(good(1), read("company;email", "\"Lee; Sons, Ltd\";a@lee.example.com"));
        assertEquals("Lee; Sons, Ltd", sunk.getFirst().profile().company());
        assertEquals(good(1), read("company\temail", "Lee, Sons\ta@lee.example.com"));
        assertEquals("Lee, Sons", sunk.getFirst().profile().company());
    }

    @Test
    void byte_order_marks_and_utf_16_are_understood() {
        var text = "email,company\nz@lee.example.com,Zoë & Søn\n";
        assertEquals(good(1), read(("\uFEFF" + text).getBytes(UTF_8), CSV));
        assertEquals("Zoë & Søn", sunk.getFirst().profile().company());
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertEquals(good(1), read(("\uFEFF" + text).getBytes(charset), CSV));
            assertEquals("Zoë & Søn", sunk.getFirst().profile().company());
        }
    }

    @Test
    void ragged_rows_trailing_commas_and_blank_lines_are_no_errors() {
        var report = read(
                "", "email,company,city", "a@lee.example.com", "", "b@lee.example.com,Lee,Austin,,,", " , ,", ",,,,");
        assertEquals(good(2), report);
        assertEquals(
                List.of("a@lee.example.com", "b@lee.example.com"),
                sunk.stream().map(contact -> contact.profile().email()).toList());
    }

    @Test
    void cells_beyond_the_heading_are_reported_since_all_may_have_shifted() {
        assertEquals(
                report(2, 1, 0, new RowError(2, null, "has 4 cells under 3 headings; is a comma not in quotes?")),
                read("company,email,city", "Lee, LLC,a@lee.example.com,Austin", "Lee,b@lee.example.com,Austin"));
    }

    @Test
    void a_heading_alone_is_an_empty_file_and_not_an_error() {
        assertEquals(good(0), read("email,phone"));
        assertEquals(good(0), read("\uFEFFemail,phone", "", ""));
    }

    @Test
    void a_file_that_is_no_list_of_contacts_is_refused_as_a_whole() {
        assertThrows(UnreadableImport.class, () -> read(""));
        assertThrows(UnreadableImport.class, () -> read("\r\n\r\n"));
        assertThrows(UnreadableImport.class, () -> read("name,city", "Ann,Austin"));
        assertThrows(UnreadableImport.class, () -> read("a@lee.example.com,Lee", "b@lee.example.com,Lee"));
        assertThrows(UnreadableImport.class, () -> read(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 1}, CSV));
    }

    @Test
    void a_bad_row_tells_its_line_and_all_its_reasons_and_the_rest_is_imported() {
        var report = read(
                "company,email,phone,notes,stars",
                "Lee,a@lee.example.com,,\"two",
                "lines\",",
                "Bad,not an address,555-01,,eleven",
                "",
                "Kim,k@kim.example.com,,,",
                "Nobody,,,,4");
        assertEquals(
                report(
                        4,
                        2,
                        0,
                        new RowError(4, "email", "is not an email address"),
                        new RowError(4, "phone", "is not a phone number that exists"),
                        new RowError(4, "rating", "is not a rating like 4.5"),
                        new RowError(7, null, "has no email, phone or website to be reached by")),
                report);
    }

    @Test
    void a_missing_email_is_fine_beside_another_address() {
        assertEquals(
                good(3),
                read("email,phone,web", "n/a,512-555-0101,", ",,lee.example.com", "-,(512) 555-0102,kim.example.com"));
        assertNull(sunk.getFirst().profile().email());
        assertEquals("https://lee.example.com", sunk.get(1).profile().website());
    }

    @Test
    void duplicates_are_told_with_their_first_line_and_merge_into_one_contact() {
        var report = read(
                "email,phone,trade,stars",
                "a@lee.example.com,512-555-0101,Lawn Care,4.1",
                "b@lee.example.com,,,",
                "A@LEE.example.com ,,Gutters,4.4",
                ",512-555-0109,,",
                ",5125550109,Roofing,");
        assertEquals(
                new ImportReport(
                        5,
                        3,
                        2,
                        0,
                        List.of(),
                        0,
                        List.of(new ImportReport.Duplicate(4, 2), new ImportReport.Duplicate(6, 5))),
                report);
        var kept = stored(new LinkedHashMap<>());
        assertEquals(3, kept.size());
        var first = kept.values().iterator().next();
        assertEquals(Set.of("gutters", "lawn-care"), first.categories());
        assertEquals("+15125550101", first.profile().phone());
        assertEquals(4.4, first.credentials().rating());
    }

    @Test
    void importing_once_more_changes_nothing() {
        read("email,trade,stars,city", "a@lee.example.com,Lawn,4.1,Austin", "a@lee.example.com,Roofing,,Buda");
        var once = stored(new LinkedHashMap<>());
        assertEquals(once, stored(new LinkedHashMap<>(once)));
    }

    /** What a store holds after it took all that reached the sink. */
    private Map<String, Contact> stored(Map<String, Contact> store) {
        sunk.forEach(contact -> store.merge(contact.id(), contact, Contact::updatedBy));
        return store;
    }

    @Test
    void ratings_reviews_scores_and_tiers_are_written_in_many_ways() {
        for (var text : List.of("4.5", "4,5", "4.5 stars", "4.5/5", "4.5 out of 5", "4.5 ★")) {
            assertEquals(4.5, only("stars", text).credentials().rating(), text);
        }
        for (var text : List.of("1234", "1,234", "(1,234)", "1234 reviews", "1234.0", "1 234+")) {
            assertEquals(1234, only("reviews", text).credentials().reviews(), text);
        }
        for (var text : List.of("85", "85%", "84.6", "85/100")) {
            assertEquals(85, only("lead score", text).credentials().leadScore(), text);
        }
        for (var text : List.of("1", "Tier 1", "t1", "INTERNAL", "preferred")) {
            assertEquals(Tier.INTERNAL, only("tier", text).tier(), text);
        }
        assertEquals(Tier.GENERAL, only("tier", "").tier());
        for (var text : List.of("11", "-1", "good", "4.5.1")) {
            assertEquals(true, complaint("stars", text) != null, text);
        }
        assertEquals(
                "must be one of general, general pool, internal, pool, preferred, prospect, proven, vetted",
                complaint("tier", "gold"));
        assertEquals("is not a number of reviews", complaint("reviews", "many"));
        assertEquals("must lie between 0 and 100", complaint("lead score", "101"));
    }

    @Test
    void specialties_are_parted_by_any_of_the_usual_signs() {
        for (var text :
                List.of("Lawn Care; Roofing", "lawn care|roofing", "Lawn-Care/Roofing", "LAWN CARE, Roofing,")) {
            assertEquals(
                    Set.of("lawn-care", "roofing"), only("specialties", text).categories(), text);
        }
    }

    @Test
    void places_are_normalised_and_contradictions_told() {
        assertEquals("NY", only("state", "new york").place().state());
        assertEquals("is not a state of the US", complaint("state", "Texass"));
        assertEquals("02134", only("zip", "2134").place().postalCode());
        assertEquals("02134", only("zip", "2134.0").place().postalCode());
        assertEquals("MA", only("zip", "2134").place().state());
        assertEquals("78701-1234", only("zip", "787011234").place().postalCode());
        assertEquals("is not a ZIP code", complaint("zip", "787AB"));
        assertEquals("is not a country", complaint("country", "Atlantis"));
        assertEquals(
                ZoneId.of("America/Denver"),
                only("time zone", "Mountain").place().timeZone());
        assertEquals("is not a time zone like America/Chicago", complaint("time zone", "Mars/Base"));
        assertEquals("must lie between -90 and 90", complaint("lat", "302.671"));
        assertEquals("is missing beside the other one", complaint("lat", "30.2"));
        assertEquals(
                ZoneId.of("America/New_York"),
                only("phone", "212-555-0101").place().timeZone());
        assertNull(only("phone", "800-555-0101").place().timeZone());
    }

    @Test
    void coordinates_come_in_pairs_or_not_at_all() {
        assertEquals(good(1), read("email,city,lat,lon", "a@lee.example.com,Austin,n/a,"));
        assertEquals("Austin", sunk.getFirst().place().city());
        assertEquals(
                report(
                        2,
                        0,
                        0,
                        new RowError(2, "latitude", "is missing beside the other one"),
                        new RowError(3, "longitude", "is not a number of degrees like 30.2672")),
                read("email,lat,lon", "a@lee.example.com,n/a,-97.7", "b@lee.example.com,30.2,west"));
    }

    @Test
    void emails_are_checked() {
        for (var good : List.of("Ann <a@lee.example.com>", "mailto:A@lee.example.com", " a@LEE.example.com\u200b")) {
            assertEquals(good(1), read("email", '"' + good + '"'));
            assertEquals("a@lee.example.com", sunk.getFirst().profile().email());
        }
        for (var bad : List.of(
                "a@localhost",
                "a@@lee.example.com",
                "a b@lee.example.com",
                "@lee.example.com",
                "a@",
                "a@lee..com",
                "a.@lee.example.com",
                "a@[10.0.0.1]",
                "a@lee.example.com; b@lee.example.com",
                "list:a@b.com,c@d.com;",
                "a@10.0.0.1",
                "a".repeat(65) + "@lee.example.com")) {
            assertEquals(1, read("email", '"' + bad + '"').failed(), bad);
        }
    }

    @Test
    void websites_are_absolute_and_of_the_web() {
        assertEquals(
                "https://lee.example.com/a?b=1",
                only("url", "LEE.example.com/a/?b=1#c").profile().website());
        assertEquals(
                "http://lee.example.com:8080",
                only("url", "HTTP://lee.example.com:8080/").profile().website());
        for (var bad : List.of(
                "javascript:alert(1)",
                "ftp://lee.example.com",
                "file:///etc/passwd",
                "http://u:p@lee.example.com",
                "http://",
                "localhost",
                "http://127.0.0.1/",
                "http://[::1]/",
                "lee example com",
                "http://lee.example.com:x")) {
            assertEquals(true, complaint("url", bad) != null, bad);
        }
    }

    @Test
    void a_consent_counts_only_with_its_date() {
        assertEquals(
                Map.of(Channel.PHONE, new Consent("spring list", Instant.parse("2026-03-01T10:00:00Z"))),
                only("call consent date", "2026-03-01T10:00:00Z").consents());
        assertEquals("is missing: a consent counts only with its date", complaint("sms consent source", "fair"));
        assertEquals("is not a date like 2026-03-01", complaint("sms consent date", "yes"));
    }

    @Test
    void who_must_not_be_contacted_is_not_imported() {
        assertEquals(
                "is marked as not to be contacted; put it on the suppression list", complaint("Do Not Contact", "yes"));
        assertNull(complaint("Unsubscribed", "no"));
    }

    @Test
    void what_could_break_a_header_or_hide_a_text_is_refused() {
        assertEquals("has the control character U+000D", complaint("name", "Ann\r\nBcc: x@evil.example.com"));
        assertEquals("has the control character U+000A", complaint("company", "Lee\nLawns"));
        assertEquals("has the control character U+0000", complaint("company", "Lee\0Lawns"));
        assertEquals("has the control character U+202E", complaint("company", "Lee\u202eLawns"));
        assertEquals("has the control character U+2028", complaint("company", "Lee\u2028Lawns"));
        assertEquals("has 200 characters, at most 160 are allowed", complaint("company", "x".repeat(200)));
    }

    @Test
    void a_wrong_encoding_costs_the_rows_it_spoils_and_no_others() {
        var bytes = "email,company\nz@lee.example.com,Zoë\na@lee.example.com,Ann\n"
                .getBytes(Charset.forName("windows-1252"));
        assertEquals(
                report(2, 1, 0, new RowError(2, "company", "has characters that are not UTF-8")), read(bytes, CSV));
    }

    @Test
    void a_quote_left_open_is_found_out() {
        var lines = new ArrayList<String>(List.of("email,notes", "a@lee.example.com,fine", "b@lee.example.com,\"oops"));
        for (int i = 0; i < 30; i++) {
            lines.add("x" + i + "@lee.example.com,lost");
        }
        assertEquals(
                report(2, 1, 0, new RowError(3, null, "spans 31 lines; is a quote left open?")),
                read(lines.toArray(String[]::new)));
    }

    @Test
    void an_endless_cell_ends_the_reading_with_a_reason() {
        var text = "email,notes\na@lee.example.com,x\nb@lee.example.com,\"" + "y".repeat(4 << 20);
        assertEquals(
                report(
                        2,
                        1,
                        0,
                        new RowError(
                                3,
                                null,
                                "a cell that begins here never ends or is too long; nothing after it could be read")),
                read(text.getBytes(UTF_8), CSV));
    }

    @Test
    void more_than_the_limit_is_refused() {
        var line = ("email\n" + "x".repeat(10 << 20)).getBytes(UTF_8);
        assertThrows(ImportTooLarge.class, () -> read(line, JSON));
        var many = ("email\n" + "a@lee.example.com\n".repeat(300_000)).getBytes(UTF_8);
        assertThrows(ImportTooLarge.class, () -> read(many, CSV));
    }

    @Test
    void only_the_first_thousand_errors_are_listed_but_all_are_counted() {
        var report = read(("email,stars\n" + "bad,worse\n".repeat(1_500)).getBytes(UTF_8), CSV);
        assertEquals(1_500, report.failed());
        assertEquals(3_000, report.errorCount());
        assertEquals(1_000, report.errors().size());
        assertEquals(
                new RowError(501, "rating", "is not a rating like 4.5"),
                report.errors().getLast());
    }

    @Test
    void json_lines_are_read_by_the_same_names() {
        var text = """
            {"company": "Lee", "email": "a@lee.example.com", "tier": 1, "categories": ["Lawn Care", "roofing"], \
            "place": {"city": "Austin", "state": "TX"}, "licenceVerified": true, "rating": 4.5}

            {"email": "broken"
            ["a@lee.example.com"]
            {"email": "a@lee.example.com", "phone": null, "shoeSize": 42}
            """;
        var report = read(text.getBytes(UTF_8), JSON);
        assertEquals(
                new ImportReport(
                        4,
                        1,
                        1,
                        2,
                        List.of(new RowError(3, null, "is not JSON"), new RowError(4, null, "is not a JSON object")),
                        2,
                        List.of(new ImportReport.Duplicate(5, 1))),
                report);
        var first = sunk.getFirst();
        assertEquals(Set.of("lawn-care", "roofing"), first.categories());
        assertEquals(Tier.INTERNAL, first.tier());
        assertEquals("TX", first.place().state());
        assertEquals(new Credentials(null, 4.5, null, true, null, null), first.credentials());
    }
}
