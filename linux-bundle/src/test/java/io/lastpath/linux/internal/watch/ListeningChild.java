// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.watch;

import io.lastpath.linux.internal.SilentLog;
import io.lastpath.linux.internal.tool.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Listens through the {@code udevadm} of a folder until it, or who holds its input open, is killed.
 */
final class ListeningChild {

    private static final int ORPHANED = 3;

    private ListeningChild() {}

    public static void main(String[] args) throws IOException {
        Tool udevadm = Tool.find(List.of(Path.of(args[0])), "udevadm").orElseThrow();
        Optional<Tool> setpriv = Tool.find(Tool.FOLDERS, "setpriv");
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        KernelEvents events =
                new KernelEvents(udevadm, setpriv, timer, () -> {}, SilentLog.logger());
        timer.execute(events::start);
        System.in.read();
        Runtime.getRuntime().halt(ORPHANED);
    }
}
