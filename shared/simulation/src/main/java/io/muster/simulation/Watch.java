package io.muster.simulation;

import io.muster.aws.Installation.Queue;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Items;
import io.muster.aws.store.Key;
import io.muster.aws.store.Keys;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.History;
import io.muster.domain.campaign.Response;
import io.muster.domain.campaign.Status;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import io.muster.domain.touch.Occasion;
import io.muster.domain.touch.Slice;
import io.muster.domain.touch.Touch;
import io.muster.domain.touch.TouchState;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Looks at every write of touches at the moment at which the table takes it: whoever claims one must be allowed to by what
 * stands there and by what was promised (3), and whoever gives one up as unknown must have a reason (15).
 */
final class Watch {

    private static final Set<Channel> BY_PERSON = EnumSet.of(Channel.PHONE, Channel.LINKEDIN, Channel.MANUAL);

    private static final Set<String> PROVIDERS = Set.of("sendEmail", "sendTextMessage");

    private final World world;
    private final Borders borders;
    private final Map<String, Call> onTheirWay = new HashMap<>();

    Watch(World world) {
        this.world = world;
        this.borders = new Borders(world);
    }

    /** Looks at a call before it is carried. */
    void asked(Actor actor, Service.Call call) {
        borders.look(actor, call);
        if (call.request() instanceof UpdateItemRequest update && deadLetterCounted(update.key())) {
            world.news().alarm(workspace(update.key()));
        }
    }

    private static boolean deadLetterCounted(Map<String, AttributeValue> key) {
        return Items.text(key, "pk").endsWith("#ERR") && Items.text(key, "sk").endsWith("#dead_letter");
    }

    /** Returns what carries an actor's call, and looks at what became of it. */
    Function<Service.Call, Object> over(Actor actor, int ordinal, Function<Service.Call, Object> carrier) {
        return call -> {
            var items = written(call.request());
            var slices = items.stream()
                    .filter(item -> Items.text(item, "sk").startsWith("S#"))
                    .toList();
            var before = slices.stream().map(this::stored).toList();
            var answer = carrier.apply(call);
            for (int i = 0; i < slices.size(); i++) {
                look(actor, ordinal, before.get(i), slices.get(i));
            }
            items.stream()
                    .filter(Watch::proof)
                    .forEach(proof ->
                            world.chronicle().note(campaign(proof), Items.read(History.class, proof), world.now()));
            items.stream()
                    .filter(item -> Items.text(item, "sk").equals("DL") && Items.number(item, "version") == 1)
                    .forEach(letter -> world.news().file(workspace(letter)));
            if (call.request() instanceof SendMessageRequest message
                    && message.queueUrl().endsWith(Queue.DEAD_LETTERS)) {
                world.news().buried(message.messageBody());
            }
            return answer;
        };
    }

    /** Returns the items that a request writes whole. */
    static List<Map<String, AttributeValue>> written(Object request) {
        return switch (request) {
            case PutItemRequest put -> List.of(put.item());
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream()
                        .map(TransactWriteItem::put)
                        .filter(Objects::nonNull)
                        .map(Put::item)
                        .toList();
            default -> List.of();
        };
    }

    private static boolean proof(Map<String, AttributeValue> item) {
        return Items.text(item, "sk").startsWith("H#") && Items.text(item, "pk").contains("#C#");
    }

    private static CampaignKey campaign(Map<String, AttributeValue> item) {
        var pk = Items.text(item, "pk").split("#", 4);
        return new CampaignKey(pk[1], pk[3]);
    }

    private static String workspace(Map<String, AttributeValue> item) {
        return Items.text(item, "pk").split("#", 3)[1];
    }

    private @Nullable Slice stored(Map<String, AttributeValue> item) {
        var there = item(new Key(Items.text(item, "pk"), Items.text(item, "sk")));
        return there.isEmpty() ? null : Items.read(Slice.class, there);
    }

    private Map<String, AttributeValue> item(Key key) {
        return world.aws()
                .dynamoDb()
                .getItem(GetItemRequest.builder()
                        .tableName(Deployment.TABLE)
                        .key(key.attributes())
                        .build())
                .item();
    }

    private void look(Actor actor, int ordinal, @Nullable Slice before, Map<String, AttributeValue> item) {
        var after = Items.read(Slice.class, item);
        var campaign = campaign(item);
        for (int position = 0; position < after.touches().size(); position++) {
            var id = after.touchId(campaign, position);
            var touch = after.touches().get(position);
            var was = before == null
                    ? TouchState.PLANNED
                    : before.touches().get(position).state();
            switch (touch.state()) {
                case CLAIMED -> {
                    if (before == null || !Objects.equals(before.claim(), after.claim())) {
                        taken(campaign, id, touch);
                    }
                }
                case SENT -> {
                    if (was == TouchState.PLANNED && BY_PERSON.contains(touch.channel())) {
                        taken(campaign, id, touch);
                    }
                }
                case SENDING -> {
                    if (was != TouchState.SENDING) {
                        onTheirWay.put(id, new Call(actor.name(), ordinal));
                    }
                }
                case UNKNOWN -> {
                    if (was != TouchState.UNKNOWN) {
                        givenUp(actor, id);
                    }
                }
                case PLANNED, DELIVERED, BOUNCED, COMPLAINED, FAILED, SKIPPED, CANCELLED -> {}
            }
        }
    }

    /** Somebody has taken a touch to send it, or has given it to a person. */
    private void taken(CampaignKey campaign, String id, Touch touch) {
        if (touch.kind().notice()) {
            return;
        }
        var state = CampaignStore.state(List.of(item(Keys.meta(campaign)), item(Keys.request(campaign))))
                .orElseThrow();
        if (state.campaign().status() != Status.ACTIVE) {
            world.complain("3: " + id + " was claimed in a campaign that is "
                    + state.campaign().status());
        }
        left(state).forEach(who -> world.complain("3: " + id + " was claimed, and " + who + " has left its account"));
        var gate = item(Keys.gate(campaign.workspace(), touch.contactId()));
        if (!gate.isEmpty() && Items.read(Gate.class, gate).suppressed().contains(touch.channel())) {
            world.complain("3: " + id + " was claimed, and " + touch.contactId() + " is suppressed");
        }
        var pledges = world.pledges();
        var silent = pledges.silentSince(campaign.workspace(), touch.contactId(), touch.channel());
        if (silent != null) {
            world.complain(
                    "3: " + id + " was claimed, and " + touch.contactId() + " is to be left alone since " + silent);
        }
        var stopped = pledges.stoppedSince(campaign.id());
        if (stopped != null) {
            world.complain("3: " + id + " was claimed, and its campaign was called off at " + stopped);
        }
    }

    /** Returns whose leaving is to have paused a campaign. */
    private List<String> left(CampaignState state) {
        var key = state.campaign().key();
        return Occasion.of(state.campaign(), state.brief()).pausing().stream()
                .filter(who -> {
                    var gate = item(Keys.gate(key.workspace(), who));
                    var answer = item(Keys.response(key, who));
                    boolean told = !answer.isEmpty()
                            && Items.read(Response.class, answer).answer() == Response.Answer.OPTED_OUT;
                    return !told
                            && !gate.isEmpty()
                            && Items.read(Gate.class, gate).shut();
                })
                .toList();
    }

    /** Nobody will know whether a touch went: something must have cut its call off, or the record of what came of it. */
    private void givenUp(Actor writer, String id) {
        var call = onTheirWay.get(id);
        boolean explained = call != null
                && world.fired().stream()
                        .anyMatch(fired -> fired.fault() == Fault.SKEW
                                ? fired.place().actor().equals(call.actor)
                                        || fired.place().actor().equals(writer.name())
                                : call.cutOffBy(fired));
        if (!explained) {
            world.complain("15: " + id + " is unknown, and nothing has cut off its call or what came of it");
        }
    }

    /** The write by which somebody announced that a touch is about to be sent. */
    private record Call(String actor, int ordinal) {

        /** Returns whether a fault leaves it open what came of this call. */
        boolean cutOffBy(World.Fired fired) {
            var place = fired.place();
            return place.actor().equals(actor)
                    && place.ordinal() >= ordinal
                    && (PROVIDERS.contains(place.what())
                            ? fired.fault().hidesOutcome()
                            : fired.fault().ambiguous());
        }
    }
}
