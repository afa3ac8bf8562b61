package io.muster.functions.strategy.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Tier;
import io.muster.domain.touch.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sample files are what they promise to be, and the schemas say what they are. */
class SamplesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final Path EVENTS = Path.of(System.getProperty("muster.root", "../.."), "events");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(Enum.class, lowerCase())
                    .addKeySerializer(Channel.class, lowerCaseKey()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private static final Map<String, Contact> CONTRACTORS = new LinkedHashMap<>();
    private static final ImportReport REPORT = read();

    private static ImportReport read() {
        var options = ImportOptions.inRequest("acme", "secret", ImportOptions.Format.CSV, "sample", NOW);
        try (var file = Files.newInputStream(EVENTS.resolve("samples/contractors.csv"))) {
            return ContactImport.read(
                    file, options, contact -> CONTRACTORS.merge(contact.id(), contact, Contact::updatedBy));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_contractors_are_imported_to_the_last_row() {
        assertEquals(459, REPORT.rows());
        assertEquals(437, REPORT.imported());
        assertEquals(10, REPORT.merged());
        assertEquals(12, REPORT.failed());
        assertEquals(437, CONTRACTORS.size());
    }

    @Test
    void its_bad_rows_are_reported_by_line_field_and_reason() {
        assertEquals(
                List.of(
                        new RowError(20, null, "has no email, phone or website to be reached by"),
                        new RowError(56, "email", "is not an email address"),
                        new RowError(97, "email", "is not an email address"),
                        new RowError(138, "phone", "is not a phone number that exists"),
                        new RowError(179, "phone", "is not a phone number"),
                        new RowError(215, "state", "is not a state of the US"),
                        new RowError(258, "postalCode", "is not a ZIP code"),
                        new RowError(299, "rating", "is not a rating like 4.5"),
                        new RowError(336, null, "has 22 cells under 20 headings; is a comma not in quotes?"),
                        new RowError(374, "latitude", "must lie between -90 and 90"),
                        new RowError(
                                412,
                                "tier",
                                "must be one of general, general pool, internal, pool, preferred, prospect, proven,"
                                        + " vetted"),
                        new RowError(451, "email", "has more than one address")),
                REPORT.errors());
        assertEquals(10, REPORT.duplicates().size());
        assertTrue(REPORT.duplicates().stream().allMatch(twin -> twin.firstLine() < twin.line()));
    }

    @Test
    void the_pool_around_austin_is_deep_enough_for_the_sample_bid_cards() {
        assertEquals(Map.of(Tier.INTERNAL, 7L, Tier.PROSPECT, 24L, Tier.GENERAL, 66L), local("lawn-care"));
        assertEquals(Map.of(Tier.INTERNAL, 6L, Tier.PROSPECT, 18L, Tier.GENERAL, 42L), local("plumbing"));
        assertEquals(Map.of(Tier.INTERNAL, 3L, Tier.PROSPECT, 14L, Tier.GENERAL, 29L), local("emergency-plumbing"));
        assertEquals(Map.of(Tier.INTERNAL, 6L, Tier.PROSPECT, 16L, Tier.GENERAL, 42L), local("kitchen-remodel"));
    }

    /** Contractors of a category by tier, in the postal codes of Austin and its towns. */
    private static Map<Tier, Long> local(String category) {
        Map<Tier, Long> count = new TreeMap<>();
        for (var contact : CONTRACTORS.values()) {
            var zip = String.valueOf(contact.place().postalCode());
            if (contact.categories().contains(category) && (zip.startsWith("786") || zip.startsWith("787"))) {
                count.merge(contact.tier(), 1L, Long::sum);
            }
        }
        return count;
    }

    @Test
    void every_address_is_set_aside_for_examples() {
        for (var contact : CONTRACTORS.values()) {
            var profile = contact.profile();
            assertTrue(profile.email() == null || profile.email().matches(".*[@.]example\\.com"), contact::toString);
            assertTrue(
                    profile.phone() == null || profile.phone().matches("\\+1[0-9]{3}55501[0-9]{2}"), contact::toString);
            assertTrue(profile.website() == null || profile.website().endsWith(".example.com"), contact::toString);
        }
    }

    @Test
    void most_contractors_have_coordinates_and_all_have_a_time_zone() {
        long placed = CONTRACTORS.values().stream()
                .filter(contact -> contact.place().latitude() != null)
                .count();
        assertTrue(placed > 0.8 * CONTRACTORS.size(), () -> placed + " with coordinates");
        assertEquals(
                Set.of(),
                Set.copyOf(CONTRACTORS.values().stream()
                        .filter(contact -> contact.place().timeZone() == null)
                        .map(Contact::place)
                        .toList()));
    }

    @Test
    void every_sample_contractor_is_a_contact_by_the_schema() throws IOException {
        var schema = schema("contact.json");
        for (var contact : CONTRACTORS.values()) {
            assertEquals(Set.of(), schema.validate(JSON.valueToTree(contact)), contact::toString);
        }
    }

    @Test
    void every_sample_bid_card_is_a_bid_card_by_the_schema() throws IOException {
        var schema = schema("bid-card.json");
        for (var name : List.of("lawn-care", "emergency-plumbing", "kitchen-remodel", "group-bidding")) {
            assertEquals(Set.of(), schema.validate(bidCard(name)), name);
        }
    }

    @Test
    void the_schemas_refuse_what_is_no_bid_card_and_no_contact() throws IOException {
        var card = schema("bid-card.json");
        assertRefused(card, bidCard("lawn-care").without(List.of("projectType", "categories")));
        assertRefused(card, bidCard("lawn-care").put("bidsNeeded", 51));
        assertRefused(card, bidCard("lawn-care").put("timelineHours", 0));
        assertRefused(card, bidCard("lawn-care").put("urgency", "soon"));
        assertRefused(card, bidCard("lawn-care").put("colour", "green"));
        assertRefused(card, bidCard("lawn-care").put("completionDeadline", "tomorrow"));
        var nowhere = bidCard("lawn-care");
        nowhere.putObject("location").put("city", "Austin");
        assertRefused(card, nowhere);
        var contact = schema("contact.json");
        ObjectNode first = JSON.valueToTree(CONTRACTORS.values().iterator().next());
        assertRefused(contact, first.deepCopy().put("tier", "gold"));
        assertRefused(contact, first.deepCopy().put("id", "ann@lee.example.com"));
        var unreachable = first.deepCopy();
        unreachable.putObject("profile").put("name", "Ann");
        assertRefused(contact, unreachable);
    }

    private static void assertRefused(JsonSchema schema, JsonNode value) {
        assertTrue(!schema.validate(value).isEmpty(), value::toString);
    }

    private static ObjectNode bidCard(String name) throws IOException {
        return (ObjectNode)
                JSON.readTree(Files.readString(EVENTS.resolve("samples/bid-cards/" + name + ".json"), UTF_8));
    }

    private static JsonSchema schema(String name) throws IOException {
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(Files.readString(EVENTS.resolve("schemas/" + name), UTF_8)), config);
    }

    @SuppressWarnings("rawtypes")
    private static JsonSerializer<Enum> lowerCase() {
        return new JsonSerializer<>() {
            @Override
            public void serialize(Enum value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(value.name().toLowerCase(Locale.ROOT));
            }
        };
    }

    private static JsonSerializer<Channel> lowerCaseKey() {
        return new JsonSerializer<>() {
            @Override
            public void serialize(Channel value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeFieldName(value.name().toLowerCase(Locale.ROOT));
            }
        };
    }
}
