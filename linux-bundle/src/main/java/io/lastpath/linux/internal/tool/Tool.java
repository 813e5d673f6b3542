// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A command of the system, looked for in the system's own folders. It is run without a shell, with
 * a limit on its time and on what it may say, and is ended when either is exceeded. Immutable.
 */
public final class Tool {

    /** Where the system keeps its commands; not the caller's search path, which others may set. */
    public static final List<Path> FOLDERS =
            List.of(Path.of("/usr/sbin"), Path.of("/sbin"), Path.of("/usr/bin"), Path.of("/bin"));

    private static final int MOST_ERROR = 4096;

    private final List<String> command;

    private Tool(List<String> command) {
        this.command = command;
    }

    /**
     * Looks for a command.
     *
     * @param folders where
     * @param name which
     * @return it; empty if no folder has it
     */
    public static Optional<Tool> find(List<Path> folders, String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(executable -> new Tool(List.of(executable.toString())));
    }

    /**
     * Has the kernel end it with whoever starts it, however that ends.
     *
     * @param setpriv the command that sees to it, setpriv(1)
     * @return the same command; the thread that starts it has to live as long as it is to run
     */
    public Tool endedWithItsStarter(Tool setpriv) {
        List<String> bound = new ArrayList<>(setpriv.command);
        bound.addAll(List.of("--pdeathsig", "KILL"));
        bound.addAll(command);
        return new Tool(List.copyOf(bound));
    }

    /**
     * Starts it, to be read while it runs.
     *
     * @param arguments of the command
     * @return its process, with an empty input; its errors go nowhere
     * @throws IOException if it cannot be started
     */
    public Process start(List<String> arguments) throws IOException {
        Process process = builder(arguments).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        return process;
    }

    /**
     * Runs it to its end.
     *
     * @param arguments of the command
     * @param limit how long it may take
     * @param most most bytes that it may say
     * @return what it said
     * @throws IOException if it failed, or exceeded a limit; the message continues its name
     */
    public String run(List<String> arguments, Duration limit, int most) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        Process process = builder(arguments).start();
        try {
            process.getOutputStream().close();
            FutureTask<byte[]> output = drain(() -> process.getInputStream().readNBytes(most + 1));
            FutureTask<byte[]> errors = drain(() -> errors(process.getErrorStream()));
            byte[] said = get(output, deadline, limit);
            if (said.length > most) {
                throw new IOException("said more than " + most + " bytes");
            }
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw late(limit);
            }
            if (process.exitValue() != 0) {
                throw failed(process.exitValue(), get(errors, deadline, limit));
            }
            return new String(said, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("was interrupted", e);
        } finally {
            end(process);
        }
    }

    /** Ends a process with all that it started, which would go on and hold its output open. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private ProcessBuilder builder(List<String> arguments) {
        List<String> words = new ArrayList<>(command);
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("LC_ALL", "C", "PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
        return builder;
    }

    private static FutureTask<byte[]> drain(Callable<byte[]> read) {
        FutureTask<byte[]> task = new FutureTask<>(read);
        Thread thread = new Thread(task, "lastpath-linux-tool");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Hears it out, or it would wait for ever to be heard; keeps the beginning only. */
    private static byte[] errors(InputStream in) throws IOException {
        byte[] first = in.readNBytes(MOST_ERROR);
        in.transferTo(OutputStream.nullOutputStream());
        return first;
    }

    private static byte[] get(FutureTask<byte[]> task, long deadline, Duration limit)
            throws IOException, InterruptedException {
        try {
            return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException("cannot be heard: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw late(limit);
        }
    }

    private static IOException late(Duration limit) {
        return new IOException("did not answer within " + limit.toMillis() + " ms");
    }

    private static IOException failed(int status, byte[] errors) {
        String why = new String(errors, StandardCharsets.UTF_8).strip();
        String last = why.substring(why.lastIndexOf('\n') + 1);
        return new IOException(
                "failed with status " + status + (last.isEmpty() ? "" : ": " + last));
    }
}
