package io.muster.aws.settings;

import io.muster.aws.api.Fields;
import io.muster.aws.api.Wire;
import io.muster.domain.contact.CategoryKey;
import io.muster.domain.contact.UsState;
import io.muster.domain.selection.Categories;
import io.muster.domain.time.Window;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.QuietHours;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a setting's values are: how they are read, with all that is wrong noted, and how they are written. */
public sealed interface Kind<T> {

    /** Returns the word for the kind. */
    String type();

    /** Returns what is allowed, for people. */
    String range();

    /** Returns the value of a field; absent when it is wrong, which is noted. */
    @Nullable
    T read(Fields fields, String name);

    /** Returns the value as JSON shows it. */
    default Object wire(T value) {
        return value;
    }

    /** A whole number in a range, both ends included. */
    record Whole(int least, int most) implements Kind<Integer> {
        @Override
        public String type() {
            return "integer";
        }

        @Override
        public String range() {
            return least + " to " + most;
        }

        @Override
        public @Nullable Integer read(Fields fields, String name) {
            return fields.integer(name, least, most);
        }
    }

    /** A number in a range, both ends included. */
    record Decimal(double least, double most) implements Kind<Double> {
        @Override
        public String type() {
            return "number";
        }

        @Override
        public String range() {
            return least + " to " + most;
        }

        @Override
        public @Nullable Double read(Fields fields, String name) {
            return fields.number(name, least, most);
        }
    }

    /** A span of whole hours. */
    record Hours(int most) implements Kind<Integer> {
        @Override
        public String type() {
            return "hours";
        }

        @Override
        public String range() {
            return "0 to " + most;
        }

        @Override
        public @Nullable Integer read(Fields fields, String name) {
            return fields.integer(name, 0, most);
        }
    }

    /** A text of one line. */
    record Text(int longest) implements Kind<String> {
        @Override
        public String type() {
            return "text";
        }

        @Override
        public String range() {
            return "one line of at most " + longest + " characters";
        }

        @Override
        public @Nullable String read(Fields fields, String name) {
            var text = fields.text(name, longest);
            if (text == null) {
                fields.missing(name);
            }
            return text;
        }
    }

    /** A mail address. */
    record Email() implements Kind<String> {
        private static final int LONGEST = 254;

        @Override
        public String type() {
            return "email";
        }

        @Override
        public String range() {
            return "such as dana@example.com";
        }

        @Override
        public @Nullable String read(Fields fields, String name) {
            var text = fields.text(name, LONGEST);
            if (text != null && text.matches("[^@\\s<>,;]+@[^@\\s<>,;]+\\.[^@\\s<>,;]+")) {
                return text;
            }
            if (text == null) {
                fields.missing(name);
            } else {
                fields.wrong(name, "is not an address", range());
            }
            return null;
        }
    }

    /** Some of a closed list. */
    record Words<E extends Enum<E>>(Class<E> list) implements Kind<Set<E>> {
        @Override
        public String type() {
            return "set";
        }

        @Override
        public String range() {
            return Arrays.stream(list.getEnumConstants()).map(Wire::name).collect(Collectors.joining(", "));
        }

        @Override
        public Set<E> read(Fields fields, String name) {
            return new TreeSet<>(fields.choices(name, list));
        }
    }

    /** Whole numbers in a range, both ends included, one after the other. */
    record Series(int mostOfThem, int least, int most) implements Kind<List<Integer>> {
        @Override
        public String type() {
            return "list";
        }

        @Override
        public String range() {
            return "1 to " + mostOfThem + " whole numbers of " + least + " to " + most;
        }

        @Override
        public @Nullable List<Integer> read(Fields fields, String name) {
            var numbers = fields.integers(name, mostOfThem, least, most);
            return numbers.isEmpty() ? null : numbers;
        }
    }

    /** Channels on which a person can be reached, in the order in which they are tried; a form reaches a firm. */
    record Escalation() implements Kind<List<Channel>> {
        private static final List<Channel> ALLOWED =
                List.of(Channel.EMAIL, Channel.SMS, Channel.PHONE, Channel.LINKEDIN, Channel.MANUAL);

        @Override
        public String type() {
            return "list";
        }

        @Override
        public String range() {
            return ALLOWED.stream().map(Wire::name).collect(Collectors.joining(", "));
        }

        @Override
        public @Nullable List<Channel> read(Fields fields, String name) {
            var channels = fields.choices(name, ALLOWED);
            if (fields.emptyList(name)) {
                fields.wrong(name, "names no channel", range());
            }
            return channels.isEmpty() ? null : channels;
        }
    }

    /** Parts of a campaign's reachable hours, rising to the whole. */
    record Fractions() implements Kind<List<Double>> {
        private static final int MOST = 20;

        @Override
        public String type() {
            return "list";
        }

        @Override
        public String range() {
            return "at most " + MOST + " numbers above 0 that rise, the last one 1";
        }

        @Override
        public @Nullable List<Double> read(Fields fields, String name) {
            var fractions = fields.numbers(name, MOST, 0.001, 1);
            if (fractions != null && !rising(fractions)) {
                fields.wrong(name, "does not rise to 1", range());
                return null;
            }
            return fractions;
        }

        private static boolean rising(List<Double> fractions) {
            for (int i = 1; i < fractions.size(); i++) {
                if (fractions.get(i - 1) >= fractions.get(i)) {
                    return false;
                }
            }
            return !fractions.isEmpty() && fractions.getLast() == 1;
        }
    }

    /** Hours of a day. */
    record DayHours() implements Kind<Window> {
        private static final String RANGE = "hours such as 08:00-21:00; 00:00 ends a day";

        @Override
        public String type() {
            return "window";
        }

        @Override
        public String range() {
            return RANGE;
        }

        @Override
        public @Nullable Window read(Fields fields, String name) {
            var text = fields.text(name, 20);
            if (text == null) {
                fields.missing(name);
                return null;
            }
            try {
                var ends = text.split("-", -1);
                if (ends.length == 2) {
                    return new Window(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
                }
            } catch (DateTimeException | IllegalArgumentException unreadable) {
                fields.wrong(name, "is no stretch of a day", RANGE);
                return null;
            }
            fields.wrong(name, "is no stretch of a day", RANGE);
            return null;
        }

        @Override
        public Object wire(Window value) {
            return value.from() + "-" + value.to();
        }
    }

    /** Hours of weekdays, Saturdays and Sundays by US state. */
    record StateHours() implements Kind<Map<String, QuietHours.Week>> {
        private static final DayHours DAY = new DayHours();

        @Override
        public String type() {
            return "map";
        }

        @Override
        public String range() {
            return "by state, such as TX: weekdays, saturday and sunday, each with " + DAY.range();
        }

        @Override
        public @Nullable Map<String, QuietHours.Week> read(Fields fields, String name) {
            return fields.object(name, states -> {
                var read = new TreeMap<String, QuietHours.Week>();
                for (var state : states.names()) {
                    var week = states.object(state, StateHours::week);
                    if (Arrays.stream(UsState.values())
                            .noneMatch(known -> known.name().equals(state))) {
                        states.wrong(state, "is not a state of the US", "a code such as TX");
                    } else if (week != null) {
                        read.put(state, week);
                    }
                }
                return read;
            });
        }

        private static QuietHours.@Nullable Week week(Fields fields) {
            var weekdays = DAY.read(fields, "weekdays");
            var saturday = DAY.read(fields, "saturday");
            var sunday = DAY.read(fields, "sunday");
            return weekdays == null || saturday == null || sunday == null
                    ? null
                    : new QuietHours.Week(weekdays, saturday, sunday);
        }

        @Override
        public Object wire(Map<String, QuietHours.Week> value) {
            var states = new TreeMap<String, Object>();
            value.forEach((state, week) -> {
                var days = new LinkedHashMap<String, Object>();
                days.put("weekdays", DAY.wire(week.weekdays()));
                days.put("saturday", DAY.wire(week.saturday()));
                days.put("sunday", DAY.wire(week.sunday()));
                states.put(state, days);
            });
            return states;
        }
    }

    /** Words and phrases by category. */
    record Keywords() implements Kind<Categories> {
        private static final int MOST = 200;
        private static final int MOST_WORDS = 40;
        private static final int LONGEST = 60;

        @Override
        public String type() {
            return "map";
        }

        @Override
        public String range() {
            return "at most " + MOST + " categories, such as lawn-care, each with at most " + MOST_WORDS
                    + " words or phrases of at most " + LONGEST + " characters";
        }

        @Override
        public @Nullable Categories read(Fields fields, String name) {
            return fields.object(name, categories -> {
                var read = new LinkedHashMap<String, Set<String>>();
                if (categories.names().size() > MOST) {
                    fields.wrong(name, "has too many categories", range());
                }
                for (var category : categories.names()) {
                    var words = categories.texts(category, MOST_WORDS, LONGEST);
                    if (!category.equals(CategoryKey.of(category)) || category.length() > LONGEST) {
                        categories.wrong(category, "is not a category's key", "lower-case words joined by hyphens");
                    } else if (words.stream()
                            .anyMatch(word -> CategoryKey.of(word).isEmpty())) {
                        categories.wrong(category, "has a keyword without a letter or digit", null);
                    } else {
                        read.put(category, Set.copyOf(words));
                    }
                }
                return new Categories(read);
            });
        }

        @Override
        public Object wire(Categories value) {
            var map = new LinkedHashMap<String, Object>();
            value.keywords()
                    .forEach((category, words) ->
                            map.put(category, words.stream().sorted().toList()));
            return map;
        }
    }
}
