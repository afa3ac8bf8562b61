package io.muster.aws.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Stack;
import io.muster.aws.pool.ContactStore.Saved;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Keys;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.Suppression;
import io.muster.aws.store.SuppressionStore;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SignedTokens;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is personal lies sealed, and is gone for good with its key. */
@Tag("ports")
class ErasureTest {

    private static final String ID = "ct_ann";
    private static final Set<Channel> ALL = Set.of(Channel.values());
    private static final List<String> PERSONAL = List.of(
            "Ann Canary",
            "Canary Lawns",
            "ann@canary.example.com",
            "+15125550101",
            "canary-site",
            "canary-profile",
            "Canaryville",
            "78701");

    private final Stack stack = new Stack();
    private final KeyRing ring = new KeyRing(stack.table);
    private final ContactStore contacts = new ContactStore(stack.table);
    private final GateStore gates = new GateStore(stack.table);
    private final SuppressionStore suppressions = new SuppressionStore(stack.table, new SignedTokens(ring));
    private final SealedTexts seals = new SealedTexts(stack.table, ring);
    private final Erasure erasure = new Erasure(stack.platform);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void a_contact_is_read_as_it_was_saved_and_lies_in_the_table_sealed() {
        save();
        assertEquals(Optional.of(ann()), contacts.find("acme", ID));
        assertEquals(List.of(ann()), contacts.list("acme", 10, null).contacts());
        assertEquals(List.of(), found(items()));
    }

    @Test
    void saving_the_same_again_changes_nothing() {
        save();
        assertEquals(Map.of(ID, Saved.UNCHANGED), contacts.save("acme", List.of(ann())));
        assertEquals(1, version());
    }

    @Test
    void a_contact_of_an_earlier_version_is_read_and_sealed_when_it_is_saved_again() {
        var clear = Items.write(Keys.profile("acme", ID), ann());
        clear.put("version", AttributeValue.fromN("7"));
        stack.table.put(clear);
        assertNotEquals(List.of(), found(items()));
        assertEquals(Optional.of(ann()), contacts.find("acme", ID));
        contacts.save("acme", List.of(ann()));
        assertEquals(8, version());
        assertEquals(List.of(), found(items()));
        assertEquals(Optional.of(ann()), contacts.find("acme", ID));
    }

    @Test
    void an_erased_contact_is_gone_and_its_addresses_stay_suppressed_by_their_hashes() {
        save();
        hold();
        assertTrue(erase());
        assertEquals(Optional.empty(), contacts.find("acme", ID));
        assertEquals(List.of(), contacts.list("acme", 10, null).contacts());
        assertEquals(List.of(), contacts.contactsWith("acme", "ann@canary.example.com"));
        assertEquals(
                Map.of("ann@canary.example.com", ALL, "+15125550101", ALL),
                suppressions.suppressed("acme", ann().profile().addresses()));
        for (var one : suppressions.list("acme")) {
            assertEquals(null, one.address());
            assertEquals(Suppression.Reason.ERASURE, one.reason());
            assertEquals("ada", one.source());
        }
        assertEquals(List.of(), stack.table.queryPrefix(Keys.contact("acme", ID), Keys.SELECTION));
    }

    @Test
    void an_erased_contacts_gate_is_shut_and_nobody_holds_it_while_what_it_did_stays() {
        save();
        hold();
        erase();
        var gate = gates.find("acme", ID);
        assertTrue(gate.shut());
        assertEquals(null, gate.hold());
        assertEquals(List.of(new Gate.Recent(Stack.START, "c1")), gate.recent());
    }

    @Test
    void erasing_again_is_the_same_and_erasing_nobody_is_told() {
        save();
        assertTrue(erase());
        var once = items();
        assertTrue(erase());
        assertEquals(once, items());
        assertFalse(erasure.erase("acme", "ct_nobody", "ada", Stack.START));
        assertFalse(erasure.erase("other", ID, "ada", Stack.START));
    }

    @Test
    void what_was_written_about_an_erased_contact_is_called_erased_and_what_is_written_later_is_not_kept() {
        save();
        var note = seals.about("acme", ID).apply("I am Ann Canary");
        assertFalse(note.contains("Ann"), note);
        assertEquals("I am Ann Canary", seals.open("acme", note));
        erase();
        assertEquals("erased", seals.open("acme", note));
        assertEquals("erased", seals.about("acme", ID).apply("I am Ann Canary still"));
    }

    @Test
    void a_text_opens_for_its_own_contact_and_workspace_alone() {
        save();
        var note = seals.about("acme", ID).apply("secret");
        assertNotEquals(note, seals.about("acme", "ct_bob").apply("secret"));
        assertEquals("erased", seals.open("acme", note.replace(ID, "ct_bob")));
        assertEquals("erased", seals.open("other", note));
        assertEquals("said in the clear", seals.open("acme", "said in the clear"));
    }

    @Test
    void imported_again_it_is_a_new_contact_of_which_nothing_old_is_read_and_which_is_left_alone() {
        save();
        var note = seals.about("acme", ID).apply("old");
        erase();
        assertEquals(Map.of(ID, Saved.CREATED), contacts.save("acme", List.of(ann())));
        assertEquals(Optional.of(ann()), contacts.find("acme", ID));
        assertEquals("erased", seals.open("acme", note));
        assertTrue(gates.find("acme", ID).shut());
        assertEquals(
                ALL, suppressions.suppressed("acme", Set.of("+15125550101")).get("+15125550101"));
    }

    @Test
    void a_restore_of_the_table_does_not_undo_an_erasure() {
        suppressions.suppress(new SuppressionStore.Wish(
                "acme",
                null,
                Set.of("+15125550101"),
                Set.of(Channel.SMS),
                Suppression.Reason.OPERATOR,
                "bob",
                null,
                Stack.START));
        save();
        var backup = stack.platform
                .dynamoDb()
                .scan(scan -> scan.tableName(stack.table.name()))
                .items();
        erase();
        restore(backup);
        assertEquals(Optional.empty(), contacts.find("acme", ID));
        assertEquals(List.of(), contacts.list("acme", 10, null).contacts());
        var sealed = String.valueOf(suppressions.list("acme").getFirst().address());
        assertEquals("erased", seals.open("acme", sealed));
        assertFalse(gates.find("acme", ID).shut(), "a restore has lost what the gate was");
        contacts.save("acme", List.of(inRoundRock()));
        assertTrue(gates.find("acme", ID).shut(), "whoever comes again was erased all the same");
        assertEquals(
                2,
                stack.table
                        .queryPrefix(Keys.contact("acme", ID), Keys.SELECTION)
                        .size());
    }

    @Test
    void a_restored_contact_that_was_erased_can_be_erased_again() {
        save();
        var backup = stack.platform
                .dynamoDb()
                .scan(scan -> scan.tableName(stack.table.name()))
                .items();
        erase();
        restore(backup);
        assertTrue(erase());
        assertEquals(List.of(), stack.table.queryPrefix(Keys.contact("acme", ID), Keys.SELECTION));
        assertTrue(gates.find("acme", ID).shut());
    }

    @Test
    void an_address_that_was_suppressed_before_is_kept_by_its_hash_alone() {
        save();
        suppressions.suppress(new SuppressionStore.Wish(
                "acme", ID, Set.of("+15125550101"), ALL, Suppression.Reason.COMPLAINT, "touch-1", Stack.START));
        assertEquals(List.of(), found(items()));
        var kept = suppressions.list("acme").getFirst();
        assertEquals("+15125550101", seals.open("acme", kept.address()));
        erase();
        assertEquals(
                Set.of(Suppression.Reason.COMPLAINT, Suppression.Reason.ERASURE),
                Set.copyOf(suppressions.list("acme").stream()
                        .map(Suppression::reason)
                        .toList()));
        suppressions.list("acme").forEach(one -> assertEquals(null, one.address()));
    }

    @Test
    void neither_table_alone_reads_anything() {
        save();
        var keys = stack.platform
                .dynamoDb()
                .scan(scan -> scan.tableName("muster-keys"))
                .items();
        assertEquals(1, keys.size());
        var stranger = new Stack();
        try (stranger) {
            restore(
                    stranger,
                    stack.platform
                            .dynamoDb()
                            .scan(scan -> scan.tableName(stack.table.name()))
                            .items());
            assertEquals(Optional.empty(), new ContactStore(stranger.table).find("acme", ID));
        }
    }

    private void save() {
        assertEquals(Map.of(ID, Saved.CREATED), contacts.save("acme", List.of(ann())));
    }

    private boolean erase() {
        return erasure.erase("acme", ID, "ada", Stack.START);
    }

    private void hold() {
        var transaction = stack.table.transaction();
        var until = Stack.START.plus(Duration.ofDays(1));
        GateStore.put(transaction, "acme", gates.find("acme", ID).reserved(new Gate.Recent(Stack.START, "c1"), until));
        transaction.commit();
    }

    private long version() {
        return Items.number(stack.table.get(Keys.profile("acme", ID)).orElseThrow(), "version");
    }

    private void restore(List<Map<String, AttributeValue>> backup) {
        stack.platform
                .dynamoDb()
                .scan(scan -> scan.tableName(stack.table.name()))
                .items()
                .forEach(item -> {
                    var key = Map.of("pk", item.get("pk"), "sk", item.get("sk"));
                    stack.platform
                            .dynamoDb()
                            .deleteItem(delete ->
                                    delete.tableName(stack.table.name()).key(key));
                });
        restore(stack, backup);
    }

    private static void restore(Stack into, List<Map<String, AttributeValue>> backup) {
        backup.forEach(into.table::put);
    }

    /** Everything in both tables, with bytes as the text that they might be. */
    private List<String> items() {
        var all = new ArrayList<String>();
        for (var table : List.of(stack.table.name(), stack.table.keysName())) {
            stack.platform
                    .dynamoDb()
                    .scan(scan -> scan.tableName(table))
                    .items()
                    .forEach(item -> item.values().stream()
                            .map(value -> value.b() == null
                                    ? value.toString()
                                    : new String(value.b().asByteArray(), StandardCharsets.ISO_8859_1))
                            .sorted()
                            .forEach(all::add));
        }
        return all;
    }

    private static List<String> found(List<String> items) {
        return PERSONAL.stream()
                .filter(word -> items.stream().anyMatch(item -> item.contains(word)))
                .toList();
    }

    private static Contact inRoundRock() {
        var ann = ann();
        var place = new Place("Round Rock", "TX", "78664", "US", 31.5, -98.7, null);
        return new Contact(
                ann.id(),
                ann.tier(),
                ann.profile(),
                ann.categories(),
                place,
                ann.credentials(),
                ann.source(),
                ann.consents());
    }

    private static Contact ann() {
        return new Contact(
                ID,
                Tier.GENERAL,
                new Profile(
                        "Ann Canary",
                        "Canary Lawns",
                        "ann@canary.example.com",
                        "+15125550101",
                        "https://canary-site.example.com",
                        "https://example.com/in/canary-profile"),
                Set.of("lawn-care"),
                new Place("Canaryville", "TX", "78701", "US", 30.27, -97.74, null),
                new Credentials(null, null, null, null, null, null),
                "test",
                Map.of());
    }
}
