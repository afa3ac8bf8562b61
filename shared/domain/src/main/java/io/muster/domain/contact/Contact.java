package io.muster.domain.contact;

import io.muster.domain.touch.Channel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about somebody who can be reached. The id follows from the natural key, so that the same row imported
 * twice is the same contact. {@code source} says how we came by it, which the first message must name where the law
 * asks for it.
 */
public record Contact(
        String id,
        Tier tier,
        Profile profile,
        Set<String> categories,
        Place place,
        Credentials credentials,
        String source,
        Map<Channel, Consent> consents) {

    public Contact {
        if (id.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a contact needs an id and a source");
        }
        SortedSet<String> sorted = new TreeSet<>(categories);
        categories = Collections.unmodifiableSet(sorted);
        Map<Channel, Consent> ordered = new EnumMap<>(Channel.class);
        ordered.putAll(consents);
        consents = Collections.unmodifiableMap(ordered);
    }

    /**
     * This contact brought up to date by a later row about the same one: what the row says wins, what it leaves blank
     * stays, categories unite. The tier only rises, since promotions were earned here and no file knows of them; the
     * source stays the first one, and of two consents the newer counts.
     */
    public Contact updatedBy(Contact row) {
        if (!id.equals(row.id)) {
            throw new IllegalArgumentException("contact " + id + " cannot be updated by a row of " + row.id);
        }
        Set<String> all = new TreeSet<>(categories);
        all.addAll(row.categories);
        Map<Channel, Consent> newest = new EnumMap<>(Channel.class);
        newest.putAll(consents);
        row.consents.forEach((channel, consent) -> newest.merge(channel, consent, Contact::newer));
        return new Contact(
                id,
                tier.number() <= row.tier.number() ? tier : row.tier,
                row.profile.filledFrom(profile),
                all,
                row.place.orElse(place),
                row.credentials.filledFrom(credentials),
                source,
                newest);
    }

    /** This contact in another tier. */
    public Contact inTier(Tier other) {
        return new Contact(id, other, profile, categories, place, credentials, source, consents);
    }

    /** How this contact's credentials qualify it. */
    public Qualification qualification() {
        return Qualification.of(credentials, categories.size());
    }

    /** This contact as its credentials lift it, whatever tier a file gave it. */
    public Contact lifted() {
        return inTier(qualification().lift(tier));
    }

    /**
     * The US state whose hours hold for this contact, two letters: the one on record, else the one that its phone number is
     * of, unless a postal code, a country or the clocks on record say that it is elsewhere. Absent where none is known.
     */
    public @Nullable String usState() {
        var zone = place.timeZone();
        if (place.state() != null || place.postalCode() != null || !place.maybeInUs()) {
            return place.usState();
        }
        return AreaCode.of(profile.phone())
                .filter(area -> zone == null || area.keeps(zone))
                .map(area -> area.state().name())
                .orElse(null);
    }

    /** This contact with a consent on record. */
    public Contact consenting(Channel channel, Consent consent) {
        Map<Channel, Consent> all = new EnumMap<>(Channel.class);
        all.putAll(consents);
        all.merge(channel, consent, Contact::newer);
        return new Contact(id, tier, profile, categories, place, credentials, source, all);
    }

    private static Consent newer(Consent one, Consent other) {
        return other.at().isAfter(one.at()) ? other : one;
    }

    static <T> @Nullable T firstOf(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }
}
