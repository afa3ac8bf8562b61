package io.muster.functions.strategy.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.domain.contact.Consent;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.NaturalKey;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ContactExportTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final Contact HOSTILE = new Contact(
            new NaturalKey("email", "a@lee.example.com").contactId("acme", "secret"),
            Tier.PROSPECT,
            new Profile(
                    "=HYPERLINK(\"https://evil.example.com\")",
                    "@SUM(A1), \"Lee\"",
                    "a@lee.example.com",
                    "+15125550101",
                    null,
                    null),
            Set.of("lawn-care", "roofing"),
            new Place("-Austin", "TX", "78701", "US", 30.25, -97.75, ZoneId.of("America/Chicago")),
            new Credentials(85, 4.5, 12, true, false, null),
            "+fair",
            Map.of(Channel.SMS, new Consent("web", Instant.parse("2026-03-01T10:00:00Z"))));

    private static String exported(Contact... contacts) {
        var out = new StringWriter();
        ContactExport.to(out).write(List.of(contacts));
        return out.toString();
    }

    @Test
    void cells_that_a_spreadsheet_would_compute_are_quoted() {
        for (var cell : List.of(
                "=1+1",
                "+1",
                "-1",
                "@x",
                "\tx",
                "\rx",
                "\nx",
                " =1",
                "\u00a0+1",
                "'=1",
                "\"=1",
                "''@x",
                " ' -1",
                "＝1")) {
            assertEquals("'" + cell, CsvCell.neutral(cell));
        }
        for (var cell : List.of("", "a=1", "1-1", " 1", "'a", "'", "Lee's")) {
            assertEquals(cell, CsvCell.neutral(cell));
        }
    }

    @Test
    void an_export_is_written_to_the_letter() {
        assertEquals(
                "name,company,email,phone,website,profileUrl,tier,categories,city,state,postalCode,country,latitude,"
                        + "longitude,timeZone,leadScore,rating,reviews,licenceVerified,insuranceVerified,established,"
                        + "source,smsConsentAt,smsConsentSource,callConsentAt,callConsentSource\r\n"
                        + "\"'=HYPERLINK(\"\"https://evil.example.com\"\")\",\"'@SUM(A1), \"\"Lee\"\"\","
                        + "a@lee.example.com,'+15125550101,,,2,lawn-care;roofing,'-Austin,TX,78701,US,30.25,'-97.75,"
                        + "America/Chicago,85,4.5,12,true,false,,'+fair,2026-03-01T10:00:00Z,web,,\r\n",
                exported(HOSTILE));
    }

    @Test
    void the_import_reads_an_export_back_as_it_was() {
        var options = ImportOptions.inRequest("acme", "secret", ImportOptions.Format.CSV, "list", NOW);
        List<Contact> read = new ArrayList<>();
        ContactImport.read(new ByteArrayInputStream(exported(HOSTILE).getBytes(UTF_8)), options, read::add);
        assertEquals(List.of(HOSTILE), read);
    }

    @Test
    void whatever_a_contact_is_called_it_comes_back_as_it_was_and_no_cell_begins_as_a_formula() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        var sharp = "=+-@'\"`,;|\t\n ＝＠aé漢\u00a0#{}<>\\";
        var options = ImportOptions.inRequest("acme", "secret", ImportOptions.Format.JSON_LINES, "list", NOW);
        var csv = ImportOptions.inRequest("acme", "secret", ImportOptions.Format.CSV, "list", NOW);
        for (int i = 0; i < 2_000; i++) {
            var name = new StringBuilder("x");
            for (int k = random.nextInt(1, 8); k > 0; k--) {
                name.insert(0, sharp.charAt(random.nextInt(sharp.length())));
            }
            var row = "{\"email\": \"a@lee.example.com\", \"name\": " + new TextNode(name.toString()) + ", \"city\": "
                    + new TextNode(name + " y") + "}";
            List<Contact> first = new ArrayList<>();
            ContactImport.read(new ByteArrayInputStream(row.getBytes(UTF_8)), options, first::add);
            var written = exported(first.toArray(Contact[]::new));
            List<Contact> second = new ArrayList<>();
            ContactImport.read(new ByteArrayInputStream(written.getBytes(UTF_8)), csv, second::add);
            assertEquals(first, second, name + " -> " + written);
            var cell = written.lines().skip(1).findFirst().orElse("").replaceFirst("^\"", "");
            assertFalse(cell.matches("^[\\s\"`]*[=+@\\-].*"), written);
        }
    }
}
