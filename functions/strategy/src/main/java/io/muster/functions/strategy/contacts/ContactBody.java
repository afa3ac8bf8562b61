package io.muster.functions.strategy.contacts;

import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.Body;
import io.muster.aws.api.Fields;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Violation;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Tier;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact as a request states it, in the shape in which contacts are told. It is read as a row of a file is, so that an
 * address is refused or brought into its one form by the same rules whichever way it comes.
 */
final class ContactBody {

    /** Where each field of a row stands in the body. */
    private static final Map<Field, String> PLACES = places();

    private final Map<Field, String> cells = new EnumMap<>(Field.class);

    private ContactBody() {}

    /** Returns the contact that a body states, or refuses it with all that is wrong. */
    static Contact read(ApiRequest request, ImportOptions options) {
        var cells = Body.read(request, fields -> new ContactBody().of(fields));
        return switch (RowReader.ofRequest(options).read(new RawRow(1, cells, null))) {
            case ImportedRow.Accepted(var _, var contact, var _) -> contact;
            case ImportedRow.Suppressed _ -> throw new IllegalStateException("no body asks for that");
            case ImportedRow.Rejected(var errors) ->
                throw Problem.invalid(
                                errors.stream().map(ContactBody::violation).toList())
                        .thrown();
        };
    }

    private Map<Field, String> of(Fields fields) {
        put(Field.TIER, fields.integer("tier", Tier.INTERNAL.number(), Tier.GENERAL.number()));
        put(Field.CATEGORIES, String.join(";", fields.texts("categories", 30, 80)));
        text(fields, Field.SOURCE, "source");
        fields.object("profile", this::profile);
        fields.object("place", this::place);
        fields.object("credentials", this::credentials);
        fields.object("consents", this::consents);
        return cells;
    }

    private ContactBody profile(Fields fields) {
        text(fields, Field.NAME, "name");
        text(fields, Field.COMPANY, "company");
        text(fields, Field.EMAIL, "email");
        text(fields, Field.PHONE, "phone");
        text(fields, Field.WEBSITE, "website");
        text(fields, Field.PROFILE_URL, "profileUrl");
        return this;
    }

    private ContactBody place(Fields fields) {
        text(fields, Field.CITY, "city");
        text(fields, Field.STATE, "state");
        text(fields, Field.POSTAL_CODE, "postalCode");
        text(fields, Field.COUNTRY, "country");
        put(Field.LATITUDE, fields.number("latitude", -90, 90));
        put(Field.LONGITUDE, fields.number("longitude", -180, 180));
        text(fields, Field.TIME_ZONE, "timeZone");
        return this;
    }

    private ContactBody credentials(Fields fields) {
        put(Field.LEAD_SCORE, fields.integer("leadScore", 0, 100));
        put(Field.RATING, fields.number("rating", 0, 5));
        put(Field.REVIEWS, fields.integer("reviews", 0, 10_000_000));
        put(Field.LICENCE_VERIFIED, fields.flag("licenceVerified"));
        put(Field.INSURANCE_VERIFIED, fields.flag("insuranceVerified"));
        put(Field.ESTABLISHED, fields.flag("established"));
        return this;
    }

    private ContactBody consents(Fields fields) {
        fields.object("sms", sms -> consent(sms, Field.SMS_CONSENT_AT, Field.SMS_CONSENT_SOURCE));
        fields.object("phone", call -> consent(call, Field.CALL_CONSENT_AT, Field.CALL_CONSENT_SOURCE));
        return this;
    }

    private ContactBody consent(Fields fields, Field at, Field source) {
        Instant given = fields.instant("at");
        if (given == null) {
            fields.missing("at");
        }
        put(at, given);
        put(source, fields.requiredText("source", source.longest()));
        return this;
    }

    private void text(Fields fields, Field field, String name) {
        put(field, fields.text(name, field.longest()));
    }

    private void put(Field field, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            cells.put(field, value.toString());
        }
    }

    private static Violation violation(RowError error) {
        var place = error.field() == null
                ? "profile"
                : Field.of(error.field()).map(PLACES::get).orElse(error.field());
        return new Violation(place, error.reason(), null);
    }

    private static Map<Field, String> places() {
        var places = new EnumMap<Field, String>(Field.class);
        for (var field : Field.values()) {
            places.put(field, prefix(field) + field.key());
        }

        places.put(Field.SMS_CONSENT_AT, "consents.sms.at");
        places.put(Field.SMS_CONSENT_SOURCE, "consents.sms.source");
        places.put(Field.CALL_CONSENT_AT, "consents.phone.at");
        places.put(Field.CALL_CONSENT_SOURCE, "consents.phone.source");
        return places;
    }

    private static String prefix(Field field) {
        return switch (field) {
            case NAME, FIRST_NAME, LAST_NAME, COMPANY, EMAIL, PHONE, WEBSITE, PROFILE_URL -> "profile.";
            case CITY, STATE, POSTAL_CODE, COUNTRY, LATITUDE, LONGITUDE, TIME_ZONE -> "place.";
            case LEAD_SCORE, RATING, REVIEWS, LICENCE_VERIFIED, INSURANCE_VERIFIED, ESTABLISHED -> "credentials.";
            case SMS_CONSENT_AT, SMS_CONSENT_SOURCE, CALL_CONSENT_AT, CALL_CONSENT_SOURCE -> "consents.";
            case TIER, CATEGORIES, SOURCE, DO_NOT_CONTACT -> "";
        };
    }
}
