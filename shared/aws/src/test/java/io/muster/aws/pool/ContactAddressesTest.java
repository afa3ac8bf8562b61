package io.muster.aws.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Stack;
import io.muster.aws.pool.ContactStore.Saved;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which contacts have an address: what a reply that names nobody but its sender is matched by. */
@Tag("ports")
class ContactAddressesTest {

    private final Stack stack = new Stack();
    private final ContactStore store = new ContactStore(stack.table);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void a_contact_is_found_by_each_of_its_addresses_in_any_case() {
        save(contact("ct_1", "ann@example.com", "+15125550101"));
        assertEquals(List.of("ct_1"), store.contactsWith("acme", "ann@example.com"));
        assertEquals(List.of("ct_1"), store.contactsWith("acme", " Ann@Example.com "));
        assertEquals(List.of("ct_1"), store.contactsWith("acme", "+15125550101"));
        assertEquals(List.of(), store.contactsWith("acme", "bob@example.com"));
    }

    @Test
    void contacts_that_share_a_number_are_all_found_in_order() {
        save(contact("ct_2", null, "+15125550101"));
        save(contact("ct_1", "ann@example.com", "+15125550101"));
        assertEquals(List.of("ct_1", "ct_2"), store.contactsWith("acme", "+15125550101"));
    }

    @Test
    void a_changed_address_is_found_and_the_old_one_is_not() {
        save(contact("ct_1", "ann@example.com", "+15125550101"));
        save(contact("ct_1", "ann@example.com", "+15125550102"));
        assertEquals(List.of(), store.contactsWith("acme", "+15125550101"));
        assertEquals(List.of("ct_1"), store.contactsWith("acme", "+15125550102"));
        assertEquals(List.of("ct_1"), store.contactsWith("acme", "ann@example.com"));
    }

    @Test
    void an_address_that_comes_later_is_found_then() {
        save(contact("ct_1", null, "+15125550101"));
        save(contact("ct_1", "ann@example.com", null));
        assertEquals(List.of("ct_1"), store.contactsWith("acme", "ann@example.com"));
        assertEquals(List.of("ct_1"), store.contactsWith("acme", "+15125550101"));
    }

    @Test
    void other_workspaces_contacts_are_not_found() {
        save(contact("ct_1", "ann@example.com", null));
        assertEquals(List.of(), store.contactsWith("other", "ann@example.com"));
        assertThrows(IllegalArgumentException.class, () -> store.contactsWith("acme#A", "ann@example.com"));
    }

    @Test
    void the_address_itself_stands_in_no_key() {
        save(contact("ct_1", "ann@example.com", "+15125550101"));
        var keys = stack.platform.dynamoDb().scan(scan -> scan.tableName(stack.table.name())).items().stream()
                .map(item -> item.get("pk") + " " + item.get("sk"))
                .collect(Collectors.joining("\n"));
        assertTrue(keys.contains("A#"), keys);
        assertTrue(!keys.contains("ann@") && !keys.contains("5550101"), keys);
    }

    @Test
    void a_contact_of_the_most_categories_with_all_of_them_and_its_addresses_replaced_fits_a_transaction() {
        var first = contact("ct_1", "ann@example.com", "+15125550101", categories("a"));
        var second = contact("ct_1", "eve@example.com", "+15125550102", categories("b"));
        assertEquals(Map.of("ct_1", Saved.CREATED), store.save("acme", List.of(first)));
        assertEquals(Map.of("ct_1", Saved.UPDATED), store.save("acme", List.of(second)));
        assertEquals(List.of("ct_1"), store.contactsWith("acme", "eve@example.com"));
    }

    private void save(Contact contact) {
        store.save("acme", List.of(contact));
    }

    private static Set<String> categories(String letter) {
        return IntStream.range(0, 30).mapToObj(n -> letter + n).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Contact contact(String id, @Nullable String email, @Nullable String phone) {
        return contact(id, email, phone, Set.of("lawn-care"));
    }

    private static Contact contact(String id, @Nullable String email, @Nullable String phone, Set<String> categories) {
        return new Contact(
                id,
                Tier.GENERAL,
                new Profile("Ann", null, email, phone, null, null),
                categories,
                new Place("Austin", "TX", "78701", "US", 30.27, -97.74, null),
                new Credentials(null, null, null, null, null, null),
                "test",
                Map.of());
    }
}
