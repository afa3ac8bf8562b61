package io.muster.functions.strategy.contacts;

import io.muster.domain.contact.Contact;
import java.util.List;
import java.util.Set;

/** What a row of a file came to. */
sealed interface ImportedRow {
    /** The row is a contact; the notes say what of it was left out. */
    record Accepted(long line, Contact contact, List<RowError> notes) implements ImportedRow {
        public Accepted {
            notes = List.copyOf(notes);
        }
    }

    /** The row names somebody who must not be contacted, by these addresses. */
    record Suppressed(long line, String contactId, Set<String> addresses) implements ImportedRow {
        public Suppressed {
            addresses = Set.copyOf(addresses);
        }
    }

    /** The row is no contact, for all these reasons. */
    record Rejected(List<RowError> errors) implements ImportedRow {
        public Rejected {
            errors = List.copyOf(errors);
        }
    }
}
