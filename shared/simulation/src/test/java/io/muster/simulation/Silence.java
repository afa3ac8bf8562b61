package io.muster.simulation;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the functions log of thousands of runs is read by nobody, and would take a good part of their time. */
public final class Silence implements BeforeAllCallback {

    public Silence() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
}
