package io.muster.functions.strategy.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.api.Test;

class ContactExportTest {
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
        var options = ImportOptions.inRequest("acme", "secret", ImportOptions.Format.CSV, "list");
        List<Contact> read = new ArrayList<>();
        ContactImport.read(new ByteArrayInputStream(exported(HOSTILE).getBytes(UTF_8)), options, read::add);
        assertEquals(List.of(HOSTILE), read);
    }
}
