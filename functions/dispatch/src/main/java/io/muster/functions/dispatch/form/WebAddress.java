package io.muster.functions.dispatch.form;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address on the web, read once and strictly, so that whoever checks it and whoever connects to it cannot read it
 * differently. What browsers repair (backslashes, numbers for hosts, embedded credentials) is refused.
 *
 * @param scheme http or https
 * @param host a name in lower case and ASCII without a closing dot, a dotted quad, or an IPv6 address in brackets
 * @param port the scheme's own where none was written
 * @param target path and query as they are sent, dot segments removed
 */
record WebAddress(String scheme, String host, int port, String target) {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_HOST = 253;
    private static final Pattern SHAPE = Pattern.compile("(?i)(https?)://([^/?#]+)([^#]*)(?:#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern BYTE = Pattern.compile("0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final String SENT_AS_IT_IS = "-._~!$&'()*+,;=:@/?%";

    /** Reads an absolute address, or refuses it. */
    static WebAddress parse(String text) {
        var stripped = text.strip();
        if (stripped.length() > LONGEST) {
            throw SiteRefused.address("longer than " + LONGEST + " characters");
        }
        if (stripped.indexOf('\\') >= 0 || stripped.chars().anyMatch(Character::isISOControl)) {
            throw SiteRefused.address("a backslash or a control character");
        }
        var parts = SHAPE.matcher(stripped);
        if (!parts.matches()) {
            throw SiteRefused.address("neither http nor https, or without a host");
        }
        var scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (parts.group(2).indexOf('@') >= 0) {
            throw SiteRefused.address("a user or password before the host");
        }
        var authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            throw SiteRefused.address("not a host and port");
        }
        var port = authority.group(2) == null ? usual(scheme) : Integer.parseInt(authority.group(2));
        if (port < 1 || port > 0xffff) {
            throw SiteRefused.address("not a port");
        }
        return new WebAddress(scheme, host(authority.group(1)), port, target(parts.group(3)));
    }

    /** Returns where a link on this page, or a redirect from it, leads. */
    WebAddress resolve(String reference) {
        var link = reference.strip();
        if (SCHEME.matcher(link).matches()) {
            return parse(link);
        }
        if (link.startsWith("//")) {
            return parse(scheme + ":" + link);
        }
        var path = target.indexOf('?') < 0 ? target : target.substring(0, target.indexOf('?'));
        if (link.isEmpty() || link.startsWith("#")) {
            return this;
        }
        if (link.startsWith("/")) {
            return parse(origin() + link);
        }
        return parse(origin() + (link.startsWith("?") ? path : path.substring(0, path.lastIndexOf('/') + 1)) + link);
    }

    /** Returns scheme, host and port, the port always written. */
    String origin() {
        return scheme + "://" + host + ":" + port;
    }

    boolean secure() {
        return scheme.equals("https");
    }

    /** Returns whether the port is the one that its scheme goes without. */
    boolean usualPort() {
        return port == usual("http") || port == usual("https");
    }

    /** Returns whether the host is written as numbers. */
    boolean numeric() {
        return host.startsWith("[") || BYTE.matcher(last(host)).matches();
    }

    private static int usual(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String host(String written) {
        if (written.startsWith("[")) {
            return written.toLowerCase(Locale.ROOT);
        }
        var host = ascii(written);
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        var labels = List.of(host.split("\\.", -1));
        if (host.length() > LONGEST_HOST
                || !labels.stream().allMatch(label -> LABEL.matcher(label).matches())) {
            throw SiteRefused.address("not a host name");
        }
        if (NUMBER.matcher(labels.getLast()).matches()) {
            if (labels.size() != 4
                    || !labels.stream().allMatch(b -> BYTE.matcher(b).matches())) {
                throw SiteRefused.address("an unusual spelling of an IP address");
            }
        } else if (labels.size() < 2) {
            throw SiteRefused.address("a name without a domain");
        }
        return host;
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw SiteRefused.address("not a host name");
        }
    }

    private static String last(String host) {
        return host.substring(host.lastIndexOf('.') + 1);
    }

    private static String target(String written) {
        int query = written.indexOf('?');
        var path = query < 0 ? written : written.substring(0, query);
        return encoded(withoutDots(path)) + (query < 0 ? "" : encoded(written.substring(query)));
    }

    /** Dots are resolved here, encoded ones too, so that robots.txt is asked about the path that the server will see. */
    private static String withoutDots(String path) {
        var kept = new ArrayDeque<String>();
        var segments = path.isEmpty() ? new String[] {"", ""} : path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            var plain = segments[i].replaceAll("(?i)%2e", ".");
            boolean lastOne = i == segments.length - 1;
            if (plain.equals("..")) {
                kept.pollLast();
            } else if (!plain.equals(".")) {
                kept.addLast(segments[i]);
            }
            if (lastOne && (plain.equals("..") || plain.equals("."))) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }

    private static String encoded(String text) {
        var sent = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < 0x80 && (Character.isLetterOrDigit(c) || SENT_AS_IT_IS.indexOf(c) >= 0)) {
                sent.append((char) c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    sent.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
                }
            }
        });
        return sent.toString();
    }

    @Override
    public String toString() {
        return origin() + target;
    }
}
