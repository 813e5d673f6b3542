// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.initiator;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Initiator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes are there as long as the kernel has them; nobody else is looked for among them. */
class HostPresenceTest {

    private final AtomicLong nanos = new AtomicLong();
    private final HostPresence presence = new HostPresence(new Principals(nanos::get, () -> 1));
    private Child child;

    @BeforeEach
    void start() throws Exception {
        child = new Child();
    }

    @AfterEach
    void stop() throws Exception {
        child.close();
    }

    @Test
    void aProcessIsThereUntilItIsKilled() throws Exception {
        long mark = presence.mark(child.initiator());

        assertThat(presence.isPresent(child.initiator(), mark)).isTrue();
        child.kill();
        assertThat(presence.isPresent(child.initiator(), mark)).isFalse();
    }

    /** The parent is a program that never asks how its child ended. */
    @Test
    void aProcessThatHasEndedAndThatNobodyHasWaitedForIsGone() throws Exception {
        Process parent =
                new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec sleep 600").start();
        try (BufferedReader said = parent.inputReader()) {
            ProcessHandle zombie = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            Initiator initiator = Initiator.process(zombie.pid());
            long mark = presence.mark(initiator);
            assertThat(presence.isPresent(initiator, mark)).isTrue();

            until(() -> stat(parent.pid()).contains("(sleep)")); // the shell would have waited
            zombie.destroyForcibly();
            until(() -> stat(zombie.pid()).contains(") Z "));

            assertThat(zombie.isAlive()).as("its number is still taken").isTrue();
            assertThat(presence.isPresent(initiator, mark)).isFalse();
            assertThat(presence.isPresent(initiator, 0)).isFalse();
        } finally {
            parent.destroyForcibly().onExit().join();
        }
    }

    private static String stat(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void theMarkOfAProcessDoesNotChange() {
        long mark = presence.mark(child.initiator());

        assertThat(mark).isNotZero();
        assertThat(presence.mark(child.initiator())).isEqualTo(mark);
    }

    @Test
    void anotherProcessWithTheSameNumberIsNotTheInitiator() {
        long mark = presence.mark(child.initiator());

        assertThat(presence.isPresent(child.initiator(), mark - 10_000)).isFalse();
        assertThat(presence.isPresent(child.initiator(), mark)).isTrue();
    }

    @Test
    void aProcessWhoseStartIsNotKnownCountsByItsNumberAlone() throws Exception {
        assertThat(presence.isPresent(child.initiator(), 0)).isTrue();
        child.kill();
        assertThat(presence.isPresent(child.initiator(), 0)).isFalse();
    }

    @Test
    void aProcessThatHasGoneBeforeItWasMarkedHasNoMarkAndIsNotThere() throws Exception {
        child.kill();

        assertThat(presence.mark(child.initiator())).isZero();
        assertThat(presence.isPresent(child.initiator(), 0)).isFalse();
    }

    @Test
    void aPrincipalThatMakesARequestIsThereForTheGraceTime() {
        Initiator ann = Initiator.jmx("ann", "192.0.2.1");
        nanos.addAndGet(5_000_000_000L);
        assertThat(presence.isPresent(ann, 0)).as("never asked").isFalse();

        assertThat(presence.mark(ann)).as("a principal has no mark").isZero();

        assertThat(presence.isPresent(ann, 0)).isTrue();
        nanos.addAndGet(1_000_000_000L);
        assertThat(presence.isPresent(ann, 0)).isFalse();
    }

    @Test
    void whoIsNeitherAProcessNorAPrincipalIsAlwaysThere() {
        Initiator module = new Initiator("module app", Initiator.NO_PID, "local");
        nanos.addAndGet(Long.MAX_VALUE / 2);

        assertThat(presence.mark(module)).isZero();
        assertThat(presence.isPresent(module, 0)).isTrue();
    }
}
