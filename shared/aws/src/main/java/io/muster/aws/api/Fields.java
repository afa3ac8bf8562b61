package io.muster.aws.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, asked for one by one. Whatever is wrong is noted and the field read as absent, so that
 * one answer names everything; a field that nobody asked for is wrong too. {@code null} is the same as absent.
 */
public final class Fields {

    private static final int DATE_LENGTH = "2026-05-01".length();
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998; // its end is in year 9999 at the latest, wherever one is
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final double SMALLEST = 1e-100;

    private final ObjectNode object;
    private final String path;
    private final List<Violation> violations;
    private final Set<String> known = new HashSet<>();
    private final List<Fields> nested = new ArrayList<>();

    Fields(ObjectNode object) {
        this(object, "", new ArrayList<>());
    }

    private Fields(ObjectNode object, String path, List<Violation> violations) {
        this.object = object;
        this.path = path;
        this.violations = violations;
    }

    /** Returns a text of one line, of at most so many characters, stripped; absent when nothing is left. */
    public @Nullable String text(String name, int longest) {
        return text(name, value(name), longest, "a text of one line, of at most " + longest + " characters");
    }

    /**
     * As {@link #text}, for what stands in messages and lists as a name: nothing in it may be invisible, or turn what stands
     * beside it around.
     */
    public @Nullable String name(String name, int longest) {
        var value = value(name);
        var hidden = value == null || !value.isTextual()
                ? OptionalInt.empty()
                : value.textValue().strip().codePoints().filter(Fields::hidden).findFirst();
        if (hidden.isPresent()) {
            wrong(name, "has the character U+%04X, which nobody sees".formatted(hidden.getAsInt()), "what can be read");
            return null;
        }
        var text = text(name, longest);
        if (text != null && !text.isEmpty() && !shows(text)) {
            wrong(name, "has nothing that can be read", "a text");
            return null;
        }
        return text;
    }

    /** As {@link #name}, but noted as missing when absent; then the empty text. */
    public String requiredName(String name, int longest) {
        var text = name(name, longest);
        if (text == null && !noted(name)) {
            wrong(name, "is required", "a text");
        }
        return text == null ? "" : text;
    }

    /** Notes that the object itself is wrong, and not one of its fields. */
    public void unusable(String message, @Nullable String allowed) {
        violations.add(new Violation(path.replaceFirst("\\.$", ""), message, allowed));
    }

    /** Returns a text that may have several lines. */
    public @Nullable String prose(String name, int longest) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        var text = usable(name, value, longest, Fields::unprintable, "a text of at most " + longest + " characters");
        if (text == null) {
            return null;
        }
        if (!text.isEmpty() && !shows(text)) {
            wrong(name, "has nothing that can be read", "words");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    /** Returns a currency by its ISO 4217 code, which must be there. */
    public @Nullable String currency(String name) {
        var text = text(name, 3);
        if (text != null && text.matches("[A-Z]{3}")) {
            return text;
        }
        if (!noted(name)) {
            wrong(name, "is not a currency", "an ISO 4217 code such as USD");
        }
        return null;
    }

    /** Notes that a field is missing, unless something else is wrong with it. */
    public void missing(String name) {
        if (!noted(name)) {
            wrong(name, "is required", null);
        }
    }

    /** As {@link #text}, but noted as missing when absent; then the empty text. */
    public String requiredText(String name, int longest) {
        var text = text(name, longest);
        if (text == null && !noted(name)) {
            wrong(name, "is required", "a text");
        }
        return text == null ? "" : text;
    }

    /** Returns a whole number in a range, both ends included. */
    public @Nullable Integer integer(String name, int least, int most) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= most) {
            return value.intValue();
        }
        wrong(name, value.isIntegralNumber() ? "is out of range" : "is not a whole number", least + " to " + most);
        return null;
    }

    /** Returns a number in a range, both ends included. */
    public @Nullable Double number(String name, double least, double most) {
        var value = value(name);
        return value == null ? null : number(name, value, least, most);
    }

    private @Nullable Double number(String name, JsonNode value, double least, double most) {
        var number = value.isNumber() ? rounded(value.doubleValue()) : Double.NaN;
        if (number >= least && number <= most) {
            return number;
        }
        var allowed = plain(least) + " to " + plain(most);
        wrong(name, value.isNumber() ? "is out of range" : "is not a number", allowed);
        return null;
    }

    /** Returns several numbers in a range, in the order given; absent when one of them is wrong. */
    public @Nullable List<Double> numbers(String name, int mostOfThem, double least, double most) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray() || value.size() > mostOfThem) {
            wrong(name, "is not a list of that size", "a list of at most " + mostOfThem);
            return null;
        }
        var numbers = new ArrayList<Double>();
        for (int i = 0; i < value.size(); i++) {
            var number = number(name + "[" + i + "]", value.get(i), least, most);
            if (number != null) {
                numbers.add(number);
            }
        }
        return numbers.size() == value.size() ? numbers : null;
    }

    /** Returns the names of the fields that are there, for objects whose names are data. */
    public List<String> names() {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Returns a decimal number, not negative, of at most 15 digits before the point and 4 behind it. */
    public @Nullable BigDecimal amount(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        var amount = value.isNumber() ? value.decimalValue().stripTrailingZeros() : null;
        if (amount != null
                && amount.signum() >= 0
                && amount.scale() <= 4
                && (long) amount.precision() - amount.scale() <= 15) {
            return amount.setScale(Math.max(amount.scale(), 0)); // 1000, not 1E+3: equal to what is read back
        }
        wrong(name, "is not an amount", "a number from 0 with at most 4 decimals");
        return null;
    }

    /** Returns a yes or no. */
    public @Nullable Boolean flag(String name) {
        var value = value(name);
        if (value == null || value.isBoolean()) {
            return value == null ? null : value.booleanValue();
        }
        wrong(name, "is not a flag", "true or false");
        return null;
    }

    /** Returns one of a closed list, spelt in lower case. */
    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        var value = value(name);
        return value == null ? null : choice(name, value, List.of(type.getEnumConstants()));
    }

    /** As {@link #choice}, with only some of the list allowed. */
    public <E extends Enum<E>> @Nullable E choice(String name, List<E> allowed) {
        var value = value(name);
        return value == null ? null : choice(name, value, allowed);
    }

    /** Returns several of a closed list, without repetition, in the order given; none when the field is absent. */
    public <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
        return choices(name, List.of(type.getEnumConstants()));
    }

    /** As {@link #choices}, with only some of the list allowed. */
    public <E extends Enum<E>> List<E> choices(String name, List<E> allowed) {
        return elements(name, allowed.size(), (field, value) -> choice(field, value, allowed));
    }

    /** Returns several texts, without repetition, in the order given; none when the field is absent. */
    public List<String> texts(String name, int most, int longest) {
        return elements(
                name,
                most,
                (field, value) -> text(field, value, longest, "texts of at most " + longest + " characters"));
    }

    /** Returns a moment, given as an ISO-8601 date and time with its offset. */
    public @Nullable Instant instant(String name) {
        var text = text(name, 40);
        if (text == null) {
            return null;
        }
        try {
            var moment = OffsetDateTime.parse(text);
            if (moment.getYear() >= FIRST_YEAR && moment.getYear() <= LAST_YEAR) {
                return moment.toInstant();
            }
            wrong(name, "is out of range", "the years " + FIRST_YEAR + " to " + LAST_YEAR);
        } catch (DateTimeException unreadable) {
            wrong(name, "is not an instant", "such as 2026-05-01T12:00:00Z");
        }
        return null;
    }

    /** Returns a date or a moment, in ISO-8601; a moment in UTC. */
    public @Nullable String dateOrInstant(String name) {
        var value = value(name);
        if (value == null || !value.isTextual() || value.textValue().strip().length() != DATE_LENGTH) {
            var instant = instant(name);
            return instant == null ? null : instant.toString();
        }
        try {
            return LocalDate.parse(value.textValue().strip()).toString();
        } catch (DateTimeException unreadable) {
            wrong(name, "is neither a date nor an instant", "such as 2026-05-01 or 2026-05-01T12:00:00Z");
            return null;
        }
    }

    /** Returns what the reader makes of an object; absent when the field is. */
    public <T> @Nullable T object(String name, Function<Fields, @Nullable T> reader) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode inner) {
            var fields = new Fields(inner, field(name) + ".", violations);
            nested.add(fields);
            return reader.apply(fields);
        }
        wrong(name, "is not an object", null);
        return null;
    }

    /** Returns what the reader makes of each object of a list, in order; none when the field is absent. */
    public <T> List<T> objects(String name, int most, Function<Fields, @Nullable T> reader) {
        return elements(name, most, (field, value) -> {
            if (value instanceof ObjectNode inner) {
                var fields = new Fields(inner, field(field) + ".", violations);
                nested.add(fields);
                return reader.apply(fields);
            }
            wrong(field, "is not an object", null);
            return null;
        });
    }

    /** Returns whole numbers in the order given; none when the field is absent. */
    public List<Integer> integers(String name, int mostOfThem, int least, int most) {
        var value = value(name);
        if (value == null) {
            return List.of();
        }
        var allowed = "1 to " + mostOfThem + " whole numbers of " + least + " to " + most;
        boolean fits = value.isArray() && !value.isEmpty() && value.size() <= mostOfThem;
        if (!fits
                || !value.valueStream()
                        .allMatch(
                                number -> number.isInt() && number.intValue() >= least && number.intValue() <= most)) {
            wrong(name, "is not a usable list of numbers", allowed);
            return List.of();
        }
        return value.valueStream().map(JsonNode::intValue).toList();
    }

    /** Returns texts by names that the caller chooses, such as a mail's headers; none when the field is absent. */
    public Map<String, String> textsByName(String name, int most, int longest) {
        var value = value(name);
        var texts = new TreeMap<String, String>();
        if (value == null) {
            return texts;
        }
        boolean fits = value.isObject() && value.size() <= most;
        value.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        if (!fits
                || !value.valueStream().allMatch(JsonNode::isTextual)
                || texts.entrySet().stream()
                        .anyMatch(
                                text -> text.getKey().length() + text.getValue().length() > longest)) {
            wrong(
                    name,
                    "is not a usable set of texts",
                    "at most " + most + " texts by name, of at most " + longest + " characters each");
            return Map.of();
        }
        return texts;
    }

    /** Returns whether the field is a list of nothing. */
    public boolean emptyList(String name) {
        return object.path(name).isArray() && object.path(name).isEmpty();
    }

    /** Returns whether the field is there at all. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Notes that a field is wrong in a way that only its reader can see. */
    public void wrong(String name, String message, @Nullable String allowed) {
        violations.add(new Violation(field(name), message, allowed));
    }

    void refuseIfWrong() {
        noteUnknown();
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations).thrown();
        }
    }

    private void noteUnknown() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(
                        name,
                        "is not a field of this request",
                        String.join(", ", known.stream().sorted().toList()));
            }
        });
        nested.forEach(Fields::noteUnknown);
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        return object.hasNonNull(name) ? object.get(name) : null;
    }

    private @Nullable String text(String name, @Nullable JsonNode value, int longest, String allowed) {
        if (value == null) {
            return null;
        }
        var text = usable(name, value, longest, Character::isISOControl, allowed);
        return text == null || text.isEmpty() ? null : text;
    }

    private @Nullable String usable(
            String name, JsonNode value, int longest, IntPredicate unprintable, String allowed) {
        var text = value.isTextual() ? value.textValue().strip() : null;
        if (text == null || text.length() > longest || torn(text)) {
            wrong(name, "is not a usable text", allowed);
            return null;
        }
        var control = text.chars().filter(unprintable).findFirst();
        if (control.isPresent()) {
            wrong(name, "has the control character U+%04X".formatted(control.getAsInt()), allowed);
            return null;
        }
        return text;
    }

    private <E extends Enum<E>> @Nullable E choice(String name, JsonNode value, List<E> allowed) {
        for (var constant : allowed) {
            if (value.isTextual()
                    && Wire.name(constant).equals(value.textValue().strip())) {
                return constant;
            }
        }
        wrong(
                name,
                "is not one of the values allowed",
                allowed.stream().map(Wire::name).collect(Collectors.joining(", ")));
        return null;
    }

    private <T> List<T> elements(String name, int most, Element<T> reader) {
        var value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.size() > most) {
            wrong(name, "is not a list of that size", "a list of at most " + most);
            return List.of();
        }
        var elements = new ArrayList<T>();
        for (int i = 0; i < value.size(); i++) {
            var element = reader.read(name + "[" + i + "]", value.get(i));
            if (element != null && !elements.contains(element)) {
                elements.add(element);
            }
        }
        return elements;
    }

    private boolean noted(String name) {
        return violations.stream().anyMatch(violation -> violation.field().equals(field(name)));
    }

    private String field(String name) {
        return path + name;
    }

    /** Line breaks and tabs are text; other control characters have no business in a message. */
    private static boolean unprintable(int character) {
        return Character.isISOControl(character) && character != '\n' && character != '\t' && character != '\r';
    }

    /** Joiners are part of how some scripts and emoji are written; other format characters only deceive. */
    private static boolean hidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> codePoint != ZERO_WIDTH_NON_JOINER && codePoint != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }

    /** Returns whether a text has anything that is not blank. */
    private static boolean shows(String text) {
        return text.codePoints()
                .anyMatch(one -> !Character.isWhitespace(one)
                        && !Character.isSpaceChar(one)
                        && Character.getType(one) != Character.FORMAT);
    }

    /** Half of a character is none: nothing could store it as it is. */
    private static boolean torn(String text) {
        return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** What is that near to zero is zero: the table stores no number so small. */
    private static double rounded(double number) {
        return Math.abs(number) < SMALLEST ? 0 : number;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    @FunctionalInterface
    private interface Element<T> {
        @Nullable
        T read(String field, JsonNode value);
    }
}
