package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What goes to AWS is small, and holds nothing that no function needs. */
class PackageSizeTest {

    /** In thousands of bytes, a tenth above what was measured. */
    private static final Map<String, Integer> CEILINGS = Map.of(
            "strategy", 18_800,
            "dispatch", 32_600,
            "check-in", 18_900,
            "escalation", 12_700,
            "reporting", 12_600);

    private static final List<String> UNWANTED = List.of(
            "io/netty/",
            "software/amazon/awssdk/http/nio/",
            "software/amazon/awssdk/http/apache/",
            "org/apache/http/",
            "org/junit/",
            "io/muster/memory/",
            "io/muster/local/");

    private static Path archive(String module) {
        return Scene.ROOT.resolve("functions").resolve(module).resolve("target/lambda.jar");
    }

    @Test
    void no_package_is_larger_than_it_was_meant_to_be() throws IOException {
        for (var ceiling : CEILINGS.entrySet()) {
            var bytes = Files.size(archive(ceiling.getKey()));
            assertTrue(bytes <= ceiling.getValue() * 1000L, ceiling.getKey() + " has " + bytes + " bytes");
        }
    }

    @Test
    void no_package_holds_what_functions_do_not_use() throws IOException {
        for (var module : CEILINGS.keySet()) {
            try (var archive = new ZipFile(archive(module).toFile())) {
                var unwanted = archive.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> UNWANTED.stream().anyMatch(name::startsWith))
                        .toList();
                assertEquals(List.of(), unwanted, module);
            }
        }
    }

    @Test
    void only_functions_that_send_or_read_files_carry_what_does() throws IOException {
        for (var module : CEILINGS.keySet()) {
            try (var archive = new ZipFile(archive(module).toFile())) {
                assertEquals(
                        module.equals("dispatch"), holds(archive, "software/amazon/awssdk/services/sesv2/"), module);
                assertEquals(
                        Set.of("strategy", "check-in").contains(module),
                        holds(archive, "software/amazon/awssdk/services/s3/"),
                        module);
            }
        }
    }

    private static boolean holds(ZipFile archive, String folder) {
        return archive.stream().anyMatch(entry -> entry.getName().startsWith(folder));
    }
}
