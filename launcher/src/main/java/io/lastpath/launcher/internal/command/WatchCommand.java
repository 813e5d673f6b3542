// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Poll;
import io.lastpath.launcher.internal.connect.NotificationStream;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.management.Notification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Prints what happens, as it happens. */
@Command(
        name = "watch",
        description =
                "Print what happens, until Ctrl-C: groups that change, operations that end. With"
                        + " --json a document in each line.")
final class WatchCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofDays(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @ParentCommand private Lastpath root;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "COUNT",
            description = "End after so many notifications.")
    private Optional<Long> count;

    private long left;

    @Override
    public Integer call() throws IOException, InterruptedException {
        left = count.orElse(Long.MAX_VALUE);
        if (left < 1) {
            throw new LauncherException(ExitCode.USAGE, "--count has to be at least 1");
        }
        watch(root.connect());
        while (left > 0) {
            if (root.target().pid().isPresent()) {
                throw new LauncherException(
                        ExitCode.NOTHING_RUNNING,
                        "process " + root.target().pid().get() + " is gone");
            }
            remark("the connection was lost; waiting for the instance to come back");
            watch(reconnect());
        }
        return ExitCode.DONE;
    }

    private void watch(RuntimeConnection instance) throws IOException, InterruptedException {
        NotificationStream stream = NotificationStream.of(instance);
        remark("watching " + instance.where());
        Optional<Notification> next = Optional.empty();
        do {
            next = stream.next();
            next.map(NoticeDocument::of).ifPresent(this::print);
        } while (left > 0 && next.isPresent());
        if (next.isPresent()) {
            instance.close(); // a lost connection is closed already
        }
    }

    private void print(NoticeDocument notice) {
        root.printer().printOneOfMany(notice, notice::text);
        left--;
    }

    private RuntimeConnection reconnect() {
        RuntimeConnection[] found = new RuntimeConnection[1];
        Poll.until(() -> (found[0] = tryToConnect()) != null, PATIENCE, PAUSE);
        if (found[0] == null) {
            throw new LauncherException(ExitCode.NOTHING_RUNNING, "the instance did not come back");
        }
        return found[0];
    }

    /** Null where the instance is not back yet, or has no beans yet. */
    private RuntimeConnection tryToConnect() {
        try {
            return withBeans(root.connect(said -> {})); // it is waited for as it is
        } catch (LauncherException e) {
            if (e.exitCode() == ExitCode.USAGE) {
                throw e; // several instances by now
            }
            return null;
        }
    }

    private static RuntimeConnection withBeans(RuntimeConnection instance) {
        boolean complete = false;
        try {
            instance.coordinator();
            instance.mpxio();
            complete = true;
            return instance;
        } finally {
            if (!complete) {
                closeQuietly(instance);
            }
        }
    }

    private static void closeQuietly(RuntimeConnection instance) {
        try {
            instance.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
        }
    }

    private void remark(String sentence) {
        root.remark(sentence);
    }
}
