package io.muster.memory.dynamodb;

import java.math.BigDecimal;
import java.util.Arrays;

/** DynamoDB's numbers: up to 38 significant digits, magnitudes 1E-130 to 9.99E+125, one spelling for each value. */
final class Numbers {

    private static final int DIGITS = 38;
    private static final int GREATEST = 125;
    private static final int SMALLEST = -130;

    private Numbers() {}

    /** Returns the one spelling under which the service stores and returns a number. */
    static String canonical(String text) {
        return plainInteger(text) ? text : checked(parse(text)).toPlainString();
    }

    static int compare(String a, String b) {
        return plainInteger(a) && plainInteger(b)
                ? Long.compare(Long.parseLong(a), Long.parseLong(b))
                : new BigDecimal(a).compareTo(new BigDecimal(b));
    }

    static String add(String a, String b) {
        return checked(new BigDecimal(a).add(new BigDecimal(b))).toPlainString();
    }

    static String subtract(String a, String b) {
        return checked(new BigDecimal(a).subtract(new BigDecimal(b))).toPlainString();
    }

    /** Returns the stored size in bytes: a byte, one more per two significant digits, one for a minus sign. */
    static int size(String canonical) {
        var number = new BigDecimal(canonical);
        var digits = number.signum() == 0 ? 0 : number.stripTrailingZeros().precision();
        return 1 + (digits + 1) / 2 + (number.signum() < 0 ? 1 : 0);
    }

    /** Returns bytes whose unsigned order is the order of the numbers: sign, exponent, digits; inverted below zero. */
    static byte[] ordered(String canonical) {
        var number = new BigDecimal(canonical).stripTrailingZeros();
        if (number.signum() == 0) {
            return new byte[] {1};
        }
        var digits = number.unscaledValue().abs().toString();
        var exponent = number.precision() - number.scale() + 1000;
        var bytes = new byte[digits.length() + 4];
        bytes[0] = 2;
        bytes[1] = (byte) (exponent >> 8);
        bytes[2] = (byte) exponent;
        for (var i = 0; i < digits.length(); i++) {
            bytes[3 + i] = (byte) digits.charAt(i);
        }
        if (number.signum() < 0) {
            for (var i = 1; i < bytes.length; i++) {
                bytes[i] = (byte) ~bytes[i];
            }
            bytes[0] = 0;
            return bytes;
        }
        return Arrays.copyOf(bytes, bytes.length - 1);
    }

    private static boolean plainInteger(String text) {
        var length = text.length();
        if (length == 0 || length > 18) {
            return false;
        }
        var first = text.charAt(0);
        if (first < '1' || first > '9') {
            return length == 1 && first == '0';
        }
        for (var i = 1; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal parse(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw Errors.validation(
                    "The parameter cannot be converted to a numeric value" + (text.isEmpty() ? "" : ": " + text));
        }
    }

    private static BigDecimal checked(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        var stripped = number.stripTrailingZeros();
        var magnitude = (long) stripped.precision() - stripped.scale() - 1;
        if (magnitude > GREATEST) {
            throw Errors.validation(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (magnitude < SMALLEST) {
            throw Errors.validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        if (stripped.precision() > DIGITS) {
            throw Errors.validation("Attempting to store more than 38 significant digits in a Number");
        }
        return stripped;
    }
}
