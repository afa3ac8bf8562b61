package io.muster.domain.reply;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Classes a reply by the phrases that stand in it. The wish to be left alone outranks all else; then a no, unless a yes
 * comes after it; then what is wanted. Where signs contradict each other, or there are none, the class says that it is
 * unsure.
 */
public final class ReplyRules {

    /** First name and surname. */
    private static final int LONGEST_NAME = 2;

    private static final int LONGEST_STOP = 64;

    /** How much is looked at for who signed a STOP, so that a text of blanks alone takes no time. */
    private static final int LONGEST_HEAD = 200;

    private static final Set<String> COURTESIES =
            Set.of("please", "kindly", "just", "thanks", "ok", "okay", "hi", "hello", "hey", "now");
    private static final Pattern BELOW = Pattern.compile("\\s*\\R\\s*|\\s+[-\u2013\u2014~]+\\s+");

    private static final Set<String> TURNS = Set.of("but", "however", "although", "though", "yet");

    /** Said alone these mean one thing; to cancel, to remove or to end may be about anything. */
    private static final Set<String> PLAIN = Set.of("stop", "stopall", "stop all", "unsubscribe", "optout", "opt out");

    private final Words words;
    private final Phrase.Steps steps = new Phrase.Steps();
    private final Map<Signal, Sign> signs = new EnumMap<>(Signal.class);

    private ReplyRules(Words words) {
        this.words = words;
    }

    /** The last place at which a signal was found, and the phrase that gave it. */
    private record Sign(int at, String phrase) {}

    /** Returns the class of a reply, whatever it holds. */
    public static ReplyClass classify(String reply) {
        var own = OwnWords.of(reply);
        if (stops(own) || signed(own)) {
            return new ReplyClass(Intent.UNSUBSCRIBE, Sentiment.NEGATIVE, true, "keyword");
        }
        var rules = new ReplyRules(Words.of(own));
        rules.look();
        return rules.verdict();
    }

    /** Returns what the sender of a reply wrote itself: without what it quotes, and without signatures and footers. */
    public static String ownWords(String reply) {
        return OwnWords.of(reply).strip();
    }

    /** Returns the keyword that a text is: by itself, or a STOP with courtesy around it or somebody's name below it. */
    public static Optional<Keyword> keyword(String text) {
        return Keyword.of(text)
                .or(() -> Optional.of(OwnWords.of(text))
                        .filter(own -> stops(own) || signed(own))
                        .map(_ -> Keyword.STOP));
    }

    /** Returns whether a few words say STOP and, but for courtesy, nothing else. */
    private static boolean stops(String few) {
        return few.length() <= LONGEST_STOP
                && Stream.of(few, bluntly(few))
                        .flatMap(text -> Keyword.of(text).stream())
                        .anyMatch(Keyword.STOP::equals);
    }

    /** Returns a few words without courtesy, in lower case. */
    private static String bluntly(String few) {
        var words = String.join(" ", Words.of(few).texts()).replace("thank you", "thanks");
        return Stream.of(words.split(" ", -1))
                .filter(word -> !COURTESIES.contains(word))
                .collect(Collectors.joining(" "));
    }

    /**
     * Returns whether a reply's first line says STOP, and below it, or behind a dash, stands who says so. A word that can mean
     * nothing else may have more below it, as long as that is no end of its sentence.
     */
    private static boolean signed(String own) {
        var text = own.strip();
        var parts = BELOW.split(text.substring(0, Math.min(LONGEST_HEAD, text.length())), 2);
        if (parts.length < 2 || !stops(parts[0])) {
            return false;
        }
        boolean goesOn = !parts[1].isEmpty() && Character.isLowerCase(parts[1].codePointAt(0));
        return Words.of(parts[1]).size() <= LONGEST_NAME
                || (!goesOn && PLAIN.contains(bluntly(parts[0]).replace('-', ' ')));
    }

    /** Returns how many steps the phrases of a reply take, which a test holds to a bound. */
    static long steps(String reply) {
        var rules = new ReplyRules(Words.of(OwnWords.of(reply)));
        rules.look();
        return rules.steps.count;
    }

    private void look() {
        for (int at = 0; at < words.size(); at++) {
            for (var entry : Signal.openedBy(words.at(at))) {
                if (entry.phrase().stands(words, at, steps)) {
                    note(entry, at);
                }
            }
        }
    }

    private void note(Signal.Entry entry, int at) {
        var signal = words.denied(at) ? denied(entry.signal()) : entry.signal();
        if (signal != null && !(signal == Signal.ACCEPT && words.supposed(at))) {
            signs.put(signal, new Sign(at, entry.phrase().spelling()));
        }
    }

    /** Returns what a sign means behind a "not"; nothing where that says nothing. */
    private static @Nullable Signal denied(Signal signal) {
        return switch (signal) {
            case OPT_OUT, DECLINE -> Signal.ACCEPT;
            case ACCEPT -> Signal.DECLINE;
            case HEDGE -> Signal.HEDGE;
            case GO_AWAY, MEETING, INFO, WHO, BAD_MOOD -> null;
        };
    }

    private ReplyClass verdict() {
        if (has(Signal.OPT_OUT)) {
            return is(Intent.UNSUBSCRIBE, Sentiment.NEGATIVE, true, Signal.OPT_OUT);
        }
        if (has(Signal.GO_AWAY)) {
            return is(Intent.UNSUBSCRIBE, Sentiment.NEGATIVE, false, Signal.GO_AWAY);
        }
        if (has(Signal.DECLINE) && !turned()) {
            boolean clear = !has(Signal.ACCEPT) && !has(Signal.MEETING) && !has(Signal.HEDGE);
            return is(Intent.NOT_INTERESTED, Sentiment.NEGATIVE, clear, Signal.DECLINE);
        }
        return willing(!has(Signal.DECLINE) && !has(Signal.HEDGE));
    }

    private ReplyClass willing(boolean clear) {
        var mood = has(Signal.ACCEPT) ? Sentiment.POSITIVE : Sentiment.NEUTRAL;
        if (has(Signal.MEETING)) {
            return is(Intent.WANTS_MEETING, Sentiment.POSITIVE, clear, Signal.MEETING);
        }
        if (has(Signal.WHO)) {
            return is(Intent.OTHER, mood(Sentiment.NEUTRAL), clear, Signal.WHO);
        }
        if (has(Signal.INFO) && (!has(Signal.HEDGE) || words.asks())) {
            return is(Intent.WANTS_INFO, mood, clear, Signal.INFO);
        }
        if (has(Signal.HEDGE)) {
            return is(Intent.OTHER, Sentiment.NEUTRAL, !has(Signal.ACCEPT) && !has(Signal.DECLINE), Signal.HEDGE);
        }
        if (has(Signal.ACCEPT)) {
            return is(Intent.OTHER, Sentiment.POSITIVE, clear && !has(Signal.BAD_MOOD), Signal.ACCEPT);
        }
        if (has(Signal.BAD_MOOD)) {
            return is(Intent.OTHER, Sentiment.NEGATIVE, false, Signal.BAD_MOOD);
        }
        return words.asks()
                ? new ReplyClass(Intent.WANTS_INFO, Sentiment.NEUTRAL, false, "question")
                : new ReplyClass(Intent.OTHER, Sentiment.NEUTRAL, false, "nothing known");
    }

    private Sentiment mood(Sentiment otherwise) {
        return has(Signal.BAD_MOOD) ? Sentiment.NEGATIVE : otherwise;
    }

    /** Returns whether a no is followed by a "but" and something better. */
    private boolean turned() {
        int no = at(Signal.DECLINE);
        int yes = Math.max(at(Signal.ACCEPT), at(Signal.MEETING));
        for (int i = no + 1; i < yes; i++) {
            if (TURNS.contains(words.at(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean has(Signal signal) {
        return signs.containsKey(signal);
    }

    private int at(Signal signal) {
        var sign = signs.get(signal);
        return sign == null ? -1 : sign.at;
    }

    private ReplyClass is(Intent intent, Sentiment sentiment, boolean sure, Signal by) {
        var sign = signs.get(by);
        return new ReplyClass(intent, sentiment, sure, sign == null ? "" : sign.phrase);
    }
}
