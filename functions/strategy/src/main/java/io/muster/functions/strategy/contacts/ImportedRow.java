package io.muster.functions.strategy.contacts;

import io.muster.domain.contact.Contact;
import java.util.List;

/** What a row of a file came to. */
sealed interface ImportedRow {
    /** The row is a contact. */
    record Accepted(long line, Contact contact) implements ImportedRow {}

    /** The row is no contact, for all these reasons. */
    record Rejected(List<RowError> errors) implements ImportedRow {
        public Rejected {
            errors = List.copyOf(errors);
        }
    }
}
