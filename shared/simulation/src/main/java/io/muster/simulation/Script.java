package io.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What people do in a run: requests over the API, each insisted on until it is answered. */
public final class Script {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final World world;
    private final Client client;
    private final Map<String, String> campaigns = new TreeMap<>();
    private final Map<String, Instant> suppressed = new HashMap<>();
    private int poison;

    Script(World world) {
        this.world = world;
        this.client = new Client(world);
    }

    World world() {
        return world;
    }

    Client client() {
        return client;
    }

    /** Returns the workspace of each campaign that a client knows of, by id. */
    Map<String, String> campaigns() {
        return campaigns;
    }

    /** Returns when a contact's wish to be left alone was acknowledged, by workspace and contact. */
    Map<String, Instant> suppressed() {
        return suppressed;
    }

    /**
     * Asks for a campaign.
     *
     * @param name tells it from others of the run
     * @param wishes more JSON fields of the request, without braces
     * @param then is given its id
     */
    public void campaign(String workspace, String name, String wishes, Duration delay, Consumer<String> then) {
        var body = "{\"bidCardId\":\"card-" + name + "\",\"title\":\"Lawn " + name
                + "\",\"projectType\":\"lawn care\",\"categories\":[\"lawn-care\"],"
                + "\"location\":{\"city\":\"Austin\",\"state\":\"TX\",\"country\":\"US\"},"
                + "\"requester\":{\"name\":\"Dana\",\"email\":\"dana@example.com\"}," + wishes + "}";
        client.ask(new Request(workspace, "POST /campaigns", Map.of(), body, "create-" + name), delay, answer -> {
            var id = ID.matcher(answer.body());
            if (answer.done() && id.find()) {
                campaigns.put(id.group(1), workspace);
                then.accept(id.group(1));
            } else {
                world.complain("the campaign " + name + " was refused: " + answer.status() + " " + answer.body());
            }
        });
    }

    /** Pauses, resumes, cancels, escalates or checks a campaign. */
    public void control(String workspace, String campaign, String verb, Duration delay) {
        client.ask(request(workspace, campaign, verb, "", verb + "-" + campaign + "-" + delay), delay, answer -> {});
    }

    /** Puts something on a queue that is no message. */
    public void poison(Duration delay) {
        var body = "{\"type\":\"Nonsense\",\"id\":\"poison-" + ++poison + "\"}";
        world.spawn(
                "poison " + poison,
                "",
                delay,
                () -> send(world.installation().queues().dispatch().url(), body));
    }

    void bid(String workspace, String campaign, String contact, Duration delay) {
        var body = "{\"contactId\":\"" + contact + "\",\"bidId\":\"bid-" + contact
                + "\",\"amount\":{\"amount\":900,\"currency\":\"USD\"}}";
        client.ask(request(workspace, campaign, "bids", body, "bid-" + campaign + "-" + contact), delay, answer -> {});
    }

    void reply(String workspace, String campaign, String contact, String word, Duration delay) {
        var body = "{\"contactId\":\"" + contact + "\",\"answer\":\"" + word + "\"}";
        var request = request(workspace, campaign, "responses", body, word + "-" + campaign + "-" + contact);
        client.ask(request, delay, answer -> {
            if (answer.done() && word.equals("opted_out")) {
                suppressed.putIfAbsent(workspace + " " + contact, answer.at());
            }
        });
    }

    /** Presses the button behind the link that ends all outreach. */
    void press(String workspace, String contact, String token, Duration delay) {
        var request = new Request(
                workspace, "POST /u/{token}", Map.of("token", token), "", "press-" + contact + token.hashCode());
        client.ask(request, delay, answer -> {
            if (answer.done()) {
                suppressed.putIfAbsent(workspace + " " + contact, answer.at());
            } else {
                world.complain("the link of " + contact + " does not work: " + answer.status());
            }
        });
    }

    void feedback(Accepted message, String type, Duration delay) {
        boolean text = message.service() == Service.TEXT;
        var tags = "\"touch\":" + in(text, message.touch()) + ",\"workspace\":" + in(text, message.workspace());
        var body = text
                ? "{\"eventType\":\"" + (type.equals("Bounce") ? "TEXT_INVALID" : "TEXT_DELIVERED") + "\",\"context\":{"
                        + tags + "}}"
                : "{\"eventType\":\"" + type + "\",\"mail\":{\"tags\":{" + tags
                        + "}},\"bounce\":{\"bounceType\":\"Permanent\"}}";
        world.spawn(
                type + " " + message.touch(),
                "",
                delay,
                () -> send(world.installation().queues().feedback().url(), body));
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
