package io.muster.aws.store;

import io.muster.aws.token.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Texts about somebody that are kept beside other things: a bid's note, a task's instructions, an address on the
 * suppression list. They are sealed where they come in, with the key of whom they are about, and go through everything
 * else as they are, since nothing decides by them; they are opened where somebody reads them. What an earlier version
 * stored in the clear is its own opening.
 */
public final class SealedTexts {

    /** What is read in the place of something that cannot be read any more. */
    public static final String ERASED = "erased";

    /** A sealed text: whose, and what. */
    public static final Pattern SEALED = Pattern.compile("sealed:([PA]#[^\"\\\\:]+):([A-Za-z0-9_-]+)");

    private final Table table;
    private final DataKeys keys;

    public SealedTexts(Table table, KeyRing ring) {
        this.table = table;
        this.keys = new DataKeys(table, ring);
    }

    /** Returns what seals texts about a contact; of one that was erased nothing is kept. */
    public UnaryOperator<String> about(String workspace, String contactId) {
        var place = Keys.contactKey(workspace, contactId);
        var key = keys.having(workspace, List.of(place)).get(place);
        return text -> key == null ? ERASED : sealed(workspace, place, key, text);
    }

    /** Returns addresses sealed, by their hashes, each with a key that is destroyed when whoever has it is erased. */
    Map<String, String> ofAddresses(String workspace, Map<String, String> byHash) {
        var places = new HashMap<Key, String>();
        byHash.keySet().forEach(hash -> places.put(Keys.addressKey(workspace, hash), hash));
        var sealed = new HashMap<String, String>();
        keys.having(workspace, places.keySet()).forEach((place, key) -> {
            var hash = places.getOrDefault(place, "");
            sealed.put(hash, sealed(workspace, place, key, byHash.getOrDefault(hash, "")));
        });
        return sealed;
    }

    /** Returns a text as it was before it was sealed. */
    public @Nullable String open(String workspace, @Nullable String text) {
        return text == null ? null : opening(workspace, List.of(text)).apply(text);
    }

    /** Returns what opens these texts, given the keys of all whom they are about, which are read at once. */
    public UnaryOperator<String> opening(String workspace, Collection<String> texts) {
        var places = texts.stream()
                .map(SEALED::matcher)
                .filter(Matcher::matches)
                .map(matcher -> place(workspace, matcher.group(1)))
                .collect(Collectors.toSet());
        var stored = places.isEmpty()
                ? Map.<Key, Map<String, AttributeValue>>of()
                : table.getAll(List.of(), places).keys();
        var held = new HashMap<Key, DataKey>();
        places.forEach(place -> keys.read(workspace, stored.get(place)).ifPresent(key -> held.put(place, key)));
        return text -> {
            var matcher = SEALED.matcher(text);
            if (!matcher.matches()) {
                return text;
            }
            var place = place(workspace, matcher.group(1));
            return opened(place, held.get(place), matcher.group(2));
        };
    }

    /** Returns where the key lies with which a text about somebody was sealed. */
    public static Key place(String workspace, String about) {
        return new Key(Keys.workspace(workspace) + about, "KEY");
    }

    /** Returns what a sealed text says, given the key of whom it is about. */
    public static String opened(Key place, @Nullable DataKey key, String sealed) {
        return Optional.ofNullable(key)
                .flatMap(held -> held.open(place.pk(), Base64.getUrlDecoder().decode(sealed)))
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .orElse(ERASED);
    }

    private static String sealed(String workspace, Key place, DataKey key, String text) {
        var bytes = key.seal(place.pk(), text.getBytes(StandardCharsets.UTF_8));
        return "sealed:" + place.pk().substring(Keys.workspace(workspace).length()) + ":"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
