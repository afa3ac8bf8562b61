package io.muster.domain.reply;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text as the rules see it: whole words in lower case and without accents, contractions written out ("don't" is
 * "do not"), and where sentences and clauses end. Made in one pass.
 */
final class Words {

    private static final Map<String, List<String>> WRITTEN_OUT = Map.ofEntries(
            Map.entry("won't", List.of("will", "not")),
            Map.entry("can't", List.of("can", "not")),
            Map.entry("shan't", List.of("shall", "not")),
            Map.entry("ain't", List.of("is", "not")),
            Map.entry("cannot", List.of("can", "not")),
            Map.entry("let's", List.of("let", "us")),
            Map.entry("i'm", List.of("i", "am")),
            Map.entry("im", List.of("i", "am")),
            Map.entry("dont", List.of("do", "not")),
            Map.entry("doesnt", List.of("does", "not")),
            Map.entry("didnt", List.of("did", "not")),
            Map.entry("isnt", List.of("is", "not")),
            Map.entry("arent", List.of("are", "not")),
            Map.entry("wont", List.of("will", "not")),
            Map.entry("cant", List.of("can", "not")),
            Map.entry("u", List.of("you")),
            Map.entry("ur", List.of("your")),
            Map.entry("pls", List.of("please")),
            Map.entry("plz", List.of("please")),
            Map.entry("thx", List.of("thanks")),
            Map.entry("txt", List.of("text")),
            Map.entry("txting", List.of("texting")),
            Map.entry("msg", List.of("message")),
            Map.entry("msgs", List.of("messages")),
            Map.entry("txts", List.of("texts")),
            Map.entry("unsub", List.of("unsubscribe")));
    private static final Map<String, String> ENDINGS =
            Map.of("n't", "not", "'ll", "will", "'re", "are", "'ve", "have", "'d", "would", "'m", "am", "'s", "is");
    private static final int LONGEST_CONTRACTION = 16;

    private static final Set<String> NEGATORS = Set.of("not", "no", "never", "without", "nor", "neither", "hardly");
    private static final Set<String> HARMLESS_AFTER_NEGATOR =
            Set.of("problem", "problems", "worries", "worry", "doubt", "issue", "issues", "matter", "only", "bad");
    private static final Set<String> HARMLESS_AFTER_ARTICLE = Set.of("problem", "bad", "issue", "worry", "doubt");

    private static final Set<String> JOINS = Set.of("and", "but", "so", "because", "please", "then");
    private static final Set<String> SUPPOSING = Set.of("if", "before", "whether", "until", "unless");
    private static final Set<String> WAYS = Set.of("call", "text", "email", "message", "contact", "phone", "write");

    private static final int THUMBS_UP = 0x1F44D;
    private static final int THUMBS_DOWN = 0x1F44E;
    private static final char FIRST_ACCENTED = 0xC0;
    private static final char AFTER_ACCENTED = 0x250;
    private static final char[] PLAIN = plain();

    private final List<String> texts = new ArrayList<>();
    private final BitSet clauseStarts = new BitSet();
    private final BitSet sentenceStarts = new BitSet();
    private final BitSet asked = new BitSet();
    private final StringBuilder word = new StringBuilder();

    private Words() {
        clauseStarts.set(0);
        sentenceStarts.set(0);
    }

    /** Returns the words of a text. */
    static Words of(String text) {
        var words = new Words();
        words.read(text);
        words.joinLists();
        return words;
    }

    List<String> texts() {
        return texts;
    }

    int size() {
        return texts.size();
    }

    String at(int position) {
        return texts.get(position);
    }

    /** Returns whether a clause begins at a position; the end of the text begins one too. */
    boolean beginsClause(int position) {
        return position >= texts.size() || clauseStarts.get(position);
    }

    /** Returns whether a sentence begins at a position; the end of the text begins one too. */
    boolean beginsSentence(int position) {
        return position >= texts.size() || sentenceStarts.get(position);
    }

    /** Returns whether any sentence ends in a question mark. */
    boolean asks() {
        return !asked.isEmpty();
    }

    /** Returns whether one of the few words before a position, in its clause, denies what begins there. */
    boolean denied(int position) {
        for (int i = position - 1, seen = 0;
                i >= 0 && seen < 4 && !beginsClause(i + 1) && !JOINS.contains(at(i));
                i--, seen++) {
            if (negates(i)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether what begins at a position is only supposed: behind an "if" or a "before". */
    boolean supposed(int position) {
        return position > 0 && !beginsClause(position) && SUPPOSING.contains(at(position - 1));
    }

    private boolean negates(int position) {
        if (!NEGATORS.contains(at(position))) {
            return false;
        }
        var next = position + 1 < size() ? at(position + 1) : "";
        var afterNext = position + 2 < size() ? at(position + 2) : "";
        boolean harmless = HARMLESS_AFTER_NEGATOR.contains(next)
                || (next.equals("a") && HARMLESS_AFTER_ARTICLE.contains(afterNext))
                || (position > 0 && at(position - 1).equals("why"));
        return !harmless;
    }

    /** The commas of "do not call, text or email me" end no clause. */
    private void joinLists() {
        for (int i = 1; i < size(); i++) {
            boolean parted = clauseStarts.get(i) && !sentenceStarts.get(i);
            if (parted && WAYS.contains(at(i - 1)) && WAYS.contains(at(i)) && i + 1 < size() && goesOn(at(i + 1))) {
                clauseStarts.clear(i);
            }
        }
    }

    private static boolean goesOn(String word) {
        return WAYS.contains(word) || word.equals("or") || word.equals("and") || word.equals("nor");
    }

    private void read(String text) {
        int previous = ' ';
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            int following = next < text.length() ? text.codePointAt(next) : ' ';
            take(point, previous, following);
            previous = point;
            i = next;
        }
        endWord();
    }

    private void take(int raw, int previous, int following) {
        int point = folded(raw);
        if (Character.isLetterOrDigit(point)) {
            word.appendCodePoint(point);
        } else if (point == '\'' && !word.isEmpty() && Character.isLetter(following)) {
            word.append('\'');
        } else if (point == '-' && word.length() == 1 && Character.isLetter(following)) {
            return; // e-mail is one word
        } else if (point == THUMBS_UP || point == THUMBS_DOWN) {
            endWord();
            texts.add(point == THUMBS_UP ? "thumbsup" : "thumbsdown");
        } else if (!unseen(raw)) {
            endWord();
            mark(point, previous, following);
        }
    }

    private void mark(int point, int previous, int following) {
        switch (point) {
            case '?', '!', '.', '\u2026', '\u00BF', '\u00A1' -> {
                if (point == '?' && !texts.isEmpty()) {
                    asked.set(texts.size() - 1);
                }
                if (point != '.' || !Character.isLetterOrDigit(previous) || !Character.isLetterOrDigit(following)) {
                    sentenceStarts.set(texts.size());
                    clauseStarts.set(texts.size());
                }
            }
            case ',', ';', ':', '(', ')', '\u2014', '\u2013', '"', '\u201C', '\u201D' -> clauseStarts.set(texts.size());
            case '\n' -> {
                if (previous == '\n' || previous == '\r') {
                    sentenceStarts.set(texts.size());
                    clauseStarts.set(texts.size());
                }
            }
            default -> {}
        }
    }

    private void endWord() {
        if (word.isEmpty()) {
            return;
        }
        var text = word.toString();
        word.setLength(0);
        var whole = text.length() > LONGEST_CONTRACTION ? null : WRITTEN_OUT.get(text);
        if (whole != null) {
            texts.addAll(whole);
            return;
        }
        for (int length = 2; length <= 3 && text.length() > length; length++) {
            var ending = ENDINGS.get(text.substring(text.length() - length));
            if (ending != null) {
                texts.add(text.substring(0, text.length() - length));
                texts.add(ending);
                return;
            }
        }
        texts.add(text);
    }

    /** Returns a character in lower case, without its accent, and in its plain form where it has several. */
    private static int folded(int point) {
        if (point >= FIRST_ACCENTED && point < AFTER_ACCENTED) {
            return Character.toLowerCase(PLAIN[point - FIRST_ACCENTED]);
        }
        int narrow = point >= 0xFF01 && point <= 0xFF5E ? point - 0xFEE0 : point;
        return switch (narrow) {
            case '\u2018', '\u2019', '\u02BC', '\u2032', '\u00B4', '`' -> '\'';
            case '\u2010', '\u2011' -> '-';
            default -> Character.toLowerCase(narrow);
        };
    }

    /** Returns whether a character is not seen, so that it cannot part a word: accents by themselves, joiners, hyphens. */
    private static boolean unseen(int point) {
        int type = Character.getType(point);
        return type == Character.FORMAT || type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Each letter is parted from its accent by itself: a whole text of accents would take forever. */
    private static char[] plain() {
        var plain = new char[AFTER_ACCENTED - FIRST_ACCENTED];
        for (char c = FIRST_ACCENTED; c < AFTER_ACCENTED; c++) {
            plain[c - FIRST_ACCENTED] =
                    Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
        }
        return plain;
    }
}
