package io.muster.aws.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.aws.Sample;
import io.muster.aws.Stack;
import io.muster.aws.pool.ContactStore;
import io.muster.aws.pool.TableProspectFinder;
import io.muster.aws.store.GateStore;
import io.muster.aws.store.Keys;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignRequested;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.campaign.Response.Answer;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Credentials;
import io.muster.domain.contact.Place;
import io.muster.domain.contact.Profile;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who answers well moves up: in its profile, in the selection index, and so in the next campaign's strategy. */
@Tag("ports")
class PromotionTest {

    private static final Duration COOLED_OFF = Duration.ofDays(5);

    private final Stack stack = new Stack();
    private final CampaignShell shell = new CampaignShell(stack.platform);
    private final ContactStore contacts = new ContactStore(stack.table);
    private final GateStore gates = new GateStore(stack.table);
    private int campaigns;

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void one_positive_answer_and_a_general_contractor_is_asked_as_a_prospect_next_time() {
        imported(Tier.GENERAL);
        var first = asked();
        assertEquals(Tier.GENERAL, touchedAs(first));
        replied(first, "r1", Answer.POSITIVE);
        ended(first);
        assertEquals(Tier.PROSPECT, tier());
        assertEquals(Set.of(Tier.PROSPECT), placedIn());
        assertEquals(Tier.PROSPECT, touchedAs(asked()));
    }

    @Test
    void a_second_positive_answer_takes_it_to_the_first_tier_and_there_it_stays() {
        imported(Tier.GENERAL);
        for (var expected : List.of(Tier.GENERAL, Tier.PROSPECT, Tier.INTERNAL, Tier.INTERNAL)) {
            var campaign = asked();
            assertEquals(expected, touchedAs(campaign));
            shell.apply(campaign, _ -> Sample.bid("b", "ct_1", now()));
            ended(campaign);
        }
        assertEquals(Set.of(Tier.INTERNAL), placedIn());
    }

    @Test
    void an_import_does_not_take_an_earned_tier_away() {
        imported(Tier.GENERAL);
        replied(asked(), "r1", Answer.POSITIVE);
        imported(Tier.GENERAL);
        assertEquals(Tier.PROSPECT, tier());
        assertEquals(Set.of(Tier.PROSPECT), placedIn());
    }

    @Test
    void what_somebody_says_who_knows_the_contact_stands_until_it_earns_its_tier_again() {
        imported(Tier.GENERAL);
        var campaign = asked();
        replied(campaign, "r1", Answer.POSITIVE);
        contacts.edit("acme", "ct_1", contact -> contact.inTier(Tier.GENERAL));
        replied(campaign, "r2", Answer.NEUTRAL);
        assertEquals(Tier.GENERAL, tier());
        replied(campaign, "r3", Answer.POSITIVE);
        assertEquals(Tier.PROSPECT, tier());
    }

    @Test
    void credentials_that_qualify_lift_the_general_pool_to_prospects_and_nobody_higher() {
        var qualified = new Credentials(90, 4.8, 40, true, true, true);
        contacts.save("acme", List.of(contact(Tier.GENERAL, Credentials.UNKNOWN)));
        assertEquals(Tier.GENERAL, tier());
        contacts.save("acme", List.of(contact(Tier.GENERAL, qualified)));
        assertEquals(Tier.PROSPECT, tier());
        assertEquals(Set.of(Tier.PROSPECT), placedIn());
        contacts.save("acme", List.of(contact(Tier.GENERAL, qualified)));
        assertEquals(Tier.PROSPECT, tier());
        contacts.save("acme", List.of(contact(Tier.INTERNAL, qualified)));
        assertEquals(Tier.INTERNAL, tier());
    }

    @Test
    void credentials_that_disqualify_take_it_out_of_the_next_selection() {
        contacts.save("acme", List.of(contact(Tier.GENERAL, new Credentials(null, 2.9, 12, null, null, null))));
        var prospect = pool(draft()).prospects().getFirst();
        assertEquals(new Prospect.Exclusion(Prospect.Exclusion.Reason.DISQUALIFIED, null), prospect.exclusion());
    }

    @Test
    void neither_an_opt_out_nor_a_decline_nor_a_mere_answer_moves_anybody() {
        for (var answer : List.of(Answer.NEUTRAL, Answer.DECLINED, Answer.OPTED_OUT)) {
            imported(Tier.GENERAL);
            var campaign = asked();
            replied(campaign, "r1", answer);
            ended(campaign);
            assertEquals(Tier.GENERAL, tier(), answer.name());
        }
        var past = gates.find("acme", "ct_1").past();
        assertEquals(new Gate.Past(3, 3, 0, 2, 0, 3, past.lastAnswerAt(), null), past);
    }

    @Test
    void inputs_that_come_again_in_any_order_and_at_once_count_once() throws Exception {
        imported(Tier.GENERAL);
        var campaign = asked();
        var start = now();
        var inputs = new ArrayList<CampaignInput>();
        inputs.add(Sample.bid("bid", "ct_1", start.plusSeconds(7)));
        inputs.add(new CampaignInput.Replied("yes", start.plusSeconds(5), "ct_1", Answer.POSITIVE));
        inputs.add(new CampaignInput.Replied("hm", start.plusSeconds(9), "ct_1", Answer.NEUTRAL));
        inputs.add(new CampaignInput.Replied("no", start.plusSeconds(3), "ct_1", Answer.DECLINED));
        var deliveries = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 12; i++) {
            var input = inputs.get(i % inputs.size());
            deliveries.add(() -> delivered(campaign, input));
        }
        Collections.shuffle(deliveries, new Random(11));
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(deliveries)) {
                assertTrue(done.get());
            }
        }
        var gate = gates.find("acme", "ct_1");
        assertEquals(new Gate.Past(1, 1, 1, 0, 2, 4, start.plusSeconds(9), start.plusSeconds(7)), gate.past());
        assertEquals(List.of(new Gate.Recent(start, campaign.id(), start.plusSeconds(3))), gate.recent());
        var promoted = contacts.find("acme", "ct_1").orElseThrow();
        for (var input : inputs) {
            assertInstanceOf(Outcome.Repeated.class, shell.apply(campaign, _ -> input));
        }
        assertEquals(gate, gates.find("acme", "ct_1"));
        assertEquals(promoted, contacts.find("acme", "ct_1").orElseThrow());
    }

    @Test
    void an_answer_of_whom_nobody_imported_moves_nobody() {
        var campaign = asked();
        assertInstanceOf(Outcome.Applied.class, shell.apply(campaign, _ -> Sample.bid("b", "stranger", now())));
        assertEquals(Map.of(), contacts.findAll("acme", List.of("stranger")));
    }

    @Test
    void a_promotion_costs_two_more_reads_and_its_writes_go_with_the_answer() {
        imported(Tier.GENERAL);
        var campaign = asked();
        stack.wire.requests();
        replied(campaign, "r1", Answer.POSITIVE);
        assertEquals(
                Map.of("query", 1, "getItem", 2, "batchGetItem", 1, "transactWriteItems", 1),
                new TreeMap<>(stack.wire.requests()));
        replied(campaign, "r2", Answer.NEUTRAL);
        assertEquals(Map.of("query", 1, "getItem", 1, "transactWriteItems", 1), new TreeMap<>(stack.wire.requests()));
    }

    private boolean delivered(CampaignKey campaign, CampaignInput input) {
        try {
            var outcome = shell.apply(campaign, _ -> input);
            return outcome instanceof Outcome.Applied || outcome instanceof Outcome.Repeated;
        } catch (Contended again) {
            return delivered(campaign, input);
        }
    }

    private void imported(Tier tier) {
        contacts.save("acme", List.of(contact(tier, Credentials.UNKNOWN)));
    }

    private static Contact contact(Tier tier, Credentials credentials) {
        return new Contact(
                "ct_1",
                tier,
                new Profile("Ann", "Firm", "ann@example.com", null, null, null),
                Set.of("lawn-care"),
                new Place("Austin", "TX", "78701", "US", 30.27, -97.74, null),
                credentials,
                "import",
                Map.of());
    }

    /** A campaign that has just asked whom it found, as dispatch does. */
    private CampaignKey asked() {
        stack.pass(COOLED_OFF);
        var draft = draft();
        shell.create(
                new CampaignRequested(
                        draft.id(),
                        draft.at(),
                        draft.key(),
                        draft.bidCardId(),
                        draft.request(),
                        draft.needed(),
                        draft.confidence(),
                        draft.urgency(),
                        draft.channels(),
                        draft.startAt(),
                        draft.deadline(),
                        false,
                        pool(draft)),
                null);
        var transaction = stack.table.transaction();
        var gate = gates.find("acme", "ct_1");
        var touch = new Gate.Recent(now(), draft.key().id());
        GateStore.put(transaction, "acme", gate.reserved(touch, draft.deadline()));
        transaction.commit();
        return draft.key();
    }

    private CampaignRequested draft() {
        campaigns++;
        return Sample.requested(Sample.key(campaigns), "bc_" + campaigns, now(), true);
    }

    private Pool pool(CampaignRequested draft) {
        return new TableProspectFinder(stack.platform)
                .find(CampaignDecider.create(draft).state(), now());
    }

    private Tier touchedAs(CampaignKey campaign) {
        return stack.campaigns.load(campaign).orElseThrow().byContact().values().stream()
                .map(touches -> touches.getFirst().tier())
                .findFirst()
                .orElseThrow();
    }

    private void replied(CampaignKey campaign, String id, Answer answer) {
        var at = now();
        assertInstanceOf(
                Outcome.Applied.class, shell.apply(campaign, _ -> new CampaignInput.Replied(id, at, "ct_1", answer)));
    }

    private void ended(CampaignKey campaign) {
        var at = now();
        shell.apply(campaign, _ -> new CampaignInput.Cancelled("end", at, null));
    }

    private Tier tier() {
        return contacts.find("acme", "ct_1").orElseThrow().tier();
    }

    /** The tiers in whose partitions of the selection index the contact stands. */
    private Set<Tier> placedIn() {
        var tiers = new TreeSet<Tier>();
        for (var tier : Tier.values()) {
            if (!stack.table
                    .find(Keys.ranked("acme", "lawn-care", "TX", tier), true, 10, null)
                    .items()
                    .isEmpty()) {
                tiers.add(tier);
            }
        }
        return tiers;
    }

    private Instant now() {
        return stack.platform.time().business();
    }
}
