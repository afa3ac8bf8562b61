package io.muster.functions.strategy.contacts;

import io.muster.domain.contact.CategoryKey;
import io.muster.domain.contact.Consent;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.NaturalKey;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns a row into a contact, or into everything that is wrong with it. */
final class RowReader {
    private static final int MOST_CATEGORIES = 30;

    private final ImportOptions options;
    private final boolean mendable;
    private final Places places;

    private RowReader(ImportOptions options, boolean mendable) {
        this.options = options;
        this.mendable = mendable;
        this.places = new Places(options.region());
    }

    /** Reads the rows of a file, which keep what is good of them: nobody should lose a contact for a wrong consent. */
    static RowReader ofFile(ImportOptions options) {
        return new RowReader(options, false);
    }

    /** Reads what a request states, which is refused with all that is wrong, since whoever sent it can mend it at once. */
    static RowReader ofRequest(ImportOptions options) {
        return new RowReader(options, true);
    }

    ImportedRow read(RawRow row) {
        var cells = new Cells(row);
        if (row.defect() != null) {
            cells.complain(null, row.defect());
            return new ImportedRow.Rejected(cells.errors());
        }
        if (cells.parsed(Field.DO_NOT_CONTACT, Figures::yes, false)) {
            return suppressed(row);
        }
        var contact = contact(cells);
        return contact == null || !cells.errors().isEmpty()
                ? new ImportedRow.Rejected(cells.errors())
                : new ImportedRow.Accepted(row.line(), contact, cells.notes());
    }

    /** Whatever else is wrong with the row, each of its addresses that can be read is to be left alone. */
    private ImportedRow suppressed(RawRow row) {
        var cells = new Cells(row);
        var profile = profile(cells);
        var key = NaturalKey.of(profile);
        if (key.isEmpty() && cells.errors().isEmpty()) {
            cells.complain(null, "is not to be contacted, but has no email, phone or website to be known by");
        }
        return key.<ImportedRow>map(known -> new ImportedRow.Suppressed(
                        row.line(), known.contactId(options.workspace(), options.idSecret()), profile.addresses()))
                .orElseGet(() -> new ImportedRow.Rejected(cells.errors()));
    }

    /** The contact in these cells, or null without a key; every cell is read even so, for its complaints. */
    private @Nullable Contact contact(Cells cells) {
        var profile = profile(cells);
        var tier = cells.parsed(Field.TIER, Figures::tier, Tier.GENERAL);
        Set<String> categories = cells.parsed(Field.CATEGORIES, RowReader::categories, Set.of());
        var place = places.read(cells, profile.phone());
        var credentials = credentials(cells);
        var source = cells.parsed(Field.SOURCE, text -> text, options.source());
        var consents = consents(cells, source);
        var key = NaturalKey.of(profile);
        if (key.isEmpty() && cells.errors().isEmpty()) {
            cells.complain(null, "has no email, phone or website to be reached by");
        }
        return key.map(known -> known.contactId(options.workspace(), options.idSecret()))
                .map(id -> new Contact(id, tier, profile, categories, place, credentials, source, consents))
                .orElse(null);
    }

    private Profile profile(Cells cells) {
        return new Profile(
                name(cells),
                cells.text(Field.COMPANY),
                cells.parsed(Field.EMAIL, Addresses::email),
                phone(cells),
                cells.parsed(Field.WEBSITE, Addresses::url),
                cells.parsed(Field.PROFILE_URL, Addresses::url));
    }

    private @Nullable String phone(Cells cells) {
        var phone = cells.parsed(Field.PHONE, text -> Addresses.phone(text, options.region()));
        if (phone != null && phone.extension() != null) {
            cells.note(Field.PHONE, "has the extension " + phone.extension() + ", which is left out: nothing dials it");
        }
        return phone == null ? null : phone.number();
    }

    private static @Nullable String name(Cells cells) {
        var whole = cells.text(Field.NAME);
        var first = cells.text(Field.FIRST_NAME);
        var last = cells.text(Field.LAST_NAME);
        return whole != null ? whole : first == null ? last : last == null ? first : first + " " + last;
    }

    private static Credentials credentials(Cells cells) {
        return new Credentials(
                cells.parsed(Field.LEAD_SCORE, Figures::score),
                cells.parsed(Field.RATING, Figures::rating),
                cells.parsed(Field.REVIEWS, Figures::count),
                cells.parsed(Field.LICENCE_VERIFIED, Figures::yes),
                cells.parsed(Field.INSURANCE_VERIFIED, Figures::yes),
                cells.parsed(Field.ESTABLISHED, Figures::yes));
    }

    private static Set<String> categories(String text) {
        Set<String> keys = new TreeSet<>();
        for (var specialty : text.split("[;|/,]", -1)) {
            keys.add(CategoryKey.of(specialty));
        }
        keys.remove("");
        if (keys.size() > MOST_CATEGORIES) {
            throw new BadCell("has " + keys.size() + " specialties, at most " + MOST_CATEGORIES + " are allowed");
        }
        return keys;
    }

    private Map<Channel, Consent> consents(Cells cells, String source) {
        Map<Channel, Consent> consents = new EnumMap<>(Channel.class);
        consent(cells, Field.SMS_CONSENT_AT, Field.SMS_CONSENT_SOURCE, source, Channel.SMS, consents);
        consent(cells, Field.CALL_CONSENT_AT, Field.CALL_CONSENT_SOURCE, source, Channel.PHONE, consents);
        return consents;
    }

    /** A consent without a time is worth nothing; without a source of its own it was given where the row came from. */
    private void consent(
            Cells cells, Field at, Field from, String source, Channel channel, Map<Channel, Consent> consents) {
        var moment = cells.parsed(at, Figures::moment);
        var given = cells.text(from);
        var consent = moment == null ? null : new Consent(given == null ? source : given, moment);
        if (consent != null && !consent.given(options.now())) {
            notYetGiven(cells, at);
        } else if (consent != null) {
            consents.put(channel, consent);
        } else if (given != null) {
            cells.complain(at, "is missing: a consent counts only with its date");
        }
    }

    private void notYetGiven(Cells cells, Field at) {
        if (mendable) {
            cells.complain(at, "lies in the future: a consent counts from when it was given");
        } else {
            cells.note(at, "lies in the future, so that the consent is left out: it counts from when it was given");
        }
    }
}
