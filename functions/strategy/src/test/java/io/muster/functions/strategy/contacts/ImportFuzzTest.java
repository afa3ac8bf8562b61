package io.muster.functions.strategy.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Whatever is thrown at the import, it counts every row once, or refuses the file by its two names for that. */
class ImportFuzzTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final Path SAMPLE =
            Path.of(System.getProperty("muster.root", "../.."), "events/samples/contractors.csv");
    private static final byte[] SHARP = "\",;\t\r\n\0\\'=@+-<>[]{}:/.%#".getBytes(UTF_8);

    @Test
    void a_damaged_file_is_read_or_refused_but_never_breaks_the_import() throws IOException {
        var whole = Files.readAllBytes(SAMPLE);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        int read = 0;
        for (int i = 0; i < 600; i++) {
            var damaged = damage(Arrays.copyOf(whole, 6_000), random);
            for (var format : ImportOptions.Format.values()) {
                read += read(damaged, format) ? 1 : 0;
            }
        }
        assertTrue(read > 300, "most damaged files are still read, " + read);
    }

    @Test
    void a_good_row_between_any_other_lines_is_never_lost() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(12);
        for (int i = 0; i < 400; i++) {
            var text = new ByteArrayOutputStream();
            text.writeBytes("email,company,notes\n".getBytes(UTF_8));
            int good = 0;
            int open = random.nextInt(30);
            for (int line = 0; line < 30; line++) {
                boolean spoilt = random.nextInt(3) == 0;
                text.writeBytes(
                        spoilt
                                ? spoilt(random, line == open)
                                : "good%d@lee.example.com,Lee,"
                                        .formatted(good++)
                                        .getBytes(UTF_8));
                text.write('\n');
            }
            Set<String> found = new HashSet<>();
            ContactImport.read(
                    new ByteArrayInputStream(text.toByteArray()),
                    ImportOptions.inRequest("acme", "secret", ImportOptions.Format.CSV, "fuzz", NOW),
                    contact -> found.add(String.valueOf(contact.profile().email())));
            for (int k = 0; k < good; k++) {
                assertTrue(found.contains("good" + k + "@lee.example.com"), () -> text.toString(UTF_8));
            }
        }
    }

    /** A line with anything in it, and a quote at its start if it is the one; of two, one might end the other. */
    private static byte[] spoilt(RandomGenerator random, boolean open) {
        var line = new byte[1 + random.nextInt(40)];
        for (int i = 0; i < line.length; i++) {
            var any = random.nextBoolean() ? SHARP[random.nextInt(SHARP.length)] : (byte) random.nextInt(256);
            line[i] = any == '"' || any == '\n' || any == '\r' ? (byte) ',' : any;
        }
        if (open) {
            line[0] = '"';
        }
        return line;
    }

    private static boolean read(byte[] bytes, ImportOptions.Format format) {
        var options = ImportOptions.inRequest("acme", "secret", format, "fuzz", NOW);
        try {
            int[] sunk = {0};
            var report = ContactImport.read(new ByteArrayInputStream(bytes), options, contact -> sunk[0]++);
            assertEquals(report.rows(), report.imported() + report.merged() + report.suppressed() + report.failed());
            assertEquals(report.imported() + report.merged(), sunk[0]);
            assertTrue(report.errorCount() >= report.failed());
            return true;
        } catch (UnreadableImport e) {
            return false;
        }
    }

    private static byte[] damage(byte[] bytes, RandomGenerator random) {
        int hits = 1 + random.nextInt(60);
        for (int i = 0; i < hits; i++) {
            bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean() ? SHARP[random.nextInt(SHARP.length)] : (byte) random.nextInt(256);
        }
        return Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length / 2));
    }
}
