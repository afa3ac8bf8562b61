package io.muster.functions.dispatch.form;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells the public internet from everything else, by the special-purpose registries of IANA (RFC 6890 and its
 * successors) and the addresses at which clouds answer questions about themselves.
 */
final class PublicAddress {

    private static final List<Net> NOT_PUBLIC = nets(
            "0.0.0.0/8 this network",
            "10.0.0.0/8 private",
            "100.64.0.0/10 carrier-grade NAT",
            "127.0.0.0/8 loopback",
            "168.63.129.16/32 metadata",
            "169.254.169.254/32 metadata",
            "169.254.0.0/16 link-local",
            "172.16.0.0/12 private",
            "192.0.0.0/24 protocol assignments",
            "192.0.2.0/24 documentation",
            "192.88.99.0/24 relay",
            "192.168.0.0/16 private",
            "198.18.0.0/15 benchmarking",
            "198.51.100.0/24 documentation",
            "203.0.113.0/24 documentation",
            "224.0.0.0/4 multicast",
            "255.255.255.255/32 broadcast",
            "240.0.0.0/4 reserved",
            "fd00:ec2::/32 metadata",
            "fe80::/10 link-local",
            "fc00::/7 private",
            "ff00::/8 multicast",
            "2001::/23 protocol assignments",
            "2001:db8::/32 documentation",
            "2002::/16 6to4",
            "3fff::/20 documentation");

    private static final Net NAT64 = new Net("64:ff9b::/96 NAT64");
    private static final Net MAPPED = new Net("::/80 embedded IPv4");
    private static final Net GLOBAL = new Net("2000::/3 global");

    private PublicAddress() {}

    /** Returns why an address is not to be connected to; empty for one of the public internet. */
    static String forbidden(InetAddress address) {
        return address instanceof Inet4Address ? listed(address) : forbidden6(address);
    }

    private static String forbidden6(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return "loopback";
        }
        if (MAPPED.contains(address)) {
            return "an IPv4 address in IPv6's clothes";
        }
        if (NAT64.contains(address)) {
            return listed(embedded(address));
        }
        var listed = listed(address);
        return listed.isEmpty() && !GLOBAL.contains(address) ? "outside the global unicast range" : listed;
    }

    private static String listed(InetAddress address) {
        return NOT_PUBLIC.stream()
                .filter(net -> net.contains(address))
                .map(Net::purpose)
                .findFirst()
                .orElse("");
    }

    /** The last four bytes are the IPv4 address that a translator would connect to (RFC 6052, 2.2). */
    private static InetAddress embedded(InetAddress address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static List<Net> nets(String... lines) {
        return Arrays.stream(lines).map(Net::new).toList();
    }

    /** A range of addresses and what it is for. */
    private record Net(InetAddress base, int bits, String purpose) {

        Net(String line) {
            this(
                    InetAddress.ofLiteral(line.substring(0, line.indexOf('/'))),
                    Integer.parseInt(line.substring(line.indexOf('/') + 1, line.indexOf(' '))),
                    line.substring(line.indexOf(' ') + 1));
        }

        boolean contains(InetAddress address) {
            var bytes = address.getAddress();
            var start = base.getAddress();
            if (bytes.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((bytes[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
