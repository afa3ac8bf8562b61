package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What cfn-lint says of the template, where it is installed. */
class LintTest {

    /** The CDK spells out dependencies that CloudFormation would find by itself. */
    private static final String SPELT_OUT = "W3005";

    @Test
    void cfn_lint_finds_nothing() throws Exception {
        Assumptions.assumeTrue(installed(), "cfn-lint is not installed");
        var process = new ProcessBuilder(
                        "cfn-lint",
                        "--ignore-checks",
                        SPELT_OUT,
                        "--",
                        Synthesised.development().file().toString(),
                        Synthesised.everything().file().toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static boolean installed() throws InterruptedException {
        try {
            if (new ProcessBuilder("cfn-lint", "--version").start().waitFor() == 0) {
                return true;
            }
        } catch (IOException absent) {
            // As good as a version that does not run.
        }
        System.out.println("Skipped: the template is not looked at by cfn-lint, which is not installed.");
        return false;
    }
}
