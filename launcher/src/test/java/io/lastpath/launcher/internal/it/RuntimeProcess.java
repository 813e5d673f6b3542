// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it;

import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.command.Result;
import io.lastpath.launcher.internal.command.Surroundings;
import io.lastpath.launcher.internal.connect.AttachOrJmx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A {@code lastpath run} of the packaged distribution in a process of its own. */
final class RuntimeProcess implements AutoCloseable {

    /** Longest wait for anything. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private RuntimeProcess(Path home, Process process) {
        this.home = home;
        this.process = process;
        Thread reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** {@return the distribution that the build has made} */
    static Path distribution() {
        return Path.of(System.getProperty("lastpath.dist"));
    }

    /** Starts an instance and returns at once. */
    static RuntimeProcess launch(Path home, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(script().toString(), "run", "--home", home.toString()));
        command.addAll(List.of(options));
        return launch(home, command);
    }

    private static RuntimeProcess launch(Path home, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LASTPATH_JAVA_OPTS", "-XX:TieredStopAtLevel=1"); // short-lived
        return new RuntimeProcess(home, builder.start());
    }

    /** Starts an instance and waits until it says that it is ready. */
    static RuntimeProcess start(Path home, String... options) throws IOException {
        RuntimeProcess runtime = launch(home, options);
        runtime.await("is ready:");
        return runtime;
    }

    /** The same with a command that starts it, for example as another user. */
    static RuntimeProcess start(Path home, List<String> command) throws IOException {
        RuntimeProcess runtime = launch(home, command);
        runtime.await("is ready:");
        return runtime;
    }

    /** {@return the distribution's script} */
    static Path script() {
        return distribution().resolve("bin/lastpath");
    }

    /** Runs a command of the distribution to its end, in a process of its own. */
    static Result runScript(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script().toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs any command to its end. */
    static Result run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("lastpath-it", ".out");
        Path err = Files.createTempFile("lastpath-it", ".err");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return new Result(process.waitFor(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Runs a command against this instance, found by attach; in this process, to save time. */
    Result run(String... arguments) {
        List<String> line = new ArrayList<>(List.of("--pid", String.valueOf(pid())));
        line.addAll(List.of(arguments));
        return runHere(line.toArray(String[]::new));
    }

    /** Runs a command of the distribution in this process, to save time. */
    static Result runHere(String... arguments) {
        Surroundings surroundings =
                new Surroundings(distribution(), Map.of(), false, false, new AttachOrJmx());
        return Result.of(surroundings, arguments);
    }

    long pid() {
        return process.pid();
    }

    Path home() {
        return home;
    }

    String output() {
        return String.join("\n", lines);
    }

    String log() {
        try {
            return Files.readString(home.resolve("log/lastpath.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the output holds a text. */
    void await(String text) {
        boolean seen =
                Poll.until(() -> output().contains(text) || !process.isAlive(), PATIENCE)
                        && Poll.until(() -> output().contains(text), Duration.ofSeconds(1));
        if (!seen) {
            close();
            throw new AssertionError("no '" + text + "' in:\n" + output());
        }
    }

    /** Waits for the end of the process. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still runs:\n" + output());
        }
        return process.exitValue();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.toHandle().destroy(); // without closing the output that is still read
    }

    @Override
    public void close() {
        process.destroyForcibly();
        if (!Poll.until(() -> !process.isAlive(), PATIENCE)) {
            throw new AssertionError("process " + process.pid() + " does not go away");
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("(the output ended: " + e.getMessage() + ")");
        }
    }
}
