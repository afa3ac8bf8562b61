package io.muster.simulation;

import io.muster.domain.campaign.CampaignKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people do in a run: requests over the API, each insisted on until it is answered. */
final class Script {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern CAMPAIGN = Pattern.compile("\"id\":\"([^\"]+)\",\"(?:bidCardId|kind)\"");

    private final World world;
    private final Client client;
    private final Vigil vigil;
    private final Map<String, String> contacts;
    private final Map<String, String> campaigns = new TreeMap<>();
    private final Map<String, String> names = new TreeMap<>();
    private final Mails mails = new Mails(this);
    private int poison;

    /** Makes a script; {@code contacts} are ids by workspace and address. */
    Script(World world, Map<String, String> contacts) {
        this.world = world;
        this.contacts = contacts;
        this.client = new Client(world);
        this.vigil = new Vigil(world);
    }

    World world() {
        return world;
    }

    /** Returns who looks at campaigns when they have to have ended. */
    Vigil vigil() {
        return vigil;
    }

    /** Returns what contacts mail back. */
    Mails mails() {
        return mails;
    }

    Client client() {
        return client;
    }

    /** Returns the workspace of each campaign that a client knows of, by id. */
    Map<String, String> campaigns() {
        return campaigns;
    }

    /** Returns the id of somebody who can be asked. */
    String contact(String workspace, int number) {
        var id = contacts.get(workspace + " " + Scenario.Firm.email(workspace, number));
        if (id == null) {
            throw new IllegalArgumentException("no firm " + number + " in " + workspace);
        }
        return id;
    }

    /**
     * Asks for a campaign.
     *
     * @param name tells it from others of the run
     * @param wishes more JSON fields of the request, without braces
     * @param then is given its id
     */
    void campaign(String workspace, String name, String wishes, Duration delay, Consumer<String> then) {
        var body = "{\"bidCardId\":\"card-" + name + "\"," + job(name) + "," + wishes + "}";
        started(new Request(workspace, "POST /campaigns", Map.of(), body, "create-" + name), name, delay, then);
    }

    /**
     * Asks for a sequence across the people of an account.
     *
     * @param firms who they are, the best first
     * @param wishes more JSON fields of the request, without braces
     * @param then is given its id
     */
    void account(
            String workspace, String name, List<Integer> firms, String wishes, Duration delay, Consumer<String> then) {
        var people = firms.stream()
                .map(firm -> "{\"name\":\"" + named(workspace, firm) + "\",\"email\":\""
                        + Scenario.Firm.email(workspace, firm) + "\",\"title\":\""
                        + (firm.equals(firms.getFirst()) ? "CEO" : "Manager") + "\"}")
                .collect(Collectors.joining(","));
        var body = "{\"kind\":\"account\",\"accountId\":\"" + name + "\",\"accountContacts\":[" + people
                + "],\"metadata\":{\"topic\":\"" + name + "\"},\"timeZone\":\"America/Chicago\"," + wishes + "}";
        started(new Request(workspace, "POST /campaigns", Map.of(), body, "create-" + name), name, delay, then);
    }

    private String named(String workspace, int firm) {
        var name = Scenario.Firm.person(firm);
        names.put(contact(workspace, firm), name);
        return name;
    }

    /** Returns the ids of the contacts whom a message calls by their names. */
    List<String> named(Accepted message) {
        return names.entrySet().stream()
                .filter(name -> message.text().contains(name.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Somebody records a meeting of an hour. */
    void meeting(String workspace, String campaign, Instant startsAt, Duration delay) {
        var body = "{\"startsAt\":\"" + startsAt + "\"}";
        client.ask(request(workspace, campaign, "meetings", body, "meet-" + campaign), delay, answer -> {});
    }

    /** Somebody has everything about a contact erased. */
    void erase(String workspace, int firm, Duration delay) {
        var contact = contact(workspace, firm);
        heard(contact, delay);
        var route = "DELETE /contacts/{id}";
        var request = new Request(workspace, route, Map.of("id", contact), "", "erase-" + contact);
        client.ask(request, delay, answer -> {
            if (answer.done()) {
                var addresses = Set.of(
                        Scenario.Firm.email(workspace, firm), Scenario.Firm.phone(firm), Scenario.Firm.person(firm));
                world.pledges().forget(workspace, contact, addresses, answer.at());
            } else {
                world.complain("the erasure of " + contact + " was refused: " + answer.status());
            }
        });
    }

    /** Files what somebody might want, and turns it into a bid card, which starts its campaign. */
    void card(String workspace, String name, String wishes, Duration delay, Consumer<String> then) {
        var body = "{\"id\":\"card-" + name + "\"," + job(name) + "," + wishes + "}";
        var file = new Request(workspace, "POST /potential-bid-cards", Map.of(), body, "file-" + name);
        var route = "POST /potential-bid-cards/{id}/convert-to-bid-card";
        var convert = new Request(workspace, route, Map.of("id", "card-" + name), "", "convert-" + name);
        client.ask(file, delay, answer -> {
            if (answer.done()) {
                started(convert, name, Duration.ofSeconds(5), then);
            } else {
                world.complain("the card " + name + " was refused: " + answer.status() + " " + answer.body());
            }
        });
    }

    /** Returns the requests without an answer that were asked before a moment. */
    List<String> unanswered(Instant before) {
        return client.unanswered(before);
    }

    private static String job(String name) {
        return "\"title\":\"Lawn " + name + "\",\"projectType\":\"lawn care\",\"categories\":[\"lawn-care\"],"
                + "\"location\":{\"city\":\"Austin\",\"state\":\"TX\",\"country\":\"US\"},"
                + "\"requester\":{\"name\":\"Dana\",\"email\":\"dana@example.com\"}";
    }

    private void started(Request request, String name, Duration delay, Consumer<String> then) {
        client.ask(request, delay, answer -> {
            var id = CAMPAIGN.matcher(answer.body());
            if (answer.done() && id.find()) {
                campaigns.put(id.group(1), request.workspace());
                vigil.over(new CampaignKey(request.workspace(), id.group(1)));
                then.accept(id.group(1));
            } else {
                world.complain("the campaign " + name + " was refused: " + answer.status() + " " + answer.body());
            }
        });
    }

    /** Launches, pauses, resumes, cancels, escalates or checks a campaign. */
    void control(String workspace, String campaign, String verb, Duration delay) {
        client.ask(request(workspace, campaign, verb, "", verb + "-" + campaign + "-" + delay), delay, answer -> {
            if (answer.done() && verb.equals("cancel")) {
                world.pledges().stop(campaign, answer.at());
            }
        });
    }

    /** An operator has a contact left alone. */
    void suppress(String workspace, String contact, Duration delay) {
        var body = "{\"contactId\":\"" + contact + "\"}";
        var request = new Request(workspace, "POST /suppressions", Map.of(), body, "suppress-" + contact);
        client.ask(request, delay, answer -> {
            if (answer.done()) {
                world.pledges().silence(workspace, contact, answer.at());
            } else {
                world.complain("the suppression of " + contact + " was refused: " + answer.status());
            }
        });
    }

    /** Somebody does all the work for people that is there by then. */
    void work(String workspace, Duration delay) {
        var look = new Request(workspace, "GET /tasks", Map.of(), "", "tasks-" + workspace + "-" + delay);
        client.ask(look, delay, answer -> {
            for (var task = ID.matcher(answer.body()); task.find(); ) {
                var id = task.group(1);
                client.ask(
                        new Request(
                                workspace,
                                "POST /tasks/{id}/complete",
                                Map.of("id", id),
                                "{\"outcome\":\"reached\"}",
                                "reached-" + id),
                        Duration.ofSeconds(1),
                        done -> {});
            }
        });
    }

    /** Two people answer every task that is there by then at the same moment, each in another way: one of them decides. */
    void dispute(String workspace, Duration delay) {
        client.ask(get(workspace, "/tasks", Map.of(), delay), delay, answer -> {
            for (var task = ID.matcher(answer.body()); task.find(); ) {
                for (var outcome : List.of("reached", "other")) {
                    var request = new Request(
                            workspace,
                            "POST /tasks/{id}/complete",
                            Map.of("id", task.group(1)),
                            "{\"outcome\":\"" + outcome + "\"}",
                            outcome + "-" + task.group(1));
                    client.ask(request, Duration.ZERO, done -> {});
                }
            }
        });
    }

    /** Somebody reads everything there is about a campaign, one of its contacts, and the workspace. */
    void read(String workspace, String campaign, String contact, Duration delay) {
        for (var route : world.deployment().apis().keySet().stream().sorted().toList()) {
            if (route.startsWith("GET /campaigns/{id}")) {
                client.ask(get(workspace, route.substring(4), Map.of("id", campaign), delay), delay, answer -> {});
            } else if (route.equals("GET /contacts/{id}")) {
                client.ask(get(workspace, route.substring(4), Map.of("id", contact), delay), delay, answer -> {});
            } else if (route.startsWith("GET /") && !route.contains("{") && !route.equals("GET /contacts/export")) {
                client.ask(get(workspace, route.substring(4), Map.of(), delay), delay, answer -> {});
            }
        }
    }

    private static Request get(String workspace, String path, Map<String, String> names, Duration delay) {
        var key = "read-" + workspace + path + "-" + names.values() + "-" + delay;
        return new Request(workspace, "GET " + path, names, "", key);
    }

    /** Puts something on a queue that is no message. */
    void poison(Duration delay) {
        var body = "{\"type\":\"Nonsense\",\"id\":\"poison-" + ++poison + "\"}";
        world.spawn(
                "poison " + poison,
                "",
                delay,
                () -> send(world.installation().queues().dispatch().url(), body));
    }

    /** Notes that a contact does something after a delay. */
    private void heard(String contact, Duration delay) {
        world.voices().heard(contact, world.now().plus(delay));
    }

    void bid(String workspace, String campaign, String contact, Duration delay) {
        heard(contact, delay);
        var body = "{\"contactId\":\"" + contact + "\",\"bidId\":\"bid-" + contact
                + "\",\"amount\":{\"amount\":900,\"currency\":\"USD\"}}";
        client.ask(request(workspace, campaign, "bids", body, "bid-" + campaign + "-" + contact), delay, answer -> {});
    }

    void reply(String workspace, String campaign, String contact, String word, Duration delay) {
        heard(contact, delay);
        var body = "{\"contactId\":\"" + contact + "\",\"answer\":\"" + word + "\"}";
        var request = request(workspace, campaign, "responses", body, word + "-" + campaign + "-" + contact);
        client.ask(request, delay, answer -> {
            if (answer.done() && word.equals("opted_out")) {
                world.pledges().silence(workspace, contact, answer.at());
            }
        });
    }

    /** Opens the page behind the link that ends all outreach, as a scanner of mails does, and presses its button, twice. */
    void press(String workspace, String contact, String token, Duration delay) {
        heard(contact, delay);
        var key = contact + token.hashCode();
        var page = new Request(workspace, "GET /u/{token}", Map.of("token", token), "", "open-" + key);
        client.ask(page, delay, answer -> {});
        var request = new Request(workspace, "POST /u/{token}", Map.of("token", token), "", "press-" + key);
        client.ask(request, delay.plusSeconds(2), answer -> {});
        client.ask(request, delay, answer -> {
            if (answer.done()) {
                world.pledges().silence(workspace, contact, answer.at());
            } else {
                world.complain("the link of " + contact + " does not work: " + answer.status());
            }
        });
    }

    /** A provider tells something of a message that it has accepted, some time later. */
    void feedback(Accepted message, News.Type type, Duration delay) {
        var word = type.wire(message.service());
        world.spawn(word + " " + message.touch(), "", delay, () -> tell(message, type));
    }

    /** A provider tells something at once. */
    void tell(Accepted message, News.Type type) {
        boolean text = message.service() == Service.TEXT;
        var word = type.wire(message.service());
        var tags = "\"touch\":" + in(text, message.touch()) + ",\"workspace\":" + in(text, message.workspace());
        var body = text
                ? "{\"eventType\":\"" + word + "\",\"context\":{" + tags + "}}"
                : "{\"eventType\":\"" + word + "\",\"mail\":{\"tags\":{" + tags
                        + "}},\"bounce\":{\"bounceType\":\"Permanent\"}}";
        var contact = contacts.get(message.recipient());
        world.news().tell(body, new News.Told(message, contact, type, world.now()));
        if (contact != null && (type == News.Type.BOUNCE || type == News.Type.COMPLAINT)) {
            world.voices().heard(contact, world.now());
        }
        send(world.installation().queues().feedback().url(), body);
    }

    /** Something is published that is no word on a message of ours. */
    void tell(String body) {
        send(world.installation().queues().feedback().url(), body);
    }

    private static String in(boolean text, String value) {
        return text ? "\"" + value + "\"" : "[\"" + value + "\"]";
    }

    private void send(String url, String body) {
        world.aws().sqs().sendMessage(send -> send.queueUrl(url).messageBody(body));
        world.look();
    }

    private static Request request(String workspace, String campaign, String verb, String body, String key) {
        return new Request(workspace, "POST /campaigns/{id}/" + verb, Map.of("id", campaign), body, key);
    }
}
