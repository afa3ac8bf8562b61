package io.muster.functions.strategy.contacts;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses in the one form in which they are stored, or the reason why they can reach nobody. */
final class Addresses {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private Addresses() {}

    /** One mailbox in lower case; a display name and {@code mailto:} are dropped. */
    static String email(String text) {
        var bare = text.regionMatches(true, 0, "mailto:", 0, 7) ? text.substring(7) : text;
        if (bare.contains(";") || bare.contains(",")) {
            throw new BadCell("has more than one address");
        }
        try {
            var address = new InternetAddress(bare, true).getAddress();
            int at = address.lastIndexOf('@');
            var local = address.substring(0, Math.max(at, 0));
            if (!local.matches("[\\w!#$%&'*+/=?^`{|}~-]+(\\.[\\w!#$%&'*+/=?^`{|}~-]+)*") || local.length() > 64) {
                throw new BadCell("is not an email address");
            }
            return (local + "@" + host(address.substring(at + 1))).toLowerCase(Locale.ROOT);
        } catch (AddressException e) {
            throw new BadCell("is not an email address");
        }
    }

    /** A phone number in E.164, and what is to be dialled when it answers. */
    record Phone(String number, @Nullable String extension) {}

    /** A phone number. Numbers 555-01xx, which are set aside for examples, pass like any other. */
    static Phone phone(String text, String region) {
        try {
            var number = PHONES.parse(text.replaceFirst("\\.0$", ""), region);
            if (!PHONES.isValidNumber(number)) {
                throw new BadCell("is not a phone number that exists");
            }
            return new Phone(
                    PHONES.format(number, PhoneNumberFormat.E164),
                    number.getExtension().isEmpty() ? null : number.getExtension());
        } catch (NumberParseException e) {
            throw new BadCell("is not a phone number");
        }
    }

    /** An absolute http or https URL without user, fragment and closing slash; {@code https} where nothing is said. */
    static String url(String text) {
        var absolute = text.matches("(?i)[a-z][a-z0-9+.-]*://.*") ? text : "https://" + text;
        try {
            var uri = new URI(absolute);
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new BadCell("must be an http or https address");
            }
            if (uri.getRawAuthority() == null || uri.getRawUserInfo() != null) {
                throw new BadCell("is not a web address");
            }
            return scheme + "://" + authority(uri.getRawAuthority()) + path(uri);
        } catch (URISyntaxException e) {
            throw new BadCell("is not a web address");
        }
    }

    private static String authority(String authority) {
        var port = authority.replaceFirst("^[^:]*", "");
        if (!port.matches("(:[0-9]{1,5})?")) {
            throw new BadCell("is not a web address");
        }
        return host(authority.substring(0, authority.length() - port.length())) + port;
    }

    private static String path(URI uri) {
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return uri.getRawPath().replaceFirst("/+$", "") + query;
    }

    /** A host name with at least one dot and letters at its end, in ASCII. */
    private static String host(String name) {
        try {
            var ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            if (!ascii.matches("([a-z0-9-]{1,63}\\.)+[a-z][a-z0-9-]*[a-z0-9]") || ascii.length() > 253) {
                throw new BadCell("has no such host name: a domain is missing");
            }
            return ascii;
        } catch (IllegalArgumentException e) {
            throw new BadCell("has no valid host name");
        }
    }
}
