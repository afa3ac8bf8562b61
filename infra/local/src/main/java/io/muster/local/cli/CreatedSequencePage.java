package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.local.LocalApi;

/** Prints a sequence that has begun: its first touch, and what speaks against it. */
final class CreatedSequencePage {

    private CreatedSequencePage() {}

    static void print(LocalApi api, JsonNode created, Console console) {
        var id = created.path("id").asText();
        var words = Words.of(api.get("/campaigns/" + id));
        console.line("campaign " + id + " is "
                + Words.plain(created.path("status").asText()) + ": "
                + Words.count(created.path("members").size(), "person", "people") + " of "
                + created.path("companyName").asText(created.path("accountId").asText()) + ", at most "
                + Words.count(created.at("/terms/maxTouches").asInt(), "touch", "touches"));
        var first = created.path("firstTouch");
        console.line(
                first.isObject()
                        ? "first touch: " + words.moment(first.path("at")) + " by "
                                + Words.plain(first.path("channel").asText()) + " to "
                                + new Names(api).of(first.path("contactId").asText()) + ", "
                                + first.path("why").asText()
                        : "first touch: none yet, since other campaigns have everybody of the account");
        created.path("conflicts").forEach(conflict -> console.line("conflict: " + Conflicts.word(conflict.asText())));
        console.line("follow it with: watch " + id);
    }
}
