package io.muster.local.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muster.aws.file.FileStore;
import io.muster.aws.file.S3Files;
import io.muster.local.front.HttpFront;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What every place for files does, asked of each; and what the folder's addresses refuse. */
class FileStoreTest {

    private static final Instant NOW = Instant.parse("2026-06-01T14:00:00Z");

    private final HttpFront front = HttpFront.bind(0);
    private final Bucket bucket = new Bucket();
    private final List<String> uploaded = new ArrayList<>();
    private volatile Instant now = NOW;

    @TempDir
    private Path folder = Path.of("");

    /** The adapters. */
    enum Kind {
        FOLDER,
        S3
    }

    @BeforeEach
    void serve() {
        var tickets = Tickets.in(folder.resolve("key"));
        front.serve(
                UploadFront.PATH,
                new UploadFront(folder(), tickets, () -> now, (key, bytes) -> uploaded.add(key + " " + bytes)));
        front.serve("/muster-imports/", bucket);
        front.start();
    }

    @AfterEach
    void close() {
        front.close();
    }

    private FolderFiles folder() {
        return new FolderFiles(folder, front.url(), Tickets.in(folder.resolve("key")), () -> now);
    }

    private FileStore store(Kind kind) {
        return switch (kind) {
            case FOLDER -> folder();
            case S3 -> s3();
        };
    }

    private S3Files s3() {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
        var client = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(URI.create(front.url()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(credentials)
                .build();
        var presigner = S3Presigner.builder()
                .s3Client(client)
                .endpointOverride(URI.create(front.url()))
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
        return new S3Files(client, presigner, "muster-imports");
    }

    @ParameterizedTest
    @EnumSource
    void a_file_is_put_at_its_address_without_a_token_and_read_from_the_store(Kind kind) throws Exception {
        var store = store(kind);
        assertEquals(200, put(store.upload("imports/acme/i1/file", 5, Duration.ofHours(1)), "hello"));
        assertEquals("hello", read(store, "imports/acme/i1/file"));
    }

    @ParameterizedTest
    @EnumSource
    void an_address_takes_one_file_and_not_another_after_it(Kind kind) throws Exception {
        var store = store(kind);
        var upload = store.upload("imports/acme/i1/file", 5, Duration.ofHours(1));
        assertEquals(200, put(upload, "hello"));
        assertEquals(412, put(upload, "other"));
        assertEquals("hello", read(store, "imports/acme/i1/file"));
    }

    @ParameterizedTest
    @EnumSource
    void a_file_of_another_length_than_announced_is_refused(Kind kind) throws Exception {
        var store = store(kind);
        assertEquals(403, put(store.upload("imports/acme/i1/file", 5, Duration.ofHours(1)), "hello and more"));
        assertThrows(FileStore.NoSuchFile.class, () -> store.open("imports/acme/i1/file"));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_written_is_read_replaced_and_removed(Kind kind) throws Exception {
        var store = store(kind);
        store.put("imports/acme/i1/errors/0.csv", "Zoë");
        assertEquals("Zoë", read(store, "imports/acme/i1/errors/0.csv"));
        store.put("imports/acme/i1/errors/0.csv", "Kim");
        assertEquals("Kim", read(store, "imports/acme/i1/errors/0.csv"));
        store.delete("imports/acme/i1/errors/0.csv");
        store.delete("imports/acme/i1/errors/0.csv");
        assertThrows(FileStore.NoSuchFile.class, () -> store.open("imports/acme/i1/errors/0.csv"));
    }

    @ParameterizedTest
    @EnumSource
    void a_large_file_that_is_closed_early_is_not_read_to_its_end(Kind kind) throws Exception {
        var store = store(kind);
        store.put("large", "x".repeat(8 << 20));
        try (var file = store.open("large")) {
            assertEquals(100, file.readNBytes(100).length);
        }
        assertEquals(8 << 20, read(store, "large").length());
    }

    @Test
    void the_queue_is_told_of_an_upload_and_again_when_it_is_repeated() throws Exception {
        var upload = folder().upload("imports/acme/i1/file", 5, Duration.ofHours(1));
        put(upload, "hello");
        put(upload, "hello");
        assertEquals(List.of("imports/acme/i1/file 5", "imports/acme/i1/file 5"), uploaded);
    }

    @Test
    void an_address_ends_and_cannot_be_changed() throws Exception {
        var upload = folder().upload("imports/acme/i1/file", 5, Duration.ofHours(1));
        var text = upload.url().toString();
        assertEquals(403, status(HttpRequest.newBuilder(URI.create(text + "x")), "hello"));
        assertEquals(403, status(HttpRequest.newBuilder(URI.create(text.replace("uploads/", "uploads/x"))), "hello"));
        assertEquals(403, status(HttpRequest.newBuilder(URI.create(front.url() + "/uploads/a.b")), "hello"));
        assertEquals(403, status(HttpRequest.newBuilder(URI.create(front.url() + "/uploads/")), "hello"));
        now = NOW.plus(Duration.ofHours(1));
        assertEquals(403, put(upload, "hello"));
        assertEquals(List.of(), uploaded);
    }

    @Test
    void an_address_holds_across_a_restart_and_no_key_leaves_the_folder() throws Exception {
        var upload = folder().upload("imports/acme/i1/file", 5, Duration.ofHours(1));
        assertEquals(
                Tickets.in(folder.resolve("key"))
                        .verify(upload.url().getPath().substring(UploadFront.PATH.length()), NOW)
                        .orElseThrow(),
                new Tickets.Ticket("imports/acme/i1/file", 5, NOW.plus(Duration.ofHours(1))));
        for (var key : List.of("../key", "a/../../../key", "/etc/passwd", "")) {
            assertThrows(IllegalArgumentException.class, () -> folder().open(key), key);
        }
    }

    private static String read(FileStore store, String key) throws IOException {
        try (var file = store.open(key)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    private static int put(FileStore.Upload upload, String text) throws Exception {
        var request = HttpRequest.newBuilder(upload.url());
        upload.headers().forEach(request::header);
        return status(request, text);
    }

    private static int status(HttpRequest.Builder request, String text) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.PUT(BodyPublishers.ofString(text)).build(), BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
