package io.muster.functions.strategy.contacts;

import io.muster.aws.api.Fields;
import io.muster.domain.account.SequenceTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an account's people, each as a row of a file is read, so that an address is refused or brought into its one form
 * by the same rules whichever way it comes.
 */
public final class People {

    private static final String SOURCE = "api";

    /** Where a field of a row stands in a person, if not under its own name. */
    private static final Map<String, String> PLACES = Map.of(
            Field.SMS_CONSENT_AT.key(), "consents.sms.at",
            Field.SMS_CONSENT_SOURCE.key(), "consents.sms.source",
            Field.CALL_CONSENT_AT.key(), "consents.phone.at",
            Field.CALL_CONSENT_SOURCE.key(), "consents.phone.source");

    private final RowReader rows;

    private People(RowReader rows) {
        this.rows = rows;
    }

    /**
     * Returns the lead, if there is one, and then the others, as one person where they share an address; whatever is wrong
     * is noted on the fields.
     *
     * @param idSecret the workspace's, from which contact ids follow
     * @param now business time
     */
    public static List<Person> read(Fields fields, String workspace, String idSecret, Instant now) {
        var options = ImportOptions.inRequest(workspace, idSecret, ImportOptions.Format.JSON_LINES, SOURCE, now);
        var people = new People(RowReader.ofRequest(options));
        var stated = new ArrayList<Person>();
        var lead = fields.object("lead", people::person);
        if (lead != null) {
            stated.add(lead);
        }
        stated.addAll(fields.objects("accountContacts", 10 * SequenceTerms.MOST_CONTACTS, people::person));
        var distinct = Person.distinct(stated);
        if (distinct.size() > SequenceTerms.MOST_CONTACTS) {
            fields.wrong(
                    "accountContacts",
                    "are too many: with the lead there are " + distinct.size() + " people",
                    "at most " + SequenceTerms.MOST_CONTACTS + " people in all");
        }
        return distinct;
    }

    private @Nullable Person person(Fields fields) {
        Map<Field, String> cells = new EnumMap<>(Field.class);
        for (var field : List.of(
                Field.NAME,
                Field.EMAIL,
                Field.PHONE,
                Field.PROFILE_URL,
                Field.CITY,
                Field.STATE,
                Field.POSTAL_CODE,
                Field.COUNTRY,
                Field.TIME_ZONE,
                Field.SOURCE)) {
            put(cells, field, fields.text(field.key(), field.longest()));
        }
        var title = fields.name("title", 160);
        var inquired = fields.flag("inquired");
        fields.object("consents", consents -> {
            consents.object("sms", sms -> consent(cells, sms, Field.SMS_CONSENT_AT, Field.SMS_CONSENT_SOURCE));
            consents.object("phone", call -> consent(cells, call, Field.CALL_CONSENT_AT, Field.CALL_CONSENT_SOURCE));
            return cells;
        });
        return switch (rows.read(new RawRow(1, cells, null))) {
            case ImportedRow.Accepted(var _, var contact, var _) ->
                Person.of(contact, title, Boolean.TRUE.equals(inquired));
            case ImportedRow.Suppressed _ -> throw new IllegalStateException("no person asks for that");
            case ImportedRow.Rejected(var errors) -> {
                errors.forEach(error -> complain(fields, error));
                yield null;
            }
        };
    }

    /** What is wrong with no field of its own is that there is no address: a profile alone cannot be suppressed. */
    private static void complain(Fields fields, RowError error) {
        if (error.field() == null) {
            fields.unusable(
                    "has neither email nor phone, and a profile alone is not enough to know somebody by",
                    "an email or a phone, and a profile besides");
        } else {
            fields.wrong(PLACES.getOrDefault(error.field(), error.field()), error.reason(), null);
        }
    }

    private static Map<Field, String> consent(Map<Field, String> cells, Fields fields, Field at, Field source) {
        var given = fields.instant("at");
        if (given == null) {
            fields.missing("at");
        } else {
            cells.put(at, given.toString());
        }
        cells.put(source, fields.requiredText("source", source.longest()));
        return cells;
    }

    private static void put(Map<Field, String> cells, Field field, @Nullable String value) {
        if (value != null) {
            cells.put(field, value);
        }
    }
}
