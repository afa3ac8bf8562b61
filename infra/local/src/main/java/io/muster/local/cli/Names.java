package io.muster.local.cli;

import io.muster.local.LocalApi;
import java.util.HashMap;
import java.util.Map;

/** What contacts are called, asked once of each. */
final class Names {

    private final LocalApi api;
    private final Map<String, String> known = new HashMap<>();

    Names(LocalApi api) {
        this.api = api;
    }

    /** Returns the name of a firm or a person; of somebody without one, or erased since, the id. */
    String of(String contactId) {
        return known.computeIfAbsent(contactId, this::ask);
    }

    private String ask(String contactId) {
        try {
            var profile = api.get("/contacts/" + contactId).path("profile");
            return profile.path("company").asText(profile.path("name").asText(contactId));
        } catch (LocalApi.Refused gone) {
            return contactId;
        }
    }
}
