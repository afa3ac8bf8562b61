package io.muster.functions.dispatch.template;

import io.muster.functions.dispatch.sms.Parts;

/**
 * What a text message costs: carriers count in segments, which hold fewer characters when one of them is not plain.
 *
 * @param units places taken: septets of GSM-7, or UCS-2 units
 */
public record SmsLength(Encoding encoding, int units, int segments) {

    /** How a message travels. */
    public enum Encoding {
        GSM7,
        UCS2
    }

    /** Returns what a text costs. */
    public static SmsLength of(String text) {
        return new SmsLength(Parts.gsm(text) ? Encoding.GSM7 : Encoding.UCS2, Parts.units(text), Parts.of(text));
    }
}
