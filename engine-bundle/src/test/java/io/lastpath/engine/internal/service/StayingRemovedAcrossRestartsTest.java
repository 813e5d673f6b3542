// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static io.lastpath.rcm.RcmFlags.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.rcm.RcmReply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.log.Logger;

/** The real multipath module on one disk and two HBAs, of which one was removed before a kill. */
class StayingRemovedAcrossRestartsTest {

    private static final String DISK = "/devices/disk";
    private static final String HBA1 = "/devices/hba1";
    private static final String HBA2 = "/devices/hba2";
    private static final int ROUND_SECONDS = 6;

    @TempDir Path folder;
    private RestartFixture fixture;
    private TableKeeper keeper;
    private TestModule users;

    @BeforeEach
    void start() {
        fixture = new RestartFixture(folder.resolve("journal"));
        TracePaths paths = new TracePaths();
        paths.set(List.of("/disk", "/hba1", "online"));
        paths.set(List.of("/disk", "/hba2", "online"));
        paths.show();
        Logger logger = StandIn.of(Logger.class, Map.of());
        MpxioSettings settings =
                new MpxioSettings(StandIn.of(MpxioSettings.Config.class, Map.of()), logger);
        keeper = new TableKeeper(settings, logger);
        keeper.bindSource(paths, TraceMultipath.reference());
        fixture.module("users", () -> users = new TestModule(DISK));
        fixture.module("mpxio", () -> new MpxioModule(keeper, settings, logger));
    }

    @AfterEach
    void stop() {
        fixture.close();
        keeper.close();
    }

    private void removeTheFirst() {
        assertThat(fixture.process(7).requestOffline(List.of(HBA1), NONE).isSuccess()).isTrue();
        assertThat(fixture.process(7).notifyRemove(List.of(HBA1), NONE).isSuccess()).isTrue();
        assertThat(users.calls).isEmpty();
    }

    private void assertIsNoSparePath() {
        RcmReply reply = fixture.process(8).requestOffline(List.of(HBA2), NONE);

        assertThat(reply.isSuccess()).as(reply.toString()).isTrue();
        assertThat(fixture.process(8).isRemoved(HBA1)).isTrue();
        assertThat(users.calls)
                .containsExactly("offline " + DISK + " QUERY", "offline " + DISK + " NONE");
    }

    @Test
    void noModuleThatRegistersForItAgainAndAgainBringsItBack() {
        fixture.module("guard", () -> new TestModule(HBA1));
        removeTheFirst();

        fixture.restart();
        fixture.careAfter(ROUND_SECONDS);

        assertIsNoSparePath();
    }

    @Test
    void theMultipathModuleItselfBringsNothingBackThatItHasNotSeenGo() {
        removeTheFirst();

        fixture.restart();
        fixture.careAfter(ROUND_SECONDS);

        assertIsNoSparePath();
    }
}
