package io.muster.aws.pool;

import io.muster.aws.Platform;
import io.muster.aws.api.Wire;
import io.muster.aws.store.DataKeys;
import io.muster.aws.store.Key;
import io.muster.aws.store.SealedTexts;
import io.muster.aws.store.Table;
import io.muster.aws.token.KeyRing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Answers as they are shown: what lies sealed in the things that they tell of is opened, and a contact that is meant by
 * its name is called so. All keys and names of an answer are read together; one without any costs nothing.
 */
public final class Shown {

    private static final String NAME = "name-of:";

    private static final Pattern HIDDEN =
            Pattern.compile("\"(?:" + NAME + "([^\"\\\\]+)|" + SealedTexts.SEALED.pattern() + ")\"");

    private final Table table;
    private final DataKeys keys;
    private final ContactStore contacts;

    public Shown(Platform platform) {
        this.table = Table.of(platform);
        var ring = new KeyRing(table);
        this.keys = new DataKeys(table, ring);
        this.contacts = new ContactStore(table, ring);
    }

    /** Returns what stands for a contact's name, which itself is kept in one place alone. */
    static String nameOf(String contactId) {
        return NAME + contactId;
    }

    /** Returns an answer's JSON with nothing hidden in it; what was erased is called so. */
    public String shown(String workspace, String json) {
        if (!json.contains(NAME) && !json.contains("sealed:")) {
            return json;
        }
        var named = new HashSet<String>();
        var places = new HashSet<Key>();
        for (var hidden = HIDDEN.matcher(json); hidden.find(); ) {
            if (hidden.group(1) != null) {
                named.add(hidden.group(1));
            } else {
                places.add(SealedTexts.place(workspace, hidden.group(2)));
            }
        }
        var names = new HashMap<String, String>();
        contacts.findAll(workspace, named).forEach((id, contact) -> names.put(id, Listed.name(contact)));
        var stored = table.getAll(List.of(), places).keys();
        return HIDDEN.matcher(json)
                .replaceAll(hidden -> Matcher.quoteReplacement(Wire.json(text(workspace, hidden, names, stored))));
    }

    private String text(
            String workspace,
            MatchResult hidden,
            Map<String, String> names,
            Map<Key, Map<String, AttributeValue>> stored) {
        if (hidden.group(1) != null) {
            return names.getOrDefault(hidden.group(1), SealedTexts.ERASED);
        }
        var place = SealedTexts.place(workspace, hidden.group(2));
        return SealedTexts.opened(place, keys.read(workspace, stored.get(place)).orElse(null), hidden.group(3));
    }
}
