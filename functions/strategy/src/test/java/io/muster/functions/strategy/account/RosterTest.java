package io.muster.functions.strategy.account;

import static io.muster.domain.account.Role.PRIMARY;
import static io.muster.domain.account.Role.SECONDARY;
import static io.muster.domain.account.Role.TERTIARY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.domain.account.Member;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Gate;
import io.muster.functions.strategy.contacts.Person;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who of an account comes first, and what everybody is to its sequence. */
class RosterTest {

    private static final Person DANA = director("c1", "Dana");
    private static final Person LEE = director("c2", "Lee");
    private static final Person IRA = director("c3", "Ira");
    private static final Person MAX = director("c4", "Max");
    private static final List<Person> EQUALS = List.of(MAX, DANA, IRA, LEE);

    @Test
    void of_equals_the_lead_is_first_then_who_answered_more_then_by_name() {
        var gates = Map.of("c2", answered("c2", 1), "c3", answered("c3", 3));
        assertEquals(
                List.of(
                        new Member("c4", PRIMARY, 70, false),
                        new Member("c3", SECONDARY, 70, false),
                        new Member("c2", TERTIARY, 70, false),
                        new Member("c1", TERTIARY, 70, false)),
                Roster.of(EQUALS, true, gates));
    }

    @Test
    void without_a_lead_the_first_in_order_is_the_primary() {
        assertEquals(
                List.of(
                        new Member("c1", PRIMARY, 70, false),
                        new Member("c3", SECONDARY, 70, false),
                        new Member("c2", TERTIARY, 70, false),
                        new Member("c4", TERTIARY, 70, false)),
                Roster.of(EQUALS, false, Map.of()));
    }

    @Test
    void a_better_title_comes_before_the_lead_who_stays_the_primary() {
        var chief = person("c5", "Zoe", 100, false);
        var lead = person("c6", "Ann", 10, true);
        assertEquals(
                List.of(
                        new Member("c5", SECONDARY, 100, false),
                        new Member("c1", TERTIARY, 70, false),
                        new Member("c6", PRIMARY, 10, true)),
                Roster.of(List.of(lead, DANA, chief), true, Map.of()));
    }

    @Test
    void what_somebody_answered_outweighs_no_title() {
        var lowly = person("c7", "Abe", 50, false);
        assertEquals(
                List.of("c1", "c7"),
                Roster.of(List.of(lowly, DANA), false, Map.of("c7", answered("c7", 9))).stream()
                        .map(Member::contactId)
                        .toList());
    }

    @Test
    void who_has_no_name_is_last_of_equals_and_namesakes_stand_by_id() {
        var nameless = director("c0", null);
        var namesake = director("c9", "Dana");
        assertEquals(
                List.of("c1", "c9", "c2", "c0"),
                Roster.of(List.of(nameless, namesake, LEE, DANA), false, Map.of()).stream()
                        .map(Member::contactId)
                        .toList());
    }

    @Test
    void an_account_of_one_has_a_primary_and_one_of_nobody_has_no_members() {
        assertEquals(List.of(new Member("c1", PRIMARY, 70, false)), Roster.of(List.of(DANA), false, Map.of()));
        assertEquals(List.of(), Roster.of(List.of(), true, Map.of()));
    }

    private static Gate answered(String contactId, int answers) {
        var past = new Gate.Past(answers, 1, 0, 0, 0, answers, null, null);
        return new Gate(contactId, Set.of(), null, List.of(), past, 1);
    }

    private static Person director(String id, @Nullable String name) {
        return person(id, name, 70, false);
    }

    private static Person person(String id, @Nullable String name, int priority, boolean inquired) {
        var contact = new Contact(
                id,
                Tier.PROSPECT,
                new Profile(name, null, id + "@acme.example.com", null, null, null),
                Set.of(),
                Place.UNKNOWN,
                Credentials.UNKNOWN,
                "api",
                Map.of());
        return new Person(contact, priority, inquired);
    }
}
