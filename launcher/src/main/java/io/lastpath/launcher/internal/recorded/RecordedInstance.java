// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.recorded;

import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.connect.Instance;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.launcher.internal.runtime.EmbeddedRuntime;
import io.lastpath.launcher.internal.runtime.Home;
import io.lastpath.launcher.internal.runtime.TemporaryHome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * An instance that looks at the host whose files a folder holds: in this process, for one command,
 * in a home that is removed afterwards.
 */
public final class RecordedInstance {

    /** So long one that has just begun to start is waited for when a signal ends it. */
    private static final int START_SECONDS = 3;

    private RecordedInstance() {}

    /**
     * Starts it and waits until its verdicts are there.
     *
     * @param distribution what to run
     * @param root the folder that holds the host's files
     * @param say told a sentence now and then while that takes long
     * @return a connection to it, which ends it when it is closed
     * @throws IOException if its home cannot be made
     * @throws LauncherException if the folder holds no host
     */
    public static RuntimeConnection open(Path distribution, Path root, Consumer<String> say)
            throws IOException {
        HostFolder.check(root);
        TemporaryHome folder = new TemporaryHome();
        try {
            return open(distribution, root.toRealPath(), folder, say);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static RuntimeConnection open(
            Path distribution, Path root, TemporaryHome folder, Consumer<String> say)
            throws IOException {
        Home home = folder.prepare(distribution);
        System.setProperty(Instance.HOME_PROPERTY, home.folder().toString());
        System.setProperty("lastpath.console.level", "OFF"); // the log goes to its file only
        // Bundles that stop after the log has gone write here, up to the end of this process.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        CompletableFuture<EmbeddedRuntime> started = new CompletableFuture<>();
        Thread atExit = new Thread(() -> endedBySignal(started, folder), "lastpath-shutdown");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            started.complete(EmbeddedRuntime.start(home, Optional.of(root), false));
            return ready(started.join(), root, folder, atExit, say);
        } catch (IOException | RuntimeException e) {
            forget(atExit);
            throw e;
        }
    }

    private static RuntimeConnection ready(
            EmbeddedRuntime runtime,
            Path root,
            TemporaryHome folder,
            Thread atExit,
            Consumer<String> say)
            throws IOException {
        try {
            runtime.awaitReady();
            RuntimeConnection instance =
                    RuntimeConnection.within(
                            "the host in " + root,
                            ManagementFactory.getPlatformMBeanServer(),
                            () -> {
                                forget(atExit);
                                runtime.close();
                                folder.close();
                            });
            new FirstVerdicts(runtime, instance, new ReadProgress(Clock.systemUTC(), say)).await();
            return instance;
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This process is being ended: it runs already.
        }
    }

    /** What starts would go on writing. What cannot be removed is left to the next command. */
    private static void endedBySignal(
            CompletableFuture<EmbeddedRuntime> started, TemporaryHome folder) {
        try {
            started.get(START_SECONDS, TimeUnit.SECONDS).close();
            folder.close();
        } catch (IOException | UncheckedIOException | LauncherException e) {
            return; // nobody waits for an answer any more
        } catch (ExecutionException | TimeoutException e) {
            return; // it did not start in time
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
