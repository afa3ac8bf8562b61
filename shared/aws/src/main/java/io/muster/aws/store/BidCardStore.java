package io.muster.aws.store;

import io.muster.aws.Platform;
import io.muster.aws.error.Overtaken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Bid cards, confirmed or potential. */
public final class BidCardStore {

    private final Table table;

    public BidCardStore(Table table) {
        this.table = table;
    }

    public BidCardStore(Platform platform) {
        this(Table.of(platform));
    }

    /**
     * A bid card as its owner gave it.
     *
     * @param json its fields, which a campaign request overrides one by one
     * @param version raised by every write; 0 when none is stored yet
     */
    public record BidCard(String id, String json, Instant createdAt, Instant updatedAt, long version) {}

    /** Somebody else wrote the card meanwhile. */
    public static final class CardChanged extends RuntimeException implements Overtaken {
        private static final long serialVersionUID = 1;

        CardChanged(String bidCardId) {
            super("bid card " + bidCardId + " was changed meanwhile; read it again");
        }

        @Override
        public String what() {
            return "the bid card";
        }
    }

    /** Returns a confirmed card. */
    public Optional<BidCard> find(String workspace, String bidCardId) {
        return read(Keys.bidCard(workspace, bidCardId));
    }

    /** Returns a card that nobody has confirmed. */
    public Optional<BidCard> findPotential(String workspace, String bidCardId) {
        return read(Keys.potential(workspace, bidCardId));
    }

    /** One page of confirmed cards by id; {@code next} is where the next page begins, absent on the last. */
    public record Listing(List<BidCard> cards, @Nullable String next) {

        public Listing {
            cards = List.copyOf(cards);
        }
    }

    /** Returns a workspace's confirmed cards, in order of their ids. */
    public Listing list(String workspace, int limit, @Nullable String from) {
        return list(Keys.bidCards(workspace), limit, from, id -> Keys.bidCard(workspace, id));
    }

    /** Returns a workspace's cards that nobody has confirmed, in order of their ids. */
    public Listing listPotential(String workspace, int limit, @Nullable String from) {
        return list(Keys.potentialBidCards(workspace), limit, from, id -> Keys.potential(workspace, id));
    }

    private Listing list(String partition, int limit, @Nullable String from, Function<String, Key> key) {
        var page = table.list(partition, true, limit, from, key);
        return new Listing(page.as(item -> Items.read(BidCard.class, item)), page.next());
    }

    /** A confirmed card as it is stored: in the index of its workspace's cards. */
    private static Map<String, AttributeValue> confirmed(String workspace, BidCard card) {
        return listed(Keys.bidCard(workspace, card.id()), Keys.bidCards(workspace), card);
    }

    private static Map<String, AttributeValue> listed(Key key, String partition, BidCard card) {
        var item = Items.write(key, card);
        item.put("find_pk", AttributeValue.fromS(partition));
        item.put("find_sk", AttributeValue.fromS(card.id()));
        return item;
    }

    /** Writes a confirmed card over the version that it was read in; returns it as it now stands. */
    public BidCard put(String workspace, BidCard card) {
        return put(workspace, card, _ -> {});
    }

    /** Writes a confirmed card, with more writes in the same transaction. */
    public BidCard put(String workspace, BidCard card, Consumer<Transaction> also) {
        var next = next(card);
        return put(confirmed(workspace, next), card, next, also);
    }

    /** Writes a card that nobody has confirmed, over the version that it was read in, with more in the same transaction. */
    public BidCard putPotential(String workspace, BidCard card, Consumer<Transaction> also) {
        var next = next(card);
        var item = listed(Keys.potential(workspace, card.id()), Keys.potentialBidCards(workspace), next);
        return put(item, card, next, also);
    }

    /** Makes a potential card a confirmed one; converting twice is converting once. Empty when there is neither. */
    public Optional<BidCard> convert(String workspace, String bidCardId, Instant at) {
        var potential = findPotential(workspace, bidCardId);
        if (potential.isEmpty()) {
            return find(workspace, bidCardId);
        }
        var card =
                new BidCard(bidCardId, potential.get().json(), potential.get().createdAt(), at, 1);
        var transaction = table.transaction();
        transaction.delete(
                Keys.potential(workspace, bidCardId),
                "version = :expected",
                Map.of(
                        ":expected",
                        AttributeValue.fromN(Long.toString(potential.get().version()))));
        transaction.putIfAbsent(confirmed(workspace, card));
        return switch (transaction.commitAmongOthers()) {
            case Transaction.Result.Committed _ -> Optional.of(card);
            case Transaction.Result.Conflict _ -> throw new CardChanged(bidCardId);
            case Transaction.Result.Rejected _ -> Optional.of(found(workspace, bidCardId));
        };
    }

    private BidCard found(String workspace, String bidCardId) {
        return find(workspace, bidCardId).orElseThrow(() -> new CardChanged(bidCardId));
    }

    private static BidCard next(BidCard card) {
        return new BidCard(card.id(), card.json(), card.createdAt(), card.updatedAt(), card.version() + 1);
    }

    private BidCard put(Map<String, AttributeValue> item, BidCard card, BidCard next, Consumer<Transaction> also) {
        var transaction = table.transaction();
        transaction.putIfVersion(item, card.version());
        also.accept(transaction);
        if (!(transaction.commitAmongOthers() instanceof Transaction.Result.Committed)) {
            throw new CardChanged(card.id());
        }
        return next;
    }

    private Optional<BidCard> read(Key key) {
        return table.get(key).map(item -> Items.read(BidCard.class, item));
    }
}
