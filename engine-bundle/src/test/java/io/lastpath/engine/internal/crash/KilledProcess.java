// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A {@link CrashChild} and the end that it comes to: at the latest that of this process, which
 * holds its input open. For one thread.
 */
final class KilledProcess implements AutoCloseable {

    /** Within this a run has recovered. A host that has no time for it needs more. */
    private static final long RECOVERY_SECONDS = Long.getLong("lastpath.recovery.seconds", 10);

    private static final long LONGEST_SECONDS = Math.max(120, RECOVERY_SECONDS);

    private static final int KILLED = 128 + 9;
    private static final String END = "";

    private final Path errors;
    private final Process process;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Thread listener;

    KilledProcess(ChildJvm jvm, Path folder, List<String> arguments) throws IOException {
        errors = folder.resolve("errors");
        List<String> command = new ArrayList<>(jvm.command());
        command.add(CrashChild.class.getName());
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        listener = new Thread(this::listen, "child");
        listener.start();
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            said.add("not understood: " + e);
        }
        said.add(END);
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it has started and then recovered, which it has little time for. */
    void awaitStart() throws InterruptedException, IOException {
        await(CrashChild.STARTED);
        awaitRecovery();
    }

    /** Waits until it has recovered, for as long as that may take from now on. */
    void awaitRecovery() throws InterruptedException, IOException {
        await(CrashChild.RECOVERED, RECOVERY_SECONDS);
    }

    /** Waits until it says something. */
    void await(String line) throws InterruptedException, IOException {
        await(line, LONGEST_SECONDS);
    }

    private void await(String line, long seconds) throws InterruptedException, IOException {
        List<String> before = until(line, seconds);
        if (!before.get(before.size() - 1).equals(line)) {
            throw new AssertionError("no '" + line + "' but " + before + errors());
        }
    }

    /** Waits until it has said that so many requests are answered. */
    void awaitAnswers(int count) throws InterruptedException, IOException {
        for (int i = 0; i < count; i++) {
            String next = said.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (next == null || !next.startsWith(CrashChild.ANSWERED)) {
                throw new AssertionError("no answer but " + next + errors());
            }
        }
    }

    /**
     * {@return all that it says until a line or its end; what is there if neither comes in time,
     * however much else it says}
     */
    List<String> until(String line) throws InterruptedException {
        return until(line, LONGEST_SECONDS);
    }

    private List<String> until(String line, long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<String> lines = new ArrayList<>();
        String next;
        do {
            next = said.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            lines.add(String.valueOf(next));
        } while (next != null && !next.equals(line) && !next.equals(END));
        return lines;
    }

    /** Kills it after a time, which it has to live through. */
    void killAfter(long millis) throws InterruptedException, IOException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it ended by itself: " + errors());
        }
        kill();
    }

    /**
     * {@return whether it ends when nobody holds its input any more, as if this process were gone}
     */
    boolean endsWhenLetGo() throws InterruptedException, IOException {
        process.getOutputStream().close();
        return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** Has it end as a process should. */
    void endInPeace() throws InterruptedException {
        process.toHandle().destroy(); // without letting go of its input, which would end it at once
        process.waitFor();
        listener.join();
    }

    /** Kills it with SIGKILL. */
    void kill() throws InterruptedException, IOException {
        process.destroyForcibly();
        int status = process.waitFor();
        listener.join();
        if (status != KILLED || !errors().isEmpty()) {
            throw new AssertionError("ended with status " + status + ": " + errors());
        }
    }

    /** Leaves nothing behind, whatever went wrong. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String errors() throws IOException {
        return Files.readString(errors);
    }
}
