package io.muster.functions.strategy.account;

import io.muster.domain.account.Member;
import io.muster.domain.account.Role;
import io.muster.domain.touch.Gate;
import io.muster.functions.strategy.contacts.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts an account's people in order: by title, at equal titles the lead first, then who answered us more, then by name. */
final class Roster {

    private Roster() {}

    /**
     * Returns the members, best first.
     *
     * @param people the lead first, where there is one
     */
    static List<Member> of(List<Person> people, boolean lead, Map<String, Gate> gates) {
        var primary = lead && !people.isEmpty() ? people.getFirst() : null;
        var order = Comparator.comparingInt(Person::priority)
                .reversed()
                .thenComparing(person -> !person.equals(primary))
                .thenComparing(Comparator.comparingInt((Person person) -> answers(person, gates))
                        .reversed())
                .thenComparing(person ->
                        Objects.requireNonNullElse(person.contact().profile().name(), "~"))
                .thenComparing(person -> person.contact().id());
        var members = new ArrayList<Member>();
        boolean second = false;
        for (var person : people.stream().sorted(order).toList()) {
            boolean first = primary == null ? members.isEmpty() : person.equals(primary);
            var role = first ? Role.PRIMARY : second ? Role.TERTIARY : Role.SECONDARY;
            second = second || !first;
            members.add(new Member(person.contact().id(), role, person.priority(), person.inquired()));
        }
        return members;
    }

    private static int answers(Person person, Map<String, Gate> gates) {
        var gate = gates.get(person.contact().id());
        return gate == null ? 0 : gate.past().answers();
    }
}
