package io.muster.domain.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the sender of a reply wrote: the text without the mail that it quotes, without a signature, and without footers,
 * ours among them, whose words ("to unsubscribe ...") are nobody's answer.
 */
final class OwnWords {

    private static final int LONGEST_MARK = 300;
    private static final int HEADER_LINES = 5;
    private static final List<String> FOOTERS = List.of(
            "to unsubscribe",
            "to stop receiving",
            "to opt out",
            "reply stop",
            "text stop",
            "unsubscribe from my newsletter",
            "if you no longer wish to receive",
            "if you do not wish to receive",
            "if you don't want to hear from us",
            "manage your preferences",
            "you are receiving this",
            "you receive this");
    private static final List<String> SIGNATURES = List.of(
            "sent from my ",
            "sent from outlook",
            "get outlook for",
            "sent via ",
            "envoye de mon ",
            "von meinem ",
            "enviado desde mi ");
    private static final List<String> QUOTERS = List.of("wrote:", "a ecrit :", "a ecrit:", "schrieb:", "escribio:");
    private static final List<String> QUOTE_OPENERS = List.of("on ", "le ", "am ", "el ");

    private final List<String> lines;
    private final List<String> kept = new ArrayList<>();

    private OwnWords(String text) {
        this.lines = text.lines().toList();
    }

    /** Returns what is left of a reply. */
    static String of(String text) {
        return new OwnWords(text).read();
    }

    private String read() {
        for (int i = 0; i < lines.size(); i++) {
            var line = mark(i);
            if (endsHere(i, line)) {
                break;
            }
            int attribution = attribution(i, line);
            if (attribution > 0) {
                if (!quotedAfter(i + attribution)) {
                    break;
                }
                i += attribution - 1;
            } else if (!line.startsWith(">") && !footer(line)) {
                kept.add(lines.get(i));
            }
        }
        return String.join("\n", kept);
    }

    /** Returns a line as marks are looked for: stripped, in lower case, and no longer than a mark may be. */
    private String mark(int index) {
        var line = lines.get(index);
        var start = line.substring(0, Math.min(line.length(), LONGEST_MARK)).strip();
        return start.toLowerCase(Locale.ROOT)
                .replace('\u00E9', 'e')
                .replace('\u00F3', 'o')
                .replace('\u00A0', ' ')
                .replace('\u2019', '\'');
    }

    private boolean endsHere(int index, String line) {
        return lines.get(index).equals("-- ")
                || line.equals("--")
                || line.startsWith("________")
                || line.startsWith("-----original message")
                || line.startsWith("---------- forwarded message")
                || SIGNATURES.stream().anyMatch(line::startsWith)
                || headers(index, line);
    }

    /** Some mail programs quote by repeating the headers: a From with another header close below it. */
    private boolean headers(int index, String line) {
        if (!line.startsWith("from:")
                && !line.startsWith("*from:")
                && !line.startsWith("von:")
                && !line.startsWith("de :")) {
            return false;
        }
        for (int i = index + 1; i < Math.min(lines.size(), index + HEADER_LINES); i++) {
            var next = mark(i);
            if (List.of("sent:", "*sent:", "date:", "to:", "subject:", "gesendet:", "an:", "envoye :", "betreff:")
                    .stream()
                    .anyMatch(next::startsWith)) {
                return true;
            }
        }
        return false;
    }

    /** Returns over how many lines it says who wrote what is quoted below: "On ..., ... wrote:"; 0 when it does not. */
    private int attribution(int index, String line) {
        if (QUOTE_OPENERS.stream().noneMatch(line::startsWith)) {
            return 0;
        }
        for (int i = index; i < Math.min(lines.size(), index + 3); i++) {
            var part = mark(i);
            if (QUOTERS.stream().anyMatch(part::endsWith)) {
                return i - index + 1;
            }
        }
        return 0;
    }

    /** Returns whether the next line with anything on it is marked as quoted, so that more may follow the quotation. */
    private boolean quotedAfter(int index) {
        for (int i = index; i < Math.min(lines.size(), index + HEADER_LINES); i++) {
            var line = mark(i);
            if (!line.isEmpty()) {
                return line.startsWith(">");
            }
        }
        return false;
    }

    private static boolean footer(String line) {
        return FOOTERS.stream().anyMatch(line::startsWith);
    }
}
