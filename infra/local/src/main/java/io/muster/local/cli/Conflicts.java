package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.domain.account.Conflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What speaks against a sequence, and what a person does about it. */
final class Conflicts {

    private Conflicts() {}

    /** Returns all of them in words. */
    static String words(JsonNode conflicts) {
        var words = new ArrayList<String>();
        conflicts.forEach(conflict -> words.add(word(conflict.asText())));
        return String.join(", ", words);
    }

    /** Returns why a sequence stands still: names of what was found in words, what a person said as they said it. */
    static String reason(String said) {
        return said.isEmpty()
                ? "by hand"
                : Stream.of(said.split(", ", -1)).map(Conflicts::word).collect(Collectors.joining(", "));
    }

    static String word(String said) {
        return named(said).map(Conflicts::told).orElse(said);
    }

    private static String told(Conflict conflict) {
        return switch (conflict) {
            case PRIMARY_RESPONDED -> "an answer";
            case MEETING_SCHEDULED -> "a meeting in the calendar";
            case UNSUBSCRIBED -> "an opt-out";
            case CONTACT_LEFT -> "somebody who opted out elsewhere or was erased";
            case NEGATIVE_SENTIMENT -> "a no, or an annoyed answer";
            case CONTACT_IN_ANOTHER_CAMPAIGN -> "somebody in another campaign";
            case COMPANY_IN_ANOTHER_CAMPAIGN -> "another campaign for the account";
            case DEAL_WON -> "a deal won";
            case DEAL_LOST -> "a deal lost";
            case ADDRESS_OUT_OF_DATE -> "messages that came back";
        };
    }

    /** Returns what there is to do, a sentence for each that a person can do something about. */
    static List<String> advice(JsonNode conflicts) {
        var advice = new ArrayList<String>();
        conflicts.forEach(
                conflict -> named(conflict.asText()).flatMap(Conflicts::remedy).ifPresent(advice::add));
        return advice;
    }

    private static Optional<String> remedy(Conflict conflict) {
        return switch (conflict) {
            case PRIMARY_RESPONDED -> Optional.of("Somebody has answered: write back to them.");
            case UNSUBSCRIBED -> Optional.of("Whoever opted out is left alone; decide whether the others are, too.");
            case CONTACT_LEFT ->
                Optional.of(
                        "Whoever opted out elsewhere or was erased is left alone; decide whether the others are, too.");
            case NEGATIVE_SENTIMENT -> Optional.of("Read the answer; its task is in GET /tasks?state=open.");
            case DEAL_WON, DEAL_LOST -> Optional.of("Decide whether there is still something to write about.");
            case ADDRESS_OUT_OF_DATE -> Optional.of("Correct the address: PUT /contacts/ID.");
            case MEETING_SCHEDULED, CONTACT_IN_ANOTHER_CAMPAIGN, COMPANY_IN_ANOTHER_CAMPAIGN -> Optional.empty();
        };
    }

    private static Optional<Conflict> named(String said) {
        return Stream.of(Conflict.values())
                .filter(conflict -> conflict.name().toLowerCase(Locale.ROOT).equals(said))
                .findFirst();
    }
}
