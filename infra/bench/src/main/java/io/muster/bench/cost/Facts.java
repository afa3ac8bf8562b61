package io.muster.bench.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Figures that money depends on and that are kept as data beside these classes, each with where it comes from. */
final class Facts {

    private final Properties facts;

    private Facts(Properties facts) {
        this.facts = facts;
    }

    /** Returns what an installation has and what AWS does with it. */
    static Facts ofTheStack() {
        return new Facts(read("stack.properties"));
    }

    double number(String name) {
        return Double.parseDouble(Objects.requireNonNull(facts.getProperty(name), name));
    }

    static Properties read(String file) {
        try (var stream = Objects.requireNonNull(Facts.class.getResourceAsStream(file), file)) {
            var list = new Properties();
            list.load(stream);
            return list;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
