package io.muster.functions.dispatch.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An SMTP server that misbehaves on command: an answer other than the usual for a verb (a message's end is the verb
 * {@code .}), CLOSE to hang up instead of answering, SILENCE to never answer.
 */
final class ScriptedSmtp implements AutoCloseable {

    static final String CLOSE = "close";
    static final String SILENCE = "silence";

    final List<String> accepted = Collections.synchronizedList(new ArrayList<>());
    final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    final Map<String, String> script = new ConcurrentHashMap<>();
    private final ServerSocket server;

    ScriptedSmtp() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            if (!answer(socket, "CONNECT", "220 scripted")) {
                return;
            }
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
                if (!answer(socket, verb, verb.equals("DATA") ? "354 go on" : "250 fine")) {
                    return;
                }
                if (verb.equals("DATA") && !script.containsKey("DATA") && !receive(socket, in)) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client hung up
        }
    }

    private boolean receive(Socket socket, BufferedReader in) throws IOException {
        var message = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line).append("\r\n");
        }
        var planned = script.get(".");
        if (planned == null || (!planned.startsWith("4") && !planned.startsWith("5"))) {
            accepted.add(message.toString());
        }
        return answer(socket, ".", "250 taken");
    }

    private boolean answer(Socket socket, String verb, String usual) throws IOException {
        heard.add(verb);
        var answer = script.getOrDefault(verb, usual);
        if (answer.equals(CLOSE)) {
            return false;
        }
        if (answer.equals(SILENCE)) {
            sleepUntilClosed(socket);
            return false;
        }
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private static void sleepUntilClosed(Socket socket) {
        try {
            if (socket.getInputStream().read() >= 0) {
                throw new IllegalStateException("the client spoke out of turn");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
