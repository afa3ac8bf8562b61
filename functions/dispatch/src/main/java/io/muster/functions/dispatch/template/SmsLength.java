package io.muster.functions.dispatch.template;

/**
 * What a text message costs: carriers count in segments, of GSM-7 characters (3GPP TS 23.038) if all of them are, else
 * of UCS-2 units. A character that takes two places is never divided between segments.
 *
 * @param units places taken: septets or UCS-2 units
 */
public record SmsLength(Encoding encoding, int units, int segments) {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";

    /** How a message travels. */
    public enum Encoding {
        GSM7(160, 153),
        UCS2(70, 67);

        private final int alone;
        private final int joined;

        Encoding(int alone, int joined) {
            this.alone = alone;
            this.joined = joined;
        }
    }

    /** Returns what a text costs. */
    public static SmsLength of(String text) {
        var encoding = text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0)
                ? Encoding.GSM7
                : Encoding.UCS2;
        int units = 0;
        int segments = 1;
        int used = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            int width = width(encoding, character);
            units += width;
            if (used + width > encoding.joined) {
                segments++;
                used = 0;
            }
            used += width;
            at += Character.charCount(character);
        }
        return new SmsLength(encoding, units, units <= encoding.alone ? 1 : segments);
    }

    private static int width(Encoding encoding, int character) {
        return encoding == Encoding.UCS2 ? Character.charCount(character) : EXTENDED.indexOf(character) >= 0 ? 2 : 1;
    }
}
