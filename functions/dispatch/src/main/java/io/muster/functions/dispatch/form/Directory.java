package io.muster.functions.dispatch.form;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Where the servers of a website are looked up: once per connection, since a second answer may be another. */
@FunctionalInterface
public interface Directory {

    /**
     * A server.
     *
     * @param secure whether it is spoken to by TLS
     */
    record Endpoint(InetAddress address, int port, boolean secure) {

        /** Returns its origin, the host as a number. */
        String origin() {
            var host = address.getHostAddress();
            return (secure ? "https" : "http") + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * Returns the servers of a website's host, at least one.
     *
     * @param host a name, or an address without brackets
     */
    List<Endpoint> lookUp(String host, int port, boolean secure) throws UnknownHostException;

    /** Returns the directory of the internet. */
    static Directory dns() {
        return (host, port, secure) -> Arrays.stream(InetAddress.getAllByName(host))
                .map(address -> new Endpoint(address, port, secure))
                .toList();
    }
}
