package io.muster.local.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.muster.local.front.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/**
 * Takes uploads, as S3 does at a presigned address: no token but the address, one file, of the announced length. A second
 * PUT changes nothing and says so, but has the queue told again, in case that the first was cut off in between.
 */
public final class UploadFront implements HttpHandler {

    /** Where the addresses begin. */
    public static final String PATH = "/uploads/";

    private final FolderFiles files;
    private final Tickets tickets;
    private final InstantSource clock;
    private final BiConsumer<String, Long> uploaded;

    /**
     * Makes a front.
     *
     * @param uploaded told the key and length of each file that has come
     */
    public UploadFront(FolderFiles files, Tickets tickets, InstantSource clock, BiConsumer<String, Long> uploaded) {
        this.files = files;
        this.tickets = tickets;
        this.clock = clock;
        this.uploaded = uploaded;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var ticket = tickets.verify(exchange.getRequestURI().getPath().substring(PATH.length()), clock.instant());
        if (!exchange.getRequestMethod().equals("PUT")) {
            Web.message(exchange, 405, "Only PUT");
        } else if (ticket.isEmpty()) {
            Web.message(exchange, 403, "The address does not hold, or not any more");
        } else if (files.has(ticket.get().key())) {
            uploaded.accept(ticket.get().key(), ticket.get().bytes());
            Web.message(exchange, 412, "The file is here already");
        } else if (!length(exchange).equals(Long.toString(ticket.get().bytes()))) {
            Web.message(
                    exchange,
                    403,
                    "The file must have the announced " + ticket.get().bytes() + " bytes");
        } else {
            take(exchange, ticket.get());
        }
    }

    private void take(HttpExchange exchange, Tickets.Ticket ticket) throws IOException {
        var part = files.part();
        try {
            if (written(exchange, part) != ticket.bytes()) {
                Web.message(exchange, 400, "The file was cut off");
                return;
            }
            files.move(part, ticket.key());
        } finally {
            Files.deleteIfExists(part);
        }
        uploaded.accept(ticket.key(), ticket.bytes());
        Web.answer(exchange, 200, new byte[0]);
    }

    private static long written(HttpExchange exchange, Path part) throws IOException {
        try (var out = Files.newOutputStream(part)) {
            return exchange.getRequestBody().transferTo(out);
        }
    }

    private static String length(HttpExchange exchange) {
        var length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null ? "" : length;
    }
}
