// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The processes of this host. A number may be used again: the time of the start tells them apart.
 * It is counted from the start of the first process, so that it does not change with the clock.
 */
final class Processes {

    private static final long FIRST = 1;

    private Processes() {}

    /**
     * Makes a mark of a process.
     *
     * @param pid its number
     * @return how many milliseconds after the first process it started; 0 where that is not known
     */
    static long mark(long pid) {
        return ProcessHandle.of(pid).map(Processes::mark).orElse(0L);
    }

    private static long mark(ProcessHandle process) {
        Optional<Instant> first = ProcessHandle.of(FIRST).flatMap(Processes::start);
        return start(process)
                .map(start -> Duration.between(first.orElse(Instant.EPOCH), start).toMillis())
                .orElse(0L);
    }

    /** {@return whether that process is still there; a mark that is not known says nothing} */
    static boolean isAlive(long pid, long mark) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty() || mark == 0) {
            return process.isPresent();
        }
        long now = mark(process.get());
        return now == 0 || now == mark;
    }

    private static Optional<Instant> start(ProcessHandle process) {
        return process.info().startInstant();
    }
}
