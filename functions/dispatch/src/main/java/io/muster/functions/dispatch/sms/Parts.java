package io.muster.functions.dispatch.sms;

/**
 * How many parts a text is cut into on its way (3GPP TS 23.038 and 23.040): with every character in the GSM alphabet, 160
 * septets in one part or 153 in each of several; otherwise 70 UTF-16 units in one or 67 in each. A character of two units
 * is never cut in half.
 */
public final class Parts {

    /** The most parts of a text that is sent: 1,530 plain characters, within the 1,600 that AWS takes at most. */
    public static final int MOST = 10;

    private static final String BASIC = "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
            + "\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9"
            + " !\"#\u00a4%&'()*+,-./0123456789:;<=>?\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
            + "\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";
    private static final String EXTENDED = "\f^{}\\[~]|\u20ac";

    private Parts() {}

    /** Returns whether every character of a text is in the GSM alphabet. */
    public static boolean gsm(String text) {
        return text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
    }

    /** Returns how many septets of the GSM alphabet a text takes, or how many UTF-16 units where it has others. */
    public static int units(String text) {
        boolean gsm = gsm(text);
        return text.codePoints().map(c -> weight(c, gsm)).sum();
    }

    /** Returns into how many parts a text is cut; 1 for an empty one. */
    public static int of(String text) {
        return gsm(text) ? cut(text, 160, 153, true) : cut(text, 70, 67, false);
    }

    private static int cut(String text, int alone, int together, boolean gsm) {
        if (text.codePoints().map(c -> weight(c, gsm)).sum() <= alone) {
            return 1;
        }
        int parts = 1;
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            int weight = weight(c, gsm);
            if (used + weight > together) {
                parts++;
                used = 0;
            }
            used += weight;
        }
        return parts;
    }

    /** An extended character takes an escape before it, one beyond the basic plane two units. */
    private static int weight(int c, boolean gsm) {
        return gsm ? (BASIC.indexOf(c) >= 0 ? 1 : 2) : Character.charCount(c);
    }
}
