package io.muster.functions.dispatch.form;

import io.muster.functions.dispatch.form.Directory.Endpoint;
import java.net.Inet4Address;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every connection passes here: an address goes in, and the one server that may be connected to comes out. */
final class Border {

    private static final List<String> NEVER = List.of("localhost", "local", "internal", "arpa", "onion");

    private final Directory directory;
    private final Set<String> letIn;

    /**
     * Returns a border.
     *
     * @param letIn exact origins, such as {@code http://127.0.0.1:8081}, that pass although they are not public; tests
     *     and the embedded stack have some, an installation on AWS has none
     */
    Border(Directory directory, Set<String> letIn) {
        this.directory = directory;
        this.letIn = Set.copyOf(new TreeSet<>(letIn));
    }

    /** Returns the server to connect to; refuses when the address, or any server that it stands for, is forbidden. */
    Endpoint admit(WebAddress address) {
        if (!address.usualPort() && !letIn.contains(address.origin())) {
            throw SiteRefused.address("a port of its own");
        }
        if (NEVER.stream().anyMatch(name -> address.host().endsWith("." + name))) {
            throw SiteRefused.address("a name that is never public");
        }
        var servers = servers(address);
        for (var server : servers) {
            var why = PublicAddress.forbidden(server.address());
            if (!why.isEmpty() && !letIn.contains(server.origin())) {
                throw SiteRefused.address("not a public address: " + why);
            }
        }
        return servers.stream()
                .min(Comparator.comparing(server -> !(server.address() instanceof Inet4Address)))
                .orElseThrow(() -> SiteRefused.address("a name without an address"));
    }

    private List<Endpoint> servers(WebAddress address) {
        var host = address.host();
        try {
            return directory.lookUp(
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                    address.port(),
                    address.secure());
        } catch (UnknownHostException e) {
            throw SiteRefused.address("a name without an address: " + e.getMessage());
        }
    }
}
