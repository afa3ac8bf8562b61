package io.muster.aws.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muster.aws.Stack;
import io.muster.aws.store.TemplateHeads.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ports")
class TemplateStoreTest {

    private static final Instant NOW = Stack.START;

    private final Stack stack = new Stack();
    private final TemplateStore store = new TemplateStore(stack.table);

    @AfterEach
    void close() {
        stack.close();
    }

    private static TemplateVersion version(String id, int number, @Nullable String text) {
        var texts = text == null ? null : new Texts("subject", text, null);
        return new TemplateVersion(id, number, texts, "ada", NOW);
    }

    @Test
    void a_version_follows_the_one_in_use_and_every_one_is_kept() {
        assertEquals(TemplateHeads.NONE, store.heads("acme"));
        var first = version("sms.invitation", 1, "one");
        var second = version("sms.invitation", 2, null);
        assertEquals(Optional.of(first), store.write("acme", first));
        assertEquals(Optional.of(second), store.write("acme", second));
        assertEquals(Optional.empty(), store.write("acme", version("sms.invitation", 2, "late")));
        assertEquals(Optional.empty(), store.write("acme", version("sms.invitation", 4, "early")));
        assertEquals(
                new TemplateHeads(List.of(new Head("sms.invitation", 2, false, "ada", NOW)), 2), store.heads("acme"));
        assertEquals(Optional.of(first), store.find("acme", "sms.invitation", 1));
        assertEquals(Optional.of(second), store.find("acme", "sms.invitation", 2));
        assertEquals(
                new TemplateStore.Listing(List.of(second, first), null),
                store.versions("acme", "sms.invitation", 10, 100));
        assertEquals(new TemplateStore.Listing(List.of(first), null), store.versions("acme", "sms.invitation", 10, 2));
        assertEquals(TemplateHeads.NONE, store.heads("other"));
    }

    @Test
    void of_many_who_write_the_same_version_one_does_and_nobody_else_is_stopped() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var same = threads.invokeAll(writers(i -> version("sms.invitation", 1, "text " + i)));
            int written = 0;
            for (var one : same) {
                written += one.get().isPresent() ? 1 : 0;
            }
            assertEquals(1, written);
            var ids = new HashSet<String>();
            for (int i = 0; i < 3; i++) {
                ids.add("email.kind" + i);
            }
            var others = threads.invokeAll(ids.stream()
                    .<Callable<Optional<TemplateVersion>>>map(id -> () -> store.write("acme", version(id, 1, id)))
                    .toList());
            for (var one : others) {
                assertEquals(true, one.get().isPresent());
            }
        }
        assertEquals(4, store.heads("acme").heads().size());
    }

    private List<Callable<Optional<TemplateVersion>>> writers(
            java.util.function.IntFunction<TemplateVersion> versions) {
        return IntStream.range(0, 8)
                .<Callable<Optional<TemplateVersion>>>mapToObj(i -> () -> store.write("acme", versions.apply(i)))
                .toList();
    }

    @Test
    void a_key_is_taken_before_the_work_and_says_afterwards_what_came_of_it() {
        var idempotency = new Idempotency(stack.platform);
        var request = new Idempotency.Request("k1", "f1");
        assertEquals(Optional.empty(), idempotency.begin("acme", request, "begun"));
        assertEquals(
                Optional.of(new Idempotency.Entry("f1", "begun")),
                idempotency.begin("acme", new Idempotency.Request("k1", "f2"), "begun again"));
        idempotency.settle("acme", request, "done");
        assertEquals(Optional.of(new Idempotency.Entry("f1", "done")), idempotency.begin("acme", request, "begun"));
        stack.pass(Duration.ofHours(25));
        assertEquals(Optional.empty(), idempotency.begin("acme", request, "a day later"));
    }
}
