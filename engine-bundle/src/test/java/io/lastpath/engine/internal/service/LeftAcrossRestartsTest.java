// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a module leaves to another DR request, and what a kill makes of it. */
class LeftAcrossRestartsTest {

    private static final String TAKER = "/devices/taker";
    private static final String OTHER = "/devices/other";
    private static final String DISK = "/disk";

    @TempDir Path folder;

    private RestartFixture fixture;
    private TestModule disk;
    private boolean kills;

    /** Leaves the disk to the other one as it is removed; the first time that kills. */
    private final class Taker extends TestModule {

        Taker() {
            super(TAKER);
            offline = (handle, resource, flags) -> cascade(handle, flags, DISK);
        }

        @Override
        public ModuleReply notifyRemove(
                RcmHandle handle, String resource, long pid, RcmFlags flags) {
            assertThat(handle.leave(List.of(DISK), OTHER)).containsExactly(DISK);
            if (kills) {
                kills = false;
                fixture.kill();
            }
            return ModuleReply.SUCCESS;
        }
    }

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        fixture.module("disk", () -> disk = new TestModule(DISK));
        fixture.module("taker", Taker::new);
        fixture.module("other", () -> new PassingModule(List.of(DISK), OTHER));
        fixture.process(8).requestOffline(List.of(OTHER), NONE);
        fixture.process(7).requestOffline(List.of(TAKER), NONE);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** The end is told once more, and what it does with the disk is done anew. */
    @Test
    void whatIsLeftWhileTheCoordinatorIsKilledIsLeftByTheRedoneRemoval() {
        kills = true;
        fixture.process(7).notifyRemove(List.of(TAKER), NONE);

        fixture.restart();

        assertThat(fixture.open()).containsExactlyInAnyOrder(OTHER, DISK);
        assertThat(disk.calls).noneMatch(call -> call.startsWith("remove"));
        assertThat(disk.calls).noneMatch(call -> call.startsWith("online"));
    }

    @Test
    void whatWasLeftStaysOutAfterAKill() {
        fixture.process(7).notifyRemove(List.of(TAKER), NONE);

        fixture.restart();

        assertThat(fixture.open()).containsExactlyInAnyOrder(OTHER, DISK);
        fixture.process(8).notifyOnline(List.of(OTHER), NONE);
        assertThat(fixture.open()).isEmpty();
        assertThat(disk.calls).last().isEqualTo("online " + DISK + " NONE");
    }

    @Test
    void nobodyLeavesFromOutsideWhatAnEarlierRunTookAlong() {
        fixture.restart("disk", "taker", "other");

        assertThat(fixture.process(8).leave(List.of(DISK), TAKER)).isEmpty();
        assertThat(fixture.open()).contains(DISK);
    }
}
