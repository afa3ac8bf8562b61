package io.muster.memory.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.memory.Journal;
import io.muster.memory.Journaled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {

    /** A service whose state is the list of what was said to it, newest three only, so that snapshots are shorter than logs. */
    private static final class Lines implements Journaled {
        private final String name;
        private final List<String> lines = new ArrayList<>();
        private Runnable duringSnapshot = () -> {};

        Lines(String name) {
            this.name = name;
        }

        void say(Journal journal, String line) {
            journal.append(name, line.getBytes(StandardCharsets.UTF_8));
            apply(line);
        }

        private void apply(String line) {
            lines.add(line);
            if (lines.size() > 3) {
                lines.removeFirst();
            }
        }

        @Override
        public String service() {
            return name;
        }

        @Override
        public void replay(byte[] entry) {
            apply(new String(entry, StandardCharsets.UTF_8));
        }

        @Override
        public void snapshot(Consumer<byte[]> sink) {
            for (var line : lines) {
                duringSnapshot.run();
                sink.accept(line.getBytes(StandardCharsets.UTF_8));
            }
            duringSnapshot.run();
        }
    }

    @TempDir
    Path folder;

    private static FileJournal.Options options(Path folder, long compactAt) {
        return new FileJournal.Options(folder, false, compactAt);
    }

    private static List<String> stateOf(Path folder) {
        var lines = new Lines("a");
        try (var journal = FileJournal.open(options(folder, 1 << 20))) {
            journal.recover(List.of(lines, new Lines("b")));
        }
        return lines.lines;
    }

    private void writeThree(Path into) {
        try (var journal = FileJournal.open(options(into, 1 << 20))) {
            var a = new Lines("a");
            journal.recover(List.of(a, new Lines("b")));
            a.say(journal, "one");
            a.say(journal, "two");
            a.say(journal, "three");
        }
    }

    @Test
    void what_was_appended_is_there_after_a_restart_in_order_and_for_its_service() {
        var first = List.of(new Lines("a"), new Lines("b"));
        try (var journal = FileJournal.open(options(folder, 1 << 20))) {
            assertEquals(new FileJournal.Recovery(0, 0), journal.recover(first));
            first.get(0).say(journal, "one");
            first.get(1).say(journal, "two");
            first.get(0).say(journal, "");
        }
        var second = List.of(new Lines("a"), new Lines("b"));
        try (var journal = FileJournal.open(new FileJournal.Options(folder, true, 1 << 20))) {
            assertEquals(new FileJournal.Recovery(3, 0), journal.recover(second));
            second.get(0).say(journal, "three");
        }
        assertEquals(List.of("one", "", "three"), stateOf(folder));
        assertEquals(List.of("two"), second.get(1).lines);
    }

    @Test
    void a_kill_at_every_byte_of_the_log_keeps_every_whole_record() throws IOException {
        var ends = new ArrayList<Integer>();
        var whole = folder.resolve("whole");
        try (var journal = FileJournal.open(options(whole, 1 << 20))) {
            var a = new Lines("a");
            journal.recover(List.of(a));
            for (var line : List.of("one", "two", "three")) {
                ends.add((int) journal.size());
                a.say(journal, line);
            }
        }
        var bytes = Files.readAllBytes(whole.resolve("journal.log"));
        for (int cut = FileJournal.HEADER.length; cut <= bytes.length; cut++) {
            var killed = folder.resolve("cut" + cut);
            Files.createDirectories(killed);
            Files.write(killed.resolve("journal.log"), Arrays.copyOf(bytes, cut));
            var at = cut;
            var kept = cut == bytes.length
                    ? 3
                    : (int) ends.stream().filter(end -> end <= at).count() - 1;
            var lines = new Lines("a");
            try (var journal = FileJournal.open(options(killed, 1 << 20))) {
                var start = kept == 3 ? bytes.length : ends.get(kept);
                assertEquals(new FileJournal.Recovery(kept, cut - start), journal.recover(List.of(lines)));
                lines.say(journal, "next");
            }
            var expected = new ArrayList<>(List.of("one", "two", "three").subList(0, kept));
            expected.add("next");
            assertEquals(expected.subList(Math.max(0, expected.size() - 3), expected.size()), stateOf(killed));
        }
    }

    @Test
    void garbage_behind_the_last_record_is_cut_off() throws IOException {
        writeThree(folder);
        var log = folder.resolve("journal.log");
        var bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length + 500));
        assertEquals(List.of("one", "two", "three"), stateOf(folder));
        assertArrayEquals(bytes, Files.readAllBytes(log));
    }

    @Test
    void a_damaged_byte_before_the_last_record_is_refused_wherever_it_is() throws IOException {
        writeThree(folder);
        var log = folder.resolve("journal.log");
        var bytes = Files.readAllBytes(log);
        var lastRecord = bytes.length - "three".length() - 10;
        for (int damaged = 0; damaged < lastRecord; damaged++) {
            var wrong = bytes.clone();
            wrong[damaged] ^= 0x40;
            Files.write(log, wrong);
            var refused = assertThrows(CorruptJournalException.class, () -> stateOf(folder));
            assertTrue(refused.toString().contains(log.toString()), refused.toString());
            assertArrayEquals(wrong, Files.readAllBytes(log));
        }
    }

    @Test
    void a_frame_inside_a_torn_payload_is_not_taken_for_a_record() throws IOException {
        var frame = new String(
                Frame.encode(0, "a", "forged".getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
        try (var journal = FileJournal.open(options(folder, 1 << 20))) {
            journal.recover(List.of(new Lines("a"), new Lines("b")));
            journal.append("a", (frame + "and more").getBytes(StandardCharsets.ISO_8859_1));
        }
        var log = folder.resolve("journal.log");
        var bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 3));
        assertEquals(List.of(), stateOf(folder));
    }

    @Test
    void a_kill_at_every_step_of_a_compaction_loses_nothing() throws IOException {
        var photographs = new ArrayList<Path>();
        var live = folder.resolve("live");
        var a = new Lines("a");
        try (var journal = FileJournal.open(options(live, 200))) {
            journal.recover(List.of(a, new Lines("b")));
            a.duringSnapshot = () -> photographs.add(photograph(live, photographs.size()));
            for (int i = 0; photographs.isEmpty(); i++) {
                a.say(journal, "line " + i);
            }
        }
        var newest = a.lines.getLast();
        var number = Integer.parseInt(newest.substring(5));
        assertEquals(List.of("line " + (number - 2), "line " + (number - 1), newest), stateOf(live));
        assertEquals(4, photographs.size());
        var before = List.of("line " + (number - 3), "line " + (number - 2), "line " + (number - 1));
        for (var taken : photographs) {
            assertEquals(before, stateOf(taken));
            assertFalse(Files.exists(taken.resolve("journal.next")));
        }
    }

    @Test
    void a_half_written_next_file_is_ignored_whatever_its_length() throws IOException {
        writeThree(folder);
        var log = Files.readAllBytes(folder.resolve("journal.log"));
        for (int length = 0; length <= log.length; length++) {
            Files.write(folder.resolve("journal.next"), Arrays.copyOf(log, length));
            assertEquals(List.of("one", "two", "three"), stateOf(folder));
        }
    }

    @Test
    void a_compaction_that_fails_leaves_the_log_as_it_was_and_is_tried_again() {
        var a = new Lines("a");
        try (var journal = FileJournal.open(options(folder, 60))) {
            journal.recover(List.of(a, new Lines("b")));
            a.duringSnapshot = () -> {
                throw new IllegalStateException("no");
            };
            var said = 0;
            while (journal.size() < 60) {
                a.say(journal, "line " + said++);
            }
            assertThrows(IllegalStateException.class, () -> a.say(journal, "refused"));
            a.duringSnapshot = () -> {};
            a.say(journal, "last");
            assertEquals("last", a.lines.getLast());
        }
        assertEquals(a.lines, stateOf(folder));
    }

    @Test
    void the_log_stays_as_small_as_its_state() {
        var a = new Lines("a");
        try (var journal = FileJournal.open(options(folder, 1_000))) {
            journal.recover(List.of(a, new Lines("b")));
            for (int i = 0; i < 5_000; i++) {
                a.say(journal, "line " + i);
                assertTrue(journal.size() < 1_100, "the log has " + journal.size() + " bytes");
            }
        }
        assertEquals(List.of("line 4997", "line 4998", "line 4999"), stateOf(folder));
    }

    @Test
    void a_second_opener_is_told_which_folder_is_taken() {
        try (var first = FileJournal.open(options(folder, 1_000))) {
            first.recover(List.of());
            var refused = assertThrows(FolderInUseException.class, () -> FileJournal.open(options(folder, 1_000)));
            assertTrue(refused.toString().contains(folder.toString()), refused.toString());
        }
        assertEquals(List.of(), stateOf(folder));
    }

    @Test
    void another_process_is_refused_too() throws Exception {
        try (var first = FileJournal.open(options(folder, 1_000))) {
            first.recover(List.of());
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var other = new ProcessBuilder(
                            java,
                            "-cp",
                            System.getProperty("java.class.path"),
                            OtherProcess.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(1, other.waitFor());
            assertTrue(said.contains("FolderInUseException: The folder " + folder + " is in use"), said);
        }
    }

    @Test
    void nothing_is_appended_before_recovery_or_after_close() {
        var journal = FileJournal.open(options(folder, 1_000));
        assertThrows(JournalFailedException.class, () -> journal.append("a", new byte[1]));
        journal.close();
        assertThrows(JournalFailedException.class, () -> journal.append("a", new byte[1]));
    }

    @Test
    void an_interrupted_thread_does_not_break_the_log() {
        var a = new Lines("a");
        try (var journal = FileJournal.open(options(folder, 1_000))) {
            journal.recover(List.of(a));
            Thread.currentThread().interrupt();
            a.say(journal, "interrupted");
            assertTrue(Thread.interrupted());
            a.say(journal, "and on");
        }
        assertEquals(List.of("interrupted", "and on"), stateOf(folder));
    }

    private Path photograph(Path live, int number) {
        try {
            var copy = Files.createDirectories(folder.resolve("photograph" + number));
            for (var name : List.of("journal.log", "journal.next")) {
                if (Files.exists(live.resolve(name))) {
                    Files.copy(live.resolve(name), copy.resolve(name));
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries to open a folder from a process of its own. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) {
            FileJournal.open(options(Path.of(args[0]), 1_000)).close();
        }
    }
}
