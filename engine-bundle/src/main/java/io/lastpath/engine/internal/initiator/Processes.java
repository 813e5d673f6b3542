// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import java.time.Instant;
import java.util.Optional;

/** The processes of this host. A number may be used again: the start time tells them apart. */
final class Processes {

    private Processes() {}

    /** {@return when the process started, in milliseconds since 1970; 0 where that is not known} */
    static long mark(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(Processes::start)
                .map(Instant::toEpochMilli)
                .orElse(0L);
    }

    /**
     * {@return whether that process is still there; a start time that is not known does not count}
     */
    static boolean isAlive(long pid, long mark) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty() || mark == 0) {
            return process.isPresent();
        }
        return process.flatMap(Processes::start)
                .map(start -> start.toEpochMilli() == mark)
                .orElse(true);
    }

    private static Optional<Instant> start(ProcessHandle process) {
        return process.info().startInstant();
    }
}
