package io.muster.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every source is formatted as palantir-java-format does it. The formatter parses with the JVM that it runs on, so it
 * runs here, on the toolchain's, and not in Maven's own; {@code mvn -Pformat} writes what this test wants to see.
 */
class FormattingTest {

    @Test
    void every_source_is_formatted() throws IOException {
        var untidy = Root.sources().parallelStream()
                .filter(source -> !formatted(source).equals(read(source)))
                .map(source -> Root.folder().relativize(source).toString())
                .toList();
        assertEquals(List.of(), untidy, "run `mvn -Pformat` to format these");
    }

    /** Formats every source in place. */
    public static void main(String[] arguments) throws IOException {
        for (var source : Root.sources()) {
            var formatted = formatted(source);
            if (!formatted.equals(read(source))) {
                Files.writeString(source, formatted);
                System.out.println("formatted " + Root.folder().relativize(source));
            }
        }
    }

    private static String formatted(Path source) {
        var options = JavaFormatterOptions.builder().style(Style.PALANTIR).build();
        try {
            return Formatter.createFormatter(options).formatSourceAndFixImports(read(source));
        } catch (FormatterException unreadable) {
            throw new IllegalStateException(source + " cannot be parsed", unreadable);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
