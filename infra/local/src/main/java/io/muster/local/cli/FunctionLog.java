package io.muster.local.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Functions log to standard output, as on Lambda; on one machine that goes to a file, so that people can read theirs. */
final class FunctionLog {

    private FunctionLog() {}

    /** Sends standard output and error to {@code functions.log} in a folder from now on. */
    static void into(Path folder) throws IOException {
        var file = Files.createDirectories(folder).resolve("functions.log");
        var out = new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(out);
    }
}
