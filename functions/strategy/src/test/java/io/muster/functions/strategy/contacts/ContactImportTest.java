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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactImportTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final ImportOptions CSV =
            ImportOptions.inRequest("acme", "secret", ImportOptions.Format.CSV, "spring list", NOW);
    private static final ImportOptions JSON =
            ImportOptions.inRequest("acme", "secret", ImportOptions.Format.JSON_LINES, "spring list", NOW);

    private final List<Contact> sunk = new ArrayList<>();

    private ImportReport read(byte[] bytes, ImportOptions options) {
        sunk.clear();
        return ContactImport.read(new ByteArrayInputStream(bytes), options, sunk::add);
    }

    private ImportReport read(String... lines) {
        return read(String.join("\r\n", lines).getBytes(UTF_8), CSV);
    }

    /** The part of a report that most tests are about: no notes, all headings known or left alone, any encoding. */
    private record Outcome(int rows, int imported, int merged, int failed, List<RowError> errors, int errorCount) {}

    private static Outcome outcome(ImportReport report) {
        assertEquals(
                report.rows(),
                report.imported() + report.merged() + report.suppressed() + report.failed(),
                "rows add up");
        return new Outcome(
                report.rows(),
                report.imported(),
                report.merged(),
                report.failed(),
                report.errors(),
                report.errorCount());
    }

    private static Outcome report(int rows, int imported, int merged, RowError... errors) {
        return new Outcome(rows, imported, merged, rows - imported - merged, List.of(errors), errors.length);
    }

    private static Outcome good(int rows) {
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
        assertEquals(good(1), outcome(report));
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
        assertEquals(good(1), outcome(read("junk," + heading + ",business", "x,a@lee.example.com,Lee")));
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
        assertEquals(good(1), outcome(read("company;email", "\"Lee; Sons, Ltd\";a@lee.example.com")));
        assertEquals("Lee; Sons, Ltd", sunk.getFirst().profile().company());
        assertEquals(good(1), outcome(read("company\temail", "Lee, Sons\ta@lee.example.com")));
        assertEquals("Lee, Sons", sunk.getFirst().profile().company());
    }

    @Test
    void byte_order_marks_and_utf_16_are_understood() {
        var text = "email,company\nz@lee.example.com,Zoë & Søn\n";
        assertEquals(good(1), outcome(read(("\uFEFF" + text).getBytes(UTF_8), CSV)));
        assertEquals("Zoë & Søn", sunk.getFirst().profile().company());
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertEquals(good(1), outcome(read(("\uFEFF" + text).getBytes(charset), CSV)));
            assertEquals("Zoë & Søn", sunk.getFirst().profile().company());
        }
    }

    @Test
    void ragged_rows_trailing_commas_and_blank_lines_are_no_errors() {
        var report = read(
                "", "email,company,city", "a@lee.example.com", "", "b@lee.example.com,Lee,Austin,,,", " , ,", ",,,,");
        assertEquals(good(2), outcome(report));
        assertEquals(
                List.of("a@lee.example.com", "b@lee.example.com"),
                sunk.stream().map(contact -> contact.profile().email()).toList());
    }

    @Test
    void cells_beyond_the_heading_are_reported_since_all_may_have_shifted() {
        assertEquals(
                report(2, 1, 0, new RowError(2, null, "has 4 cells under 3 headings; is a comma not in quotes?")),
                outcome(read(
                        "company,email,city", "Lee, LLC,a@lee.example.com,Austin", "Lee,b@lee.example.com,Austin")));
    }

    @Test
    void a_heading_alone_is_an_empty_file_and_not_an_error() {
        assertEquals(good(0), outcome(read("email,phone")));
        assertEquals(good(0), outcome(read("\uFEFFemail,phone", "", "")));
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
                outcome(report));
    }

    @Test
    void a_missing_email_is_fine_beside_another_address() {
        assertEquals(
                good(3),
                outcome(read(
                        "email,phone,web",
                        "n/a,512-555-0101,",
                        ",,lee.example.com",
                        "-,(512) 555-0102,kim.example.com")));
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
        assertEquals(report(5, 3, 2), outcome(report));
        assertEquals(List.of(new ImportReport.Duplicate(4, 2), new ImportReport.Duplicate(6, 5)), report.duplicates());
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
        assertEquals(good(1), outcome(read("email,city,lat,lon", "a@lee.example.com,Austin,n/a,")));
        assertEquals("Austin", sunk.getFirst().place().city());
        assertEquals(
                report(
                        2,
                        0,
                        0,
                        new RowError(2, "latitude", "is missing beside the other one"),
                        new RowError(3, "longitude", "is not a number of degrees like 30.2672")),
                outcome(read("email,lat,lon", "a@lee.example.com,n/a,-97.7", "b@lee.example.com,30.2,west")));
    }

    @Test
    void emails_are_checked() {
        for (var good : List.of("Ann <a@lee.example.com>", "mailto:A@lee.example.com", " a@LEE.example.com\u200b")) {
            assertEquals(good(1), outcome(read("email", '"' + good + '"')));
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

    /** A wrong clock or a date of next year loses the consent, and nobody loses the contact. */
    @Test
    void a_consent_of_the_future_is_left_out_and_told_and_its_row_imported() {
        var rows = new ArrayList<ImportedRow>();
        var text = """
            email,sms consent date,call consent date
            a@lee.example.com,2099-03-01,2026-03-01T10:00:00Z
            """;
        var report = ContactImport.rows(new ByteArrayInputStream(text.getBytes(UTF_8)), CSV, rows::add);
        assertEquals(1, report.imported());
        assertEquals(List.of(), report.errors());
        assertEquals(
                List.of(new RowError(
                        2,
                        "smsConsentAt",
                        "lies in the future, so that the consent is left out: it counts from when it was given")),
                report.notes());
        var contact = ((ImportedRow.Accepted) rows.getFirst()).contact();
        assertEquals(
                Map.of(Channel.PHONE, new Consent("spring list", Instant.parse("2026-03-01T10:00:00Z"))),
                contact.consents());
    }

    @Test
    void who_must_not_be_contacted_is_passed_on_with_every_address_that_can_be_read() {
        var rows = new ArrayList<ImportedRow>();
        var text = """
            email,phone,stars,Do Not Contact
            a@lee.example.com,512-555-0101,eleven,yes
            b@lee.example.com,,4,no
            ,,4,x
            broken,512-555-0102,,Y
            """;
        var report = ContactImport.rows(new ByteArrayInputStream(text.getBytes(UTF_8)), CSV, rows::add);
        assertEquals(2, report.suppressed());
        assertEquals(
                List.of(new RowError(
                        4, null, "is not to be contacted, but has no email, phone or website to be known by")),
                report.errors());
        var id = new NaturalKey("email", "a@lee.example.com").contactId("acme", "secret");
        assertEquals(new ImportedRow.Suppressed(2, id, Set.of("a@lee.example.com", "+15125550101")), rows.getFirst());
        var byPhone = new NaturalKey("phone", "+15125550102").contactId("acme", "secret");
        assertEquals(new ImportedRow.Suppressed(5, byPhone, Set.of("+15125550102")), rows.getLast());
    }

    @Test
    void what_could_hide_a_text_is_refused_and_line_ends_are_blanks() {
        assertEquals(
                "Ann Bcc: x@evil.example.com",
                only("name", "Ann\r\nBcc: x@evil.example.com").profile().name());
        assertEquals("Lee Lawns", only("company", "Lee\nLawns").profile().company());
        assertEquals("has the control character U+0000", complaint("company", "Lee\0Lawns"));
        assertEquals("has the control character U+001B", complaint("company", "Lee\u001bLawns"));
        assertEquals("has the control character U+202E", complaint("company", "Lee\u202eLawns"));
        assertEquals("has the control character U+2028", complaint("company", "Lee\u2028Lawns"));
        assertEquals("has 200 characters, at most 160 are allowed", complaint("company", "x".repeat(200)));
    }

    @Test
    void invisible_characters_are_taken_out() {
        assertEquals(
                "Lee Lawns",
                only("company", "\u200bLee\u00ad\u200e \u00a0\u2003Lawns\u2060\ufeff")
                        .profile()
                        .company());
        assertEquals("a@lee.example.com", only("E\u200b-mail", "").profile().email());
    }

    @Test
    void old_encodings_are_understood_and_told() {
        var text = "email,company\nz@lee.example.com,Zoë’s “Søn” €\na@lee.example.com,Ann\n";
        var report = read(text.getBytes(Charset.forName("windows-1252")), CSV);
        assertEquals(good(2), outcome(report));
        assertEquals("windows-1252", report.encoding());
        assertEquals("Zoë’s “Søn” €", sunk.getFirst().profile().company());
        assertEquals("UTF-8", read(text.getBytes(UTF_8), CSV).encoding());
        assertEquals("Zoë’s “Søn” €", sunk.getFirst().profile().company());
    }

    @Test
    void a_file_pasted_together_from_two_encodings_keeps_both() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("email,company\na@lee.example.com,Zoë\n".getBytes(UTF_8));
        bytes.writeBytes("b@lee.example.com,Zoë\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(good(2), outcome(read(bytes.toByteArray(), CSV)));
        assertEquals(
                List.of("Zoë", "Zoë"),
                sunk.stream().map(contact -> contact.profile().company()).toList());
    }

    @Test
    void utf_16_is_known_by_its_zeros_where_it_has_no_mark() {
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var report = read("email,company\nz@lee.example.com,Zoë\n".getBytes(charset), CSV);
            assertEquals(good(1), outcome(report));
            assertEquals(charset.name(), report.encoding());
        }
    }

    @Test
    void characters_that_were_lost_before_cost_the_rows_they_stand_in_and_no_others() {
        assertEquals(
                report(2, 1, 0, new RowError(2, "company", "has characters that were lost on the way (U+FFFD)")),
                outcome(read("email,company", "z@lee.example.com,Zo\uFFFD", "a@lee.example.com,Ann")));
    }

    @Test
    void a_packed_file_is_read_as_it_is_and_a_damaged_one_refused() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write("email\na@lee.example.com\n".getBytes(UTF_8));
        }
        assertEquals(good(1), outcome(read(packed.toByteArray(), CSV)));
        var cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 12);
        assertThrows(UnreadableImport.class, () -> read(cut, CSV));
    }

    @Test
    void windows_unix_and_old_mac_line_ends_are_all_line_ends() {
        for (var end : List.of("\r\n", "\n", "\r")) {
            var text = String.join(end, "email,company", "a@lee.example.com,\"Lee" + end + "Lawns\"", "broken,", "");
            assertEquals(
                    report(2, 1, 0, new RowError(4, "email", "is not an email address")),
                    outcome(read(text.getBytes(UTF_8), CSV)));
            assertEquals("Lee Lawns", sunk.getFirst().profile().company());
        }
    }

    @Test
    void commas_and_quotes_within_quotes_are_text() {
        assertEquals(good(1), outcome(read("company,email", "\"Lee \"\"Green\"\" Lawns, LLC\",a@lee.example.com")));
        assertEquals("Lee \"Green\" Lawns, LLC", sunk.getFirst().profile().company());
        assertEquals(good(1), outcome(read("company,email", "Lee 5\" Pipes,a@lee.example.com")));
        assertEquals("Lee 5\" Pipes", sunk.getFirst().profile().company());
        assertEquals(good(1), outcome(read("company,email", " \"Lee\" Lawns,a@lee.example.com")));
        assertEquals("Lee Lawns", sunk.getFirst().profile().company());
    }

    @Test
    void the_line_by_which_a_spreadsheet_tells_the_separator_is_no_heading() {
        assertEquals(good(1), outcome(read("sep=;", "company;email", "Lee, LLC;a@lee.example.com")));
        assertEquals("Lee, LLC", sunk.getFirst().profile().company());
    }

    @Test
    void headings_that_mean_nothing_are_told_once_and_do_no_harm() {
        var report =
                read("Shoe Size,email,Hobby,Shoe Size,", "42,a@lee.example.com,golf,43,", "1,b@lee.example.com,,,");
        assertEquals(good(2), outcome(report));
        assertEquals(List.of("Hobby", "Shoe Size"), report.unmapped());
    }

    @Test
    void of_a_heading_that_comes_twice_the_first_cell_that_says_something_counts() {
        assertEquals(
                good(2),
                outcome(read("phone,email,phone", "512-555-0101,a@lee.example.com,512-555-0102", ",,512-555-0103")));
        assertEquals("+15125550101", sunk.getFirst().profile().phone());
        assertEquals("+15125550103", sunk.getLast().profile().phone());
    }

    @Test
    void an_extension_is_left_out_and_said() {
        var report = read("phone", "512-555-0143 x12", "(512) 555-0144 ext. 7");
        assertEquals(good(2), outcome(report));
        assertEquals(
                List.of(
                        new RowError(2, "phone", "has the extension 12, which is left out: nothing dials it"),
                        new RowError(3, "phone", "has the extension 7, which is left out: nothing dials it")),
                report.notes());
    }

    @Test
    void several_emails_in_a_cell_are_refused_since_they_may_be_several_people() {
        for (var separator : List.of(";", ",", "; ")) {
            assertEquals(
                    report(2, 1, 0, new RowError(2, "email", "has more than one address")),
                    outcome(read(
                            "email", "\"a@lee.example.com" + separator + "b@lee.example.com\"", "c@lee.example.com")));
        }
    }

    @Test
    void more_columns_than_a_list_has_are_refused_and_empty_ones_forgiven() {
        assertThrows(UnreadableImport.class, () -> read("email" + ",x".repeat(512), "a@lee.example.com"));
        assertEquals(good(1), outcome(read("email" + ",".repeat(5_000), "a@lee.example.com" + ",".repeat(5_000))));
        assertEquals(
                report(2, 1, 0, new RowError(2, null, "has 601 cells under 1 headings; is a comma not in quotes?")),
                outcome(read("email", "a@lee.example.com" + ",x".repeat(600), "b@lee.example.com")));
    }

    @Test
    void a_quote_left_open_costs_its_own_line_and_no_other() {
        var lines = new ArrayList<String>(List.of("email,notes", "a@lee.example.com,fine", "b@lee.example.com,\"oops"));
        for (int i = 0; i < 30; i++) {
            lines.add("x" + i + "@lee.example.com,kept");
        }
        assertEquals(
                report(32, 31, 0, new RowError(3, null, "has a quote that is not closed")),
                outcome(read(lines.toArray(String[]::new))));
    }

    @Test
    void a_quote_left_open_does_not_take_the_quotes_of_later_lines_for_its_end() {
        assertEquals(
                report(4, 3, 0, new RowError(2, null, "has a quote that is not closed")),
                outcome(read(
                        "email,company",
                        "a@lee.example.com,\"Lee",
                        "b@lee.example.com,Kim",
                        "c@lee.example.com,\"Ray, LLC\"",
                        "d@lee.example.com,Dan")));
        assertEquals("Ray, LLC", sunk.get(1).profile().company());
    }

    @Test
    void a_quote_left_open_in_the_last_line_is_found_out() {
        assertEquals(
                report(2, 1, 0, new RowError(3, null, "has a quote that is not closed")),
                outcome(read("email,notes", "a@lee.example.com,fine", "b@lee.example.com,\"oops")));
    }

    @Test
    void an_absurdly_long_cell_costs_its_row_and_no_other() {
        assertEquals(
                report(2, 1, 0, new RowError(2, "company", "has 50000 characters, at most 160 are allowed")),
                outcome(read("email,company", "a@lee.example.com," + "y".repeat(50_000), "b@lee.example.com,Lee")));
        assertEquals(
                report(2, 1, 0, new RowError(2, null, "is longer than 1048576 characters")),
                outcome(read("email,company", "a@lee.example.com," + "y".repeat(3 << 20), "b@lee.example.com,Lee")));
    }

    @Test
    void an_empty_file_a_workbook_and_a_photograph_are_told_apart() {
        assertEquals("The file is empty.", refusal(""));
        assertEquals("The file is empty.", refusal("\n \n"));
        assertEquals(
                "The file is a workbook or an archive; save it as CSV.",
                refusal("PK\u0003\u0004[Content_Types].xml\n1"));
        assertEquals("The first row names no column with email, phone or website.", refusal("\u0089PNG\nIHDR\n"));
        assertEquals("The file has no heading that can be read.", refusal("\"email\nb"));
    }

    private String refusal(String text) {
        return String.valueOf(assertThrows(UnreadableImport.class, () -> read(text.getBytes(UTF_8), CSV))
                .getMessage());
    }

    @Test
    void json_of_the_wrong_shape_costs_its_row_and_no_other() {
        var text = """
            {"email": {"work": "a@lee.example.com"}}
            {"contact": {"profile": {"email": "b@lee.example.com", "phone": 5125550101}}}
            {"email": ["c@lee.example.com", "d@lee.example.com"]}
            {"email": "e@lee.example.com", "categories": [{"name": "lawn"}]}
            {"email": 42}
            {"email": true, "email": "f@lee.example.com"} x
            %s
            {"email": "g@lee.example.com", "phone": null, "rating": 1e999999999}
            {"email": "h@lee.example.com", "categories": ["roofing", null]}
            """.formatted("{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000));
        assertEquals(
                report(
                        9,
                        2,
                        0,
                        new RowError(1, null, "has an object where email is expected"),
                        new RowError(3, "email", "has more than one address"),
                        new RowError(4, null, "has a list of more than words where categories is expected"),
                        new RowError(5, "email", "is not an email address"),
                        new RowError(6, null, "is not JSON"),
                        new RowError(7, null, "is not JSON"),
                        new RowError(8, "rating", "is not a rating like 4.5")),
                outcome(read(text.getBytes(UTF_8), JSON)));
        assertEquals("+15125550101", sunk.getFirst().profile().phone());
        assertEquals(Set.of("roofing"), sunk.getLast().categories());
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
                report(4, 1, 1, new RowError(3, null, "is not JSON"), new RowError(4, null, "is not a JSON object")),
                outcome(report));
        assertEquals(List.of(new ImportReport.Duplicate(5, 1)), report.duplicates());
        assertEquals(List.of("shoeSize"), report.unmapped());
        var first = sunk.getFirst();
        assertEquals(Set.of("lawn-care", "roofing"), first.categories());
        assertEquals(Tier.INTERNAL, first.tier());
        assertEquals("TX", first.place().state());
        assertEquals(new Credentials(null, 4.5, null, true, null, null), first.credentials());
    }
}
