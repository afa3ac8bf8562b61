package io.muster.aws.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Stack;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Suppression.Reason;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gates of those whose addresses are suppressed: whoever comes, whoever changes them, however many have them. */
@Tag("ports")
class SuppressedAddressesTest {

    private static final Set<Channel> ALL = EnumSet.allOf(Channel.class);
    private static final Set<Channel> EMAIL = Set.of(Channel.EMAIL);
    private static final String PHONE = "+15125550101";

    private final Stack stack = new Stack();
    private final ContactStore contacts = new ContactStore(stack.table);
    private final SuppressionStore suppressions =
            new SuppressionStore(stack.table, new SignedTokens(new KeyRing(stack.table)));

    @AfterEach
    void close() {
        stack.close();
    }

    private static Contact contact(String id, @Nullable String email, @Nullable String phone) {
        return new Contact(
                id,
                Tier.GENERAL,
                new Profile("Ann", null, email, phone, null, null),
                Set.of("lawn-care"),
                Place.UNKNOWN,
                Credentials.UNKNOWN,
                "test",
                Map.of());
    }

    private void save(String id, @Nullable String email, @Nullable String phone) {
        contacts.save("acme", List.of(contact(id, email, phone)));
    }

    private void replace(String id, @Nullable String email, @Nullable String phone) {
        contacts.edit("acme", id, _ -> contact(id, email, phone));
    }

    private void suppress(@Nullable String id, String address, Set<Channel> channels, Reason reason) {
        suppressions.suppress(
                new SuppressionStore.Wish("acme", id, Set.of(address), channels, reason, "test", null, Stack.START));
    }

    private Set<Channel> closed(String id) {
        return new GateStore(stack.table).find("acme", id).suppressed();
    }

    private List<String> crowd() {
        var ids = IntStream.range(0, 170).mapToObj(n -> "ct_" + n).toList();
        contacts.save(
                "acme",
                ids.stream().map(id -> contact(id, "info@example.com", PHONE)).toList());
        return ids;
    }

    private void assertClosed(List<String> ids, Set<Channel> channels) {
        for (var id : ids) {
            assertEquals(channels, closed(id), id);
        }
    }

    @Test
    void lifting_opens_everybody_who_has_the_address_however_many_they_are() {
        var ids = crowd();
        suppress(null, "info@example.com", ALL, Reason.OPERATOR);
        assertClosed(ids, ALL);
        var hash = suppressions.list("acme").getFirst().hash();
        assertTrue(
                suppressions.lift("acme", hash, "ada", "consent", Stack.START).isPresent());
        assertClosed(ids, Set.of());
    }

    @Test
    void lifting_again_goes_on_where_it_was_interrupted() {
        var ids = crowd();
        suppress(null, "info@example.com", ALL, Reason.OPERATOR);
        var hash = suppressions.list("acme").getFirst().hash();
        suppressions.lift("acme", hash, "ada", "consent", Stack.START);
        var transaction = stack.table.transaction();
        var left = new GateStore(stack.table).find("acme", ids.getLast());
        GateStore.put(transaction, "acme", left.suppressing(ALL));
        transaction.commit();
        suppressions.lift("acme", hash, "ada", "consent", Stack.START);
        assertClosed(ids, Set.of());
    }

    @Test
    void a_start_opens_everybody_who_has_the_number_however_many_they_are() {
        var ids = crowd();
        var stop = new SuppressionStore.Wish(
                "acme", null, Set.of(PHONE), ALL, Reason.STOP_WORD, "text 1", null, Stack.START);
        suppressions.stop(stop, new SuppressionStore.Word(PHONE, Stack.START));
        assertClosed(ids, ALL);
        var later = Stack.START.plusSeconds(60);
        suppressions.start("acme", Set.of(PHONE), new SuppressionStore.Word(PHONE, later), "text 2", later);
        assertClosed(ids, Set.of());
    }

    @Test
    void whoever_comes_with_a_suppressed_address_has_a_closed_gate_from_the_start() {
        suppress(null, "ann@example.com", ALL, Reason.OPERATOR);
        suppress(null, PHONE, Set.of(Channel.SMS), Reason.OPERATOR);
        save("ct_1", "Ann@Example.com", null);
        save("ct_2", "bob@example.com", PHONE);
        save("ct_3", "eve@example.com", null);
        assertEquals(
                List.of(ALL, Set.of(Channel.SMS), Set.of()), List.of(closed("ct_1"), closed("ct_2"), closed("ct_3")));
        replace("ct_3", "eve@example.com", PHONE);
        assertEquals(Set.of(Channel.SMS), closed("ct_3"));
    }

    @Test
    void a_large_import_of_one_suppressed_address_closes_every_gate() {
        suppress(null, "info@example.com", EMAIL, Reason.HARD_BOUNCE);
        assertClosed(crowd(), EMAIL);
    }

    @Test
    void a_save_that_was_interrupted_is_made_good_by_its_repetition() {
        suppress(null, "ann@example.com", EMAIL, Reason.OPERATOR);
        save("ct_1", "ann@example.com", null);
        var transaction = stack.table.transaction();
        var gate = new GateStore(stack.table).find("acme", "ct_1");
        GateStore.put(transaction, "acme", gate.suppressedOnly(Set.of()));
        transaction.commit();
        save("ct_1", "ann@example.com", null);
        assertEquals(EMAIL, closed("ct_1"));
        var version = new GateStore(stack.table).find("acme", "ct_1").version();
        save("ct_1", "ann@example.com", null);
        assertEquals(version, new GateStore(stack.table).find("acme", "ct_1").version());
    }

    @Test
    void an_address_that_is_put_right_after_a_bounce_is_open_however_it_is_put_right() {
        save("ct_1", "anm@example.com", PHONE);
        save("ct_2", "bop@example.com", null);
        suppress("ct_1", "anm@example.com", EMAIL, Reason.HARD_BOUNCE);
        suppress("ct_2", "bop@example.com", EMAIL, Reason.HARD_BOUNCE);
        assertEquals(List.of(EMAIL, EMAIL), List.of(closed("ct_1"), closed("ct_2")));
        replace("ct_1", "ann@example.com", PHONE);
        save("ct_2", "bob@example.com", null);
        assertEquals(List.of(Set.of(), Set.of()), List.of(closed("ct_1"), closed("ct_2")));
        replace("ct_1", "anm@example.com", PHONE);
        assertEquals(EMAIL, closed("ct_1"));
    }

    @Test
    void a_new_address_opens_nothing_that_its_owner_or_another_address_has_closed() {
        save("ct_1", "ann@example.com", PHONE);
        suppress("ct_1", "ann@example.com", EMAIL, Reason.HARD_BOUNCE);
        suppress("ct_1", PHONE, ALL, Reason.STOP_WORD);
        replace("ct_1", "anna@example.com", PHONE);
        assertEquals(ALL, closed("ct_1"));
        save("ct_2", "bob@example.com", null);
        suppress("ct_2", "bob@example.com", ALL, Reason.COMPLAINT);
        replace("ct_2", "bobby@example.com", null);
        assertEquals(ALL, closed("ct_2"));
        suppress("ct_2", "bobby@example.com", EMAIL, Reason.HARD_BOUNCE);
        replace("ct_2", "rob@example.com", null);
        assertEquals(ALL, closed("ct_2"));
    }

    @Test
    void a_new_address_that_is_suppressed_too_stays_closed() {
        save("ct_1", "ann@example.com", null);
        suppress("ct_1", "ann@example.com", EMAIL, Reason.HARD_BOUNCE);
        suppress(null, "eve@example.com", Set.of(Channel.EMAIL, Channel.SMS), Reason.OPERATOR);
        replace("ct_1", "eve@example.com", null);
        assertEquals(Set.of(Channel.EMAIL, Channel.SMS), closed("ct_1"));
    }
}
