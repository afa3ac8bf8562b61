package io.muster.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as it is written or read, by what it is, and what can be made of it. */
record Item(Map<String, AttributeValue> fields) {

    private String text(String name) {
        var attribute = fields.get(name);
        return attribute == null || attribute.s() == null ? "" : attribute.s();
    }

    /** Returns whether it is the head of a campaign. */
    boolean head() {
        return text("sk").equals("META");
    }

    /** Returns whether it is a slice of touches. */
    boolean slice() {
        return text("sk").startsWith("S#");
    }

    /** Returns whether it is what a campaign's people and terms are. */
    boolean brief() {
        return text("sk").equals("REQ") && fields.containsKey("members");
    }

    /** Returns whom an account's brief names last. */
    String lastMember() {
        return new Item(Objects.requireNonNull(fields.get("members"))
                        .l()
                        .getLast()
                        .m())
                .text("contactId");
    }

    /** Returns whether it is a slice that waits, and has a touch that names a colleague. */
    boolean names() {
        var touches = fields.get("touches");
        return slice()
                && touches != null
                && touches.l().stream().anyMatch(touch -> touch.m().containsKey("reference"));
    }

    /** Returns the contacts to whom a slice's touches go; nobody, of anything else. */
    Set<String> reaches() {
        var touches = fields.get("touches");
        return !slice() || touches == null
                ? Set.of()
                : touches.l().stream()
                        .map(touch -> new Item(touch.m()).contact())
                        .collect(Collectors.toSet());
    }

    /** Returns whose it is; the empty text where it is no contact's. */
    String contact() {
        var contact = fields.get("contactId");
        return contact == null || contact.s() == null ? "" : contact.s();
    }

    /** Returns whether it proves that an input was applied. */
    boolean proof() {
        return text("sk").startsWith("H#");
    }

    /** Returns whether it is a contact's response. */
    boolean response() {
        return text("sk").startsWith("R#");
    }

    /** Returns whether it is the gate of a contact or of an address. */
    boolean gate() {
        return text("sk").equals("GATE");
    }

    /** Returns whether it is the answer to a request that may come twice. */
    boolean answer() {
        return text("sk").equals("IDEM");
    }

    /** Returns whether it counts what a channel may still send. */
    boolean counter() {
        return text("pk").contains("#CAP#");
    }

    /** Returns whether it counts dead letters, which is their alarm. */
    boolean alarm() {
        return text("pk").endsWith("#ERR") && text("sk").endsWith("#dead_letter");
    }

    /** Returns what sets one field of an item, or removes it. */
    static UnaryOperator<Map<String, AttributeValue>> field(String name, @Nullable AttributeValue value) {
        return item -> {
            var next = new HashMap<>(item);
            if (value == null) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
            return next;
        };
    }

    /** Returns a head of a campaign that goes on, if it was paused. */
    static Map<String, AttributeValue> unpaused(Map<String, AttributeValue> head) {
        return new Item(head).text("status").equals("PAUSED")
                ? field("status", AttributeValue.fromS("ACTIVE")).apply(head)
                : head;
    }

    /** Returns a brief by whose terms ten people may be engaged at once. */
    static Map<String, AttributeValue> crowded(Map<String, AttributeValue> brief) {
        var terms = Objects.requireNonNull(brief.get("terms")).m();
        var more = field("maxConcurrentContacts", AttributeValue.fromN("10")).apply(terms);
        return field("terms", AttributeValue.fromM(more)).apply(brief);
    }

    /** Returns what has touches of a slice name somebody else, where they name anybody. */
    static UnaryOperator<Map<String, AttributeValue>> naming(String contact) {
        UnaryOperator<Map<String, AttributeValue>> other = field("contactId", AttributeValue.fromS(contact));
        return slice -> field(
                        "touches",
                        AttributeValue.fromL(Objects.requireNonNull(slice.get("touches")).l().stream()
                                .map(AttributeValue::m)
                                .map(touch -> touch.containsKey("reference")
                                        ? field(
                                                        "reference",
                                                        AttributeValue.fromM(other.apply(touch.get("reference")
                                                                .m())))
                                                .apply(touch)
                                        : touch)
                                .map(AttributeValue::fromM)
                                .toList()))
                .apply(slice);
    }

    /** Returns what makes touches of a slice that are in one state be in another. */
    static UnaryOperator<Map<String, AttributeValue>> touches(String state, String instead) {
        return item -> {
            var touches = item.get("touches");
            return touches == null
                    ? item
                    : field(
                                    "touches",
                                    AttributeValue.fromL(touches.l().stream()
                                            .map(touch -> touch(touch, state, instead))
                                            .toList()))
                            .apply(item);
        };
    }

    private static AttributeValue touch(AttributeValue touch, String state, String instead) {
        return new Item(touch.m()).text("state").equals(state)
                ? AttributeValue.fromM(
                        field("state", AttributeValue.fromS(instead)).apply(touch.m()))
                : touch;
    }
}
