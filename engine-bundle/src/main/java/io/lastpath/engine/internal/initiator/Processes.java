// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The processes of this host. A number may be used again: the time of the start tells them apart.
 * On Linux it is counted from the start of the system, and goes with the name that the system gave
 * that start; elsewhere from the start of the first process. Neither changes with the clock. In a
 * container the first process is not enough: it starts anew with the container, and so do others
 * after it, at the same numbers and times.
 */
final class Processes {

    private static final long FIRST = 1;

    /** Zombies and the dead, as proc(5) has it. */
    private static final Set<String> ENDED = Set.of("Z", "X");

    /** Where the state and the time of the start are after the name. */
    private static final int STATE = 0;

    private static final int STARTED = 19;

    private final Path proc;

    /**
     * The processes that a host shows.
     *
     * @param proc where Linux tells of processes, as proc(5) has it; need not be there
     */
    Processes(Path proc) {
        this.proc = proc;
    }

    /** {@return the processes of this host} */
    static Processes ofHost() {
        return new Processes(Path.of("/proc"));
    }

    /**
     * Makes a mark of a process.
     *
     * @param pid its number
     * @return a number that no other process with that number has; 0 where none is known
     */
    long mark(long pid) {
        return ProcessHandle.of(pid).map(this::mark).orElse(0L);
    }

    private long mark(ProcessHandle process) {
        Path boot = proc.resolve(Path.of("sys", "kernel", "random", "boot_id"));
        return Files.exists(boot) ? sinceBoot(boot, process.pid()) : sinceFirst(process);
    }

    private long sinceBoot(Path boot, long pid) {
        try {
            UUID start = UUID.fromString(Files.readString(boot, ISO_8859_1).strip());
            return start.getMostSignificantBits() + Long.parseLong(stat(pid).get(STARTED));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return 0;
        }
    }

    private static long sinceFirst(ProcessHandle process) {
        Optional<Instant> first = ProcessHandle.of(FIRST).flatMap(Processes::start);
        return start(process)
                .map(start -> Duration.between(first.orElse(Instant.EPOCH), start).toMillis())
                .orElse(0L);
    }

    /** {@return whether that process is still there; a mark that is not known says nothing} */
    boolean isAlive(long pid, long mark) {
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
    private boolean hasEnded(long pid) {
        try {
            return ENDED.contains(stat(pid).get(STATE));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * {@return what is told of a process after its name, which may hold anything, even brackets}
     */
    private List<String> stat(long pid) throws IOException {
        String stat =
                Files.readString(proc.resolve(Long.toString(pid)).resolve("stat"), ISO_8859_1);
        return List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "));
    }

    private static Optional<Instant> start(ProcessHandle process) {
        return process.info().startInstant();
    }
}
