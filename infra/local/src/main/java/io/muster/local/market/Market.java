package io.muster.local.market;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.domain.touch.Channel;
import io.muster.local.LocalApi;
import io.muster.local.host.Actor;
import io.muster.local.inbox.Mail;
import io.muster.local.inbox.Mailbox;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inbox, mails and texts alike, and answers for the contractors, at the business moments at which they would. Nothing is remembered
 * beyond the inbox: after a restart every mail is read again, and what was answered before is answered under the same
 * idempotency key, which makes it harmless.
 */
public final class Market implements Actor {

    /** The header that names the touch a message was sent for: campaign, wave, slice and place, joined by dashes. */
    static final String TOUCH = "X-Muster-Touch";

    private static final double USUAL_PRICE = 400;

    private final Mailbox mailbox;
    private final LocalApi api;
    private final Behaviour behaviour;
    private final Map<String, Contractor> contractors = new HashMap<>();
    private final Map<String, Project> projects = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final PriorityQueue<Deed> deeds =
            new PriorityQueue<>(Comparator.comparing(Deed::at).thenComparing(Deed::key));
    private long read;

    /** Makes a market of a seed, whose contractors call the API. */
    public Market(Mailbox mailbox, LocalApi api, long seed) {
        this.mailbox = mailbox;
        this.api = api;
        this.behaviour = new Behaviour(seed);
    }

    private record Contractor(String id, String address, int tier) {}

    /** What is known of the work: bids stay below its price, in its currency. */
    private record Project(String bidCardId, double price, String currency) {}

    /** Something that a contractor will do. */
    private record Deed(Instant at, String path, String key, JsonNode body) {}

    @Override
    public synchronized Optional<Instant> nextDue() {
        readInbox();
        return Optional.ofNullable(deeds.peek()).map(Deed::at);
    }

    @Override
    public synchronized int act(Instant now) {
        readInbox();
        int done = 0;
        for (var deed = deeds.peek(); deed != null && !deed.at().isAfter(now); deed = deeds.peek()) {
            if (!carryOut(deed)) {
                return done;
            }
            deeds.remove();
            done++;
        }
        return done;
    }

    /** Returns whether the deed is settled; one that the stack could not take now is tried again. */
    private boolean carryOut(Deed deed) {
        try {
            api.post(deed.path(), deed.body(), deed.key());
            return true;
        } catch (LocalApi.Refused e) {
            return e.status() < 500;
        } catch (LocalApi.Unreachable | java.io.UncheckedIOException e) {
            return false; // the stack is on its way down, or back up
        }
    }

    private void readInbox() {
        for (var mail : mailbox.after(read)) {
            mail.header(TOUCH).ifPresent(touch -> consider(mail, touch));
            read = mail.id();
        }
    }

    private void consider(Mail mail, String touch) {
        var campaign = touch.replaceFirst("-\\d+-\\d+-\\d+$", "");
        var contractor = contractor(mail, campaign, touch);
        if (contractor == null) {
            return; // a report or an alert to the campaign's own people
        }
        var ordinal = seen.merge(campaign + " " + contractor.id(), 1, Integer::sum);
        var project = projects.computeIfAbsent(campaign, this::project);
        var path = "/campaigns/" + campaign;
        switch (behaviour.react(contractor.address(), contractor.tier(), project.bidCardId(), ordinal)) {
            case Behaviour.Reaction.Bids bid ->
                deeds.add(new Deed(
                        mail.receivedAt().plus(bid.after()),
                        path + "/bids",
                        "bid-" + touch,
                        bid(contractor, project, bid)));
            case Behaviour.Reaction.Answers answer ->
                deeds.add(new Deed(
                        mail.receivedAt().plus(answer.after()),
                        path + "/responses",
                        "answer-" + touch,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("contactId", contractor.id())
                                .put("answer", answer.interested() ? "positive" : "declined")));
            case Behaviour.Reaction.Silence() -> {}
        }
    }

    private Project project(String campaign) {
        var detail = api.get("/campaigns/" + campaign);
        var budget = detail.path("request").path("budgetMax");
        return new Project(
                detail.path("bidCardId").asText(),
                budget.path("amount").asDouble(USUAL_PRICE),
                budget.path("currency").asText("USD"));
    }

    private static JsonNode bid(Contractor contractor, Project project, Behaviour.Reaction.Bids bid) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("contactId", contractor.id());
        body.putObject("amount")
                .put("amount", BigDecimal.valueOf(project.price() * bid.price()).setScale(0, RoundingMode.HALF_UP))
                .put("currency", project.currency());
        return body;
    }

    /** A mail names its reader; a number or a form may be several contractors', so that the campaign is asked whose. */
    private @Nullable Contractor contractor(Mail message, String campaign, String touch) {
        var reader = message.channel() == Channel.EMAIL
                ? message.recipients().getFirst().toLowerCase(Locale.ROOT)
                : addressee(campaign, touch);
        if (!contractors.containsKey(reader)) {
            readContacts();
        }
        return contractors.get(reader);
    }

    private String addressee(String campaign, String touch) {
        return StreamSupport.stream(
                        api.get("/campaigns/" + campaign).path("touches").spliterator(), false)
                .filter(one -> one.path("id").asText().equals(touch))
                .map(one -> one.path("contactId").asText())
                .findFirst()
                .orElse("");
    }

    private void readContacts() {
        @Nullable String cursor = null;
        do {
            var page = api.get("/contacts?limit=100" + (cursor == null ? "" : "&cursor=" + cursor));
            for (var contact : page.path("items")) {
                var id = contact.path("id").asText();
                var address = address(contact.path("profile"), id);
                var contractor =
                        new Contractor(id, address, contact.path("tier").asInt(3));
                contractors.put(id, contractor);
                contractors.put(address, contractor);
            }
            cursor = page.path("next").asText(null);
        } while (cursor != null);
    }

    private static String address(JsonNode profile, String otherwise) {
        return Stream.of("email", "phone", "website")
                .map(field -> profile.path(field).asText().toLowerCase(Locale.ROOT))
                .filter(address -> !address.isEmpty())
                .findFirst()
                .orElse(otherwise);
    }
}
