package io.muster.domain.reply;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells an answer that no person wrote: by the headers with which mail programs say so (RFC 3834 and older customs), by
 * being a delivery report, or by the subject with which people say that they are away.
 *
 * @param sign what gave it away; never a value from the mail
 * @param sure whether a header says so; a subject alone is a guess
 */
public record AutomaticReply(String sign, boolean sure) {

    /** Subjects of notes of absence, by their beginnings, in lower case and without accents. */
    private static final List<String> AWAY = List.of(
            "out of office",
            "out of the office",
            "automatic reply",
            "auto reply",
            "autoreply",
            "auto response",
            "autoresponse",
            "i am out of",
            "away from the office",
            "on vacation",
            "vacation reply",
            "vacation response",
            "undeliverable",
            "undelivered mail",
            "delivery status notification",
            "mail delivery failed",
            "returned mail",
            "abwesenheit",
            "abwesend",
            "automatische antwort",
            "reponse automatique",
            "absence du bureau",
            "absent du bureau",
            "je suis absent",
            "respuesta automatica",
            "fuera de la oficina",
            "ausente de la oficina",
            "risposta automatica",
            "fuori sede",
            "resposta automatica",
            "fora do escritorio",
            "automatisch antwoord",
            "afwezig",
            "automatiskt svar",
            "autosvar",
            "automatisk svar",
            "automaattinen vastaus",
            "automatyczna odpowiedz",
            "automaticka odpoved");

    private static final List<String> BULK = List.of("auto_reply", "bulk", "junk");
    private static final int LONGEST_SUBJECT = 200;

    /**
     * Returns how a mail gives itself away as written by a machine; empty when nothing says so.
     *
     * @param headers by name, in any case
     * @param subject the mail's subject, if it has one
     */
    public static Optional<AutomaticReply> of(Map<String, String> headers, @Nullable String subject) {
        var named = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> named.put(name.strip(), value.strip().toLowerCase(Locale.ROOT)));
        return byHeader(named)
                .map(sign -> new AutomaticReply(sign, true))
                .or(() -> Optional.ofNullable(subject == null ? named.get("Subject") : subject)
                        .filter(AutomaticReply::away)
                        .map(_ -> new AutomaticReply("subject", false)));
    }

    private static Optional<String> byHeader(Map<String, String> headers) {
        var submitted = headers.getOrDefault("Auto-Submitted", "no");
        if (!firstToken(submitted).equals("no")) {
            return Optional.of("Auto-Submitted");
        }
        if (headers.getOrDefault("X-Autoreply", "").equals("yes") || headers.containsKey("X-Autorespond")) {
            return Optional.of("X-Autoreply");
        }
        if (headers.containsKey("X-Auto-Response-Suppress")) {
            return Optional.of("X-Auto-Response-Suppress");
        }
        if (BULK.contains(headers.getOrDefault("Precedence", ""))) {
            return Optional.of("Precedence");
        }
        if (headers.getOrDefault("Return-Path", "-").equals("<>")) {
            return Optional.of("Return-Path");
        }
        return headers.getOrDefault("Content-Type", "").startsWith("multipart/report")
                ? Optional.of("Content-Type")
                : Optional.empty();
    }

    /** Parameters and comments may follow the word that counts: {@code auto-replied; owner-email=...}. */
    private static String firstToken(String value) {
        int end = 0;
        while (end < value.length() && " ;(\t".indexOf(value.charAt(end)) < 0) {
            end++;
        }
        return value.substring(0, end);
    }

    private static boolean away(String subject) {
        var words = String.join(
                " ",
                Words.of(subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length())))
                        .texts());
        return AWAY.stream().anyMatch(words::startsWith);
    }
}
