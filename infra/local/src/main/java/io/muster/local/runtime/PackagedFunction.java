package io.muster.local.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A packaged function in a process of its own, started as Lambda starts it and given events one after the other. */
public final class PackagedFunction implements AutoCloseable {

    /** The longest that Lambda waits for a function to initialise, and more for a machine that is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int TAIL = 30;

    private final Packaged function;
    private final Path log;
    private final RuntimeApi api;
    private final Process process;

    private PackagedFunction(Packaged function, Path folder, RuntimeApi api) throws IOException {
        this.function = function;
        this.log = folder.resolve("log");
        this.api = api;
        this.process = launch(function, folder, api);
        var _ = this.process.onExit().thenAccept(ended -> api.end("its process ended with " + ended.exitValue()));
    }

    /**
     * Starts a function; it need not have initialised when this returns.
     *
     * @param folder empty, and its own: its task root and log
     */
    public static PackagedFunction start(Packaged function, Path folder) {
        try {
            return new PackagedFunction(function, folder, RuntimeApi.start(function));
        } catch (IOException e) {
            throw new UncheckedIOException("the package of " + function.name() + " cannot be started", e);
        }
    }

    /** Waits until it has initialised; with SnapStart, it then stands where the snapshot would be taken. */
    public void awaitInitialised() {
        await(api.initialised(), PATIENCE);
    }

    /** Lets it go on from where it stopped for a snapshot, as each restored copy would. */
    public void restore() {
        api.restore();
    }

    /** Gives it an event, and returns its answer. */
    public String invoke(String event) {
        return await(api.invoke(event), PATIENCE.plus(function.limit()));
    }

    /** Returns what it wrote so far. */
    public List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be read: " + log, e);
        }
    }

    /** Returns its process. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    private <T> T await(CompletableFuture<T> answer, Duration patience) {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failed(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw failed("it said nothing for " + patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("it was not waited for any longer");
        }
    }

    private PackageFailed failed(String why) {
        var lines = log();
        var tail = String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        return new PackageFailed(function.name(), why, tail);
    }

    private static Process launch(Packaged function, Path folder, RuntimeApi api) throws IOException {
        var task = Files.createDirectories(folder.resolve("task"));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(function.options());
        command.addAll(RuntimeClient.properties(folder));
        command.add("-cp");
        command.add(Stream.concat(
                        RuntimeClient.classPath(),
                        function.archives().stream()
                                .filter(_ -> function.onClassPath())
                                .map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator)));
        for (int i = 0; i < function.archives().size() && !function.onClassPath(); i++) {
            Files.copy(
                    function.archives().get(i),
                    Files.createDirectories(task.resolve("lib")).resolve(i + ".jar"));
        }
        command.add(RuntimeClient.mainClass());
        command.add(function.handler());
        var builder = new ProcessBuilder(command)
                .directory(task.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(function, task, api));
        return builder.start();
    }

    /** Lambda's own variables, and the function's, which may not change those. */
    private static Map<String, String> environment(Packaged function, Path task, RuntimeApi api) {
        var all = new TreeMap<>(function.environment());
        all.put("AWS_LAMBDA_RUNTIME_API", api.address());
        all.put("_HANDLER", function.handler());
        all.put("LAMBDA_TASK_ROOT", task.toString());
        all.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/muster/" + function.name());
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        all.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", function.snapStart() ? "snap-start" : "on-demand");
        all.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        all.put("TZ", ":UTC");
        return all;
    }

    /** Ends the process as Lambda does, in an orderly way. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        api.close();
    }
}
