package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
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

    static String word(String conflict) {
        return switch (conflict) {
            case "primary_responded" -> "an answer";
            case "meeting_scheduled" -> "a meeting in the calendar";
            case "unsubscribed" -> "an opt-out";
            case "negative_sentiment" -> "a no, or an annoyed answer";
            case "contact_in_another_campaign" -> "somebody in another campaign";
            case "company_in_another_campaign" -> "another campaign for the account";
            case "deal_won" -> "a deal won";
            case "deal_lost" -> "a deal lost";
            case "address_out_of_date" -> "messages that came back";
            default -> conflict;
        };
    }

    /** Returns what there is to do, a sentence for each that a person can do something about. */
    static List<String> advice(JsonNode conflicts) {
        var advice = new ArrayList<String>();
        conflicts.forEach(conflict -> {
            switch (conflict.asText()) {
                case "primary_responded" -> advice.add("Somebody has answered: write back to them.");
                case "unsubscribed" ->
                    advice.add("Whoever opted out is left alone; decide whether the others are, too.");
                case "negative_sentiment" -> advice.add("Read the answer; its task is in GET /tasks?state=open.");
                case "deal_won", "deal_lost" -> advice.add("Decide whether there is still something to write about.");
                case "address_out_of_date" -> advice.add("Correct the address: PUT /contacts/ID.");
                default -> {}
            }
        });
        return advice;
    }
}
