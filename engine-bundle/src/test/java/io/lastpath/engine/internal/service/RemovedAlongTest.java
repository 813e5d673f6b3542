// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is gone with what an initiator removes, and what a person hears who asks about it again. */
class RemovedAlongTest {

    private static final String SLOT = "/devices/slot1";
    private static final String CARD = "/devices/card";
    private static final String HBA = "/devices/card/p1";
    private static final String LATE = "/devices/card/p2";
    private static final String DISK = "/devices/disk";

    private final EngineFixture fixture = new EngineFixture();
    private final TestModule users = new TestModule(DISK);

    /** Passes on what becomes of one resource to others. */
    private static final class Passing extends TestModule {
        private final List<String> dependents;

        Passing(String resource, String... dependents) {
            super(resource);
            this.dependents = List.of(dependents);
            offline = (handle, any, flags) -> cascade(handle, flags, dependents);
        }

        @Override
        public ModuleReply notifyRemove(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            handle.notifyRemove(dependents, flags);
            return super.notifyRemove(handle, resource, pid, flags);
        }
    }

    @BeforeEach
    void start() {
        fixture.arrive("disks", users);
        fixture.arrive("mpxio", new Passing(HBA, DISK));
        fixture.arrive("slots", new Passing(SLOT, CARD));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void remove(String resource) {
        RcmHandle process = fixture.process(7);
        assertThat(process.requestOffline(List.of(resource), NONE).isSuccess()).isTrue();
        assertThat(process.notifyRemove(List.of(resource), NONE).isSuccess()).isTrue();
    }

    private boolean isRemoved(String resource) {
        return fixture.process(8).isRemoved(resource);
    }

    @Test
    void whatComesUpLateOnACardThatWentWithItsSlotIsGone() {
        remove(SLOT);

        fixture.arrive("late", new TestModule(LATE));

        assertThat(List.of(SLOT, CARD, HBA, LATE, DISK)).allMatch(this::isRemoved);
    }

    /** Else the disks of some HBAs would take up all the room there is. */
    @Test
    void whatIsBelowADiskThatWentAlongIsNotGoneWithIt() {
        remove(HBA);

        assertThat(isRemoved(DISK)).isTrue();
        assertThat(isRemoved(DISK + "/a")).isFalse();
        assertThat(isRemoved(HBA + "/port")).isTrue();
    }

    @Test
    void whoIsRegisteredAgainForWhatWasRemovedIsAskedAndThePersonHearsOfIt() {
        remove(DISK);
        fixture.arrive("others", new TestModule(DISK));
        users.calls.clear();

        RcmReply reply = fixture.person("ops").requestOffline(List.of(DISK), NONE);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(reply.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(reply.toString())
                .contains(DISK + " was removed before and counts as gone: only who");
        assertThat(users.calls).isEmpty();
    }
}
