// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The processes of this host. A number may be used again: the time of the start tells them apart.
 * It is counted from the start of the first process, so that it does not change with the clock.
 */
final class Processes {

    private static final long FIRST = 1;

    /** Zombies and the dead, as proc(5) has it. */
    private static final String ENDED = "ZX";

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
        Optional<ProcessHandle> process =
                ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(one -> !hasEnded(pid));
        if (process.isEmpty() || mark == 0) {
            return process.isPresent();
        }
        long now = mark(process.get());
        return now == 0 || now == mark;
    }

    /**
     * One that nobody has waited for yet still has its number, and does nothing any more. A host
     * that does not say so leaves it to the number.
     */
    private static boolean hasEnded(long pid) {
        try {
            String stat =
                    Files.readString(Path.of("/proc", Long.toString(pid), "stat"), ISO_8859_1);
            int afterName = stat.lastIndexOf(')') + 2; // a name may hold anything, even brackets
            return afterName < stat.length() && ENDED.indexOf(stat.charAt(afterName)) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Instant> start(ProcessHandle process) {
        return process.info().startInstant();
    }
}
