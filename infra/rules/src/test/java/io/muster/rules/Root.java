package io.muster.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The checkout that is being tested. */
final class Root {

    private Root() {}

    static Path folder() {
        return Path.of(Objects.requireNonNull(System.getProperty("muster.root"), "muster.root"));
    }

    /** Returns every Java source of the project, in a fixed order. */
    static List<Path> sources() throws IOException {
        try (var files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !folder().relativize(file).toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }
}
