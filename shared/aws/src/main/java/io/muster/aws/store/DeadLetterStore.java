package io.muster.aws.store;

import io.muster.aws.Platform;
import io.muster.aws.error.Contention;
import io.muster.aws.token.KeyRing;
import io.muster.aws.token.SealedText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Dead letters, each in the workspace that it names. The body as it came is kept sealed beside what may be shown, so that
 * a letter can go back as the same input; it is gone with the letter after thirty days.
 */
public final class DeadLetterStore {

    /** How long a letter is kept, whatever became of it. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final String SEALED = "sealed";

    private final Table table;
    private final SealedText seals;

    public DeadLetterStore(Platform platform) {
        this.table = Table.of(platform);
        this.seals = new SealedText(new KeyRing(table));
    }

    /** One page of letters, the latest first; {@code next} is where the next page begins, absent on the last. */
    public record Listing(
            List<DeadLetter> letters, @Nullable String next) {

        public Listing {
            letters = List.copyOf(letters);
        }
    }

    /** A letter with its body as it came. */
    public record Opened(DeadLetter letter, String body) {}

    /** Files a letter; returns whether it was not there yet. */
    public boolean file(String workspace, DeadLetter letter, String body) {
        var key = Keys.deadLetter(workspace, letter.id());
        var transaction = table.transaction();
        transaction.putIfAbsent(item(workspace, letter, SdkBytes.fromByteArray(seals.seal(workspace, key.pk(), body))));
        return transaction.commit() instanceof Transaction.Result.Committed || isThere(key);
    }

    /** Contention is no proof that it is there: then somebody else writes it, and the delivery comes again. */
    private boolean isThere(Key key) {
        if (table.get(key).isEmpty()) {
            throw new NotFiled(key.sk());
        }
        return false;
    }

    /** A letter could not be filed for contention; it is to come again. */
    public static final class NotFiled extends RuntimeException implements Contention {
        private static final long serialVersionUID = 1;

        NotFiled(String id) {
            super("the dead letter " + id + " is written by others; deliver it again");
        }
    }

    /** Returns a letter. */
    public Optional<DeadLetter> find(String workspace, String id) {
        return table.get(Keys.deadLetter(workspace, id)).map(item -> Items.read(DeadLetter.class, item));
    }

    /** Returns a letter with its body as it came. */
    public Optional<Opened> open(String workspace, String id) {
        var key = Keys.deadLetter(workspace, id);
        return table.get(key)
                .map(item -> new Opened(
                        Items.read(DeadLetter.class, item),
                        seals.open(workspace, key.pk(), sealed(item).asByteArray())));
    }

    /** Returns a page of a workspace's letters, the latest first. */
    public Listing list(String workspace, int limit, @Nullable String from) {
        var page = table.list(
                Keys.deadLetters(workspace),
                false,
                limit,
                from,
                sort -> Keys.deadLetter(workspace, sort.substring(sort.indexOf('/') + 1)));
        return new Listing(page.as(item -> Items.read(DeadLetter.class, item)), page.next());
    }

    /** Writes what somebody decided; empty when somebody else has decided meanwhile. */
    public Optional<DeadLetter> decide(
            String workspace, DeadLetter letter, DeadLetter.State state, String by, Instant at, @Nullable String why) {
        var key = Keys.deadLetter(workspace, letter.id());
        var sealed = table.get(key).map(DeadLetterStore::sealed);
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        var decided = letter.decided(state, by, at, why);
        var transaction = table.transaction();
        transaction.putIfVersion(item(workspace, decided, sealed.get()), letter.version());
        return transaction.commit() instanceof Transaction.Result.Committed ? Optional.of(decided) : Optional.empty();
    }

    private static Map<String, AttributeValue> item(String workspace, DeadLetter letter, SdkBytes sealed) {
        var item = Items.write(Keys.deadLetter(workspace, letter.id()), letter);
        item.put(SEALED, AttributeValue.fromB(sealed));
        item.put("find_pk", AttributeValue.fromS(Keys.deadLetters(workspace)));
        item.put("find_sk", AttributeValue.fromS(letter.filedAt() + "/" + letter.id()));
        item.put(
                "ttl",
                AttributeValue.fromN(Long.toString(letter.filedAt().plus(KEPT).getEpochSecond())));
        return item;
    }

    private static SdkBytes sealed(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(
                item.getOrDefault(SEALED, AttributeValue.fromNul(true)).b(), "a dead letter has its body sealed");
    }
}
