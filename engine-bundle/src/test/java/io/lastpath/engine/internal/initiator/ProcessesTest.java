// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This very process, as a Linux would show it in its /proc. */
class ProcessesTest {

    private static final long PID = ProcessHandle.current().pid();
    private static final String BOOT = "2b1bcbf8-8a5c-4a0f-9d2e-1f8a3c7d9e10";
    private static final String NEXT_BOOT = "c7b6a2d4-3c3f-4f57-8f0a-52a1e64c0b77";

    @TempDir Path proc;

    private Processes processes;

    @BeforeEach
    void start() throws IOException {
        processes = new Processes(proc);
        show(BOOT, "java", 'S', 5_000);
    }

    private void show(String boot, String name, char state, long ticks) throws IOException {
        Path random = Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.writeString(random.resolve("boot_id"), boot + "\n");
        Path one = Files.createDirectories(proc.resolve(Long.toString(PID)));
        Files.writeString(
                one.resolve("stat"),
                PID + " (" + name + ") " + state + " 1" + " 0".repeat(17) + " " + ticks + " 7 7\n");
    }

    /** In a container all start anew, with the same numbers and as long after the first of them. */
    @Test
    void oneThatStartedLaterIsAnotherHoweverLongAfterTheFirst() throws IOException {
        long mark = processes.mark(PID);
        assertThat(mark).isNotZero();
        assertThat(processes.isAlive(PID, mark)).isTrue();

        show(BOOT, "java", 'S', 5_001);

        assertThat(processes.isAlive(PID, mark)).isFalse();
    }

    @Test
    void oneThatStartedAsLongAfterAnotherStartOfTheSystemIsAnother() throws IOException {
        long mark = processes.mark(PID);

        show(NEXT_BOOT, "java", 'S', 5_000);

        assertThat(processes.mark(PID)).isNotZero();
        assertThat(processes.isAlive(PID, mark)).isFalse();
    }

    @Test
    void itsNameSaysNothing() throws IOException {
        long mark = processes.mark(PID);

        show(BOOT, "Z) Z 1 2 (3", 'S', 5_000);

        assertThat(processes.isAlive(PID, mark)).isTrue();
    }

    @Test
    void oneThatHasEndedIsGoneAlthoughNobodyHasWaitedForIt() throws IOException {
        long mark = processes.mark(PID);

        show(BOOT, "java", 'Z', 5_000);

        assertThat(processes.isAlive(PID, mark)).isFalse();
    }

    @Test
    void whatCannotBeReadSaysNothing() throws IOException {
        long mark = processes.mark(PID);

        for (String cut : new String[] {PID + " (java) S", PID + " (java", ""}) {
            Files.writeString(proc.resolve(Long.toString(PID)).resolve("stat"), cut);

            assertThat(processes.mark(PID)).isZero();
            assertThat(processes.isAlive(PID, mark)).as(cut).isTrue();
        }
    }

    @Test
    void elsewhereTheStartIsCountedFromTheFirst() {
        long mark = new Processes(proc.resolve("none")).mark(PID);

        assertThat(mark).isEqualTo(Duration.between(started(1), started(PID)).toMillis());
    }

    private static Instant started(long pid) {
        return ProcessHandle.of(pid).orElseThrow().info().startInstant().orElseThrow();
    }
}
