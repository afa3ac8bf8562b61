package io.muster.functions.strategy.contacts;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.muster.domain.contact.Contact;
import io.muster.domain.touch.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes contacts as a CSV file that a spreadsheet opens without harm and that the import reads back as it was. */
public final class ContactExport {
    private static final List<Field> COLUMNS = List.of(
            Field.NAME,
            Field.COMPANY,
            Field.EMAIL,
            Field.PHONE,
            Field.WEBSITE,
            Field.PROFILE_URL,
            Field.TIER,
            Field.CATEGORIES,
            Field.CITY,
            Field.STATE,
            Field.POSTAL_CODE,
            Field.COUNTRY,
            Field.LATITUDE,
            Field.LONGITUDE,
            Field.TIME_ZONE,
            Field.LEAD_SCORE,
            Field.RATING,
            Field.REVIEWS,
            Field.LICENCE_VERIFIED,
            Field.INSURANCE_VERIFIED,
            Field.ESTABLISHED,
            Field.SOURCE,
            Field.SMS_CONSENT_AT,
            Field.SMS_CONSENT_SOURCE,
            Field.CALL_CONSENT_AT,
            Field.CALL_CONSENT_SOURCE);

    private final CsvWriter csv;

    private ContactExport(Writer out) {
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
        csv.writeRecord(COLUMNS.stream().map(Field::key).toList());
    }

    /** Begins a file with its heading, in UTF-8 if the writer is; the writer stays open. */
    public static ContactExport to(Writer out) {
        return new ContactExport(out);
    }

    /** Writes a row per contact. */
    public void write(Collection<Contact> contacts) {
        contacts.forEach(contact -> csv.writeRecord(cells(contact)));
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the contacts could not be written", e);
        }
    }

    private static List<String> cells(Contact contact) {
        List<String> cells = new ArrayList<>();
        for (var column : COLUMNS) {
            var value = value(contact, column);
            cells.add(value == null ? "" : CsvCell.neutral(value.toString()));
        }
        return cells;
    }

    private static @Nullable Object value(Contact contact, Field column) {
        return switch (column) {
            case NAME -> contact.profile().name();
            case COMPANY -> contact.profile().company();
            case EMAIL -> contact.profile().email();
            case PHONE -> contact.profile().phone();
            case WEBSITE -> contact.profile().website();
            case PROFILE_URL -> contact.profile().profileUrl();
            case TIER -> contact.tier().number();
            case CATEGORIES -> String.join(";", contact.categories());
            case CITY -> contact.place().city();
            case STATE -> contact.place().state();
            case POSTAL_CODE -> contact.place().postalCode();
            case COUNTRY -> contact.place().country();
            case LATITUDE -> contact.place().latitude();
            case LONGITUDE -> contact.place().longitude();
            case TIME_ZONE -> contact.place().timeZone();
            case LEAD_SCORE -> contact.credentials().leadScore();
            case RATING -> contact.credentials().rating();
            case REVIEWS -> contact.credentials().reviews();
            case LICENCE_VERIFIED -> contact.credentials().licenceVerified();
            case INSURANCE_VERIFIED -> contact.credentials().insuranceVerified();
            case ESTABLISHED -> contact.credentials().established();
            case SOURCE -> contact.source();
            case SMS_CONSENT_AT -> at(contact, Channel.SMS);
            case SMS_CONSENT_SOURCE -> source(contact, Channel.SMS);
            case CALL_CONSENT_AT -> at(contact, Channel.PHONE);
            case CALL_CONSENT_SOURCE -> source(contact, Channel.PHONE);
            case FIRST_NAME, LAST_NAME, DO_NOT_CONTACT -> null;
        };
    }

    private static @Nullable Object at(Contact contact, Channel channel) {
        var consent = contact.consents().get(channel);
        return consent == null ? null : consent.at();
    }

    private static @Nullable Object source(Contact contact, Channel channel) {
        var consent = contact.consents().get(channel);
        return consent == null ? null : consent.source();
    }
}
