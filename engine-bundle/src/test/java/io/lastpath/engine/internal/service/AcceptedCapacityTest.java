// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.FORCE;
import static io.lastpath.rcm.RcmFlags.NONE;
import static io.lastpath.rcm.RcmFlags.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What whoever forces a capacity request gives up by name goes, and nothing else. */
@Timeout(60)
class AcceptedCapacityTest {

    private static final String DISK = "/devices/disk";

    private final EngineFixture fixture = new EngineFixture();
    private final TestModule disk = new TestModule(DISK);

    @BeforeEach
    void arrive() {
        fixture.arrive("disk", disk);
        fixture.arrive("memory", new Silent());
    }

    /** Passes on nothing of what it hears. */
    private static final class Silent extends CapacityModule {

        Silent() {
            super(DISK);
        }

        @Override
        public ModuleReply requestCapacityChange(
                RcmHandle handle,
                String resource,
                long pid,
                RcmFlags flags,
                Map<String, String> data) {
            super.requestCapacityChange(handle, resource, pid, flags, data);
            return ModuleReply.SUCCESS;
        }
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static ModuleReply agreement(Verdict verdict) {
        return TestModule.agreement(verdict, "swap is on it", DISK);
    }

    private RcmReply forced(String accepted) {
        Intent intent = new Intent(Initiator.process(7), "fire", Set.of(accepted));
        return fixture.engine
                .open(intent)
                .requestCapacityChange(CapacityModule.MEMORY, FORCE, Map.of());
    }

    private void assertTaken(RcmReply reply, Verdict verdict) {
        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(reply.verdict()).isEqualTo(verdict);
        assertThat(fixture.open()).contains(DISK);
    }

    @Test
    void whatTheSystemNeedsGoesWhereItIsGivenUpByName() {
        disk.answer(agreement(Verdict.SYSTEM_CRITICAL));

        assertTaken(forced(DISK), Verdict.SYSTEM_CRITICAL);
    }

    @Test
    void itStaysWhereSomethingElseIsGivenUp() {
        disk.answer(agreement(Verdict.SYSTEM_CRITICAL));

        assertThat(forced("/devices/other").isSuccess()).isFalse();
        assertThat(fixture.open()).isEmpty();
    }

    @Test
    void whatNobodyKnowsGoesWhereThatIsAccepted() {
        disk.answer(agreement(Verdict.UNKNOWN));

        assertTaken(forced(Intent.ACCEPT_UNKNOWN), Verdict.UNKNOWN);
    }

    @Test
    void whatIsSaidWhileItIsTakenCounts() {
        disk.offline =
                (handle, resource, flags) ->
                        flags.has(QUERY) ? ModuleReply.SUCCESS : agreement(Verdict.SYSTEM_CRITICAL);
        RcmReply reply =
                fixture.process(7).requestCapacityChange(CapacityModule.MEMORY, NONE, Map.of());

        assertTaken(reply, Verdict.SYSTEM_CRITICAL);
    }
}
