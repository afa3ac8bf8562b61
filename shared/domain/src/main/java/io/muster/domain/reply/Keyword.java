package io.muster.domain.reply;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A text message of one word that every sender of text messages has to understand. */
public enum Keyword {
    /** Ends all outreach. */
    STOP("stop|stopall|stop all|end|quit|cancel|unsubscribe|revoke|optout|opt out|remove|arret|td|exit"),
    /** Asks who is writing. */
    HELP("help|info"),
    /** Takes a STOP back. */
    START("start|unstop");

    private static final int LONGEST = 64;
    private static final Map<String, Keyword> BY_WORDS = Stream.of(values())
            .flatMap(keyword -> Stream.of(keyword.spellings.split("\\|", -1)).map(words -> Map.entry(words, keyword)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String spellings;

    Keyword(String spellings) {
        this.spellings = spellings;
    }

    /** Returns the keyword that a whole text is, in any case, however often it is said, whatever stands around it but words. */
    public static Optional<Keyword> of(String text) {
        var own = text.strip();
        if (own.length() > LONGEST) {
            return Optional.empty();
        }
        var words = Words.of(own).texts();
        return Optional.ofNullable(BY_WORDS.get(String.join(" ", words)))
                .or(() -> Optional.ofNullable(BY_WORDS.get(String.join(" ", new LinkedHashSet<>(words)))));
    }
}
