// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.initiator.HostPresence;
import io.lastpath.engine.internal.initiator.Principals;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmHandle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests of a JMX client whose connection does not show, which take longer than the grace. */
class LongRequestsTest {

    private static final String DISK = "/devices/disk";
    private static final String OTHER = "/devices/other";
    private static final long GRACE_SECONDS = 120;

    private final FakeClock clock = new FakeClock();
    private Engine engine;
    private RcmHandle anna;

    @BeforeEach
    void start() {
        Principals principals = new Principals(clock::nanos, () -> GRACE_SECONDS);
        HostPresence presence = new HostPresence(principals);
        engine =
                new Engine(
                        new Host(name -> name, clock, clock::nanos, presence, JournalStore.NONE),
                        warning -> {},
                        operation -> {});
        anna = engine.open(Intent.of(Initiator.jmx("anna", "local"), "test"));
    }

    @AfterEach
    void stop() {
        engine.stop();
    }

    private TestModule arrive(String resource) {
        TestModule module = new TestModule(resource);
        engine.arrive(resource, () -> 60_000, () -> module).registered().join();
        return module;
    }

    private List<String> openAfter(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        engine.care(Duration.ZERO);
        return engine.drRequests().stream().map(DrRequest::resource).toList();
    }

    @Test
    void theGraceBeginsWithTheAnswer() {
        TestModule disk = arrive(DISK);
        disk.offline =
                (handle, resource, flags) -> {
                    clock.advance(Duration.ofSeconds(GRACE_SECONDS));
                    return ModuleReply.SUCCESS;
                };

        anna.requestOffline(List.of(DISK), NONE);

        assertThat(openAfter(GRACE_SECONDS - 1)).containsExactly(DISK);
        assertThat(openAfter(1)).isEmpty();
        assertThat(disk.calls).last().isEqualTo("online " + DISK + " NONE");
    }

    @Test
    void whoWaitsForAnAnswerIsThereHoweverLongItTakes() {
        arrive(DISK);
        TestModule other = arrive(OTHER);
        anna.requestOffline(List.of(DISK), NONE);
        other.offline =
                (handle, resource, flags) -> {
                    assertThat(openAfter(2 * GRACE_SECONDS)).contains(DISK);
                    return ModuleReply.SUCCESS;
                };

        assertThat(anna.requestOffline(List.of(OTHER), NONE).isSuccess()).isTrue();
    }
}
