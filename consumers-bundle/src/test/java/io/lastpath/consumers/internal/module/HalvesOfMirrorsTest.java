// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import static io.lastpath.consumers.internal.module.FakeHandle.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on several disks is judged by those that stay. */
class HalvesOfMirrorsTest extends HostInUse {

    private static final String HOST_STATE = "sys" + HBA + "/host0/scsi_host/host0/state";

    @Test
    void aMirrorIsJudgedByAllThatGoTogetherAndAllThatAreGoingAlready() {
        host.array(0, "raid1", 0, "dm-0", "dm-1");

        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DEGRADED);
        assertThat(offline(md, ONE, query(false)).result()).isEqualTo(RcmResult.SUCCESS);
        assertThat(offline(md, ONE, query(false)).assessments())
                .extracting(Assessment::verdict)
                .containsExactly(Verdict.DEGRADED);

        coordinator.together = List.of(ONE, TWO);
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(offline(md, ONE, query(false)).error()).isEqualTo("md0 is assembled");

        coordinator.together = List.of(TWO);
        coordinator.states.put(ONE, RcmState.OFFLINE_QUERY);
        assertThat(offline(md, TWO, query(false)).result()).isEqualTo(RcmResult.FAILURE);
    }

    @Test
    void aHalfWithoutAUsablePathThroughAnOnlinePhciIsNoSpareHalf() {
        host.array(0, "raid1", 0, "dm-0", "dm-1");
        phcis.put(TWO, Set.of());

        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(offline(md, ONE, query(false)).error()).isEqualTo("md0 is assembled");
        assertThat(severity(info(md, TWO))).as("it is lost already").isEqualTo(Verdict.DEGRADED);

        phcis.put(TWO, Set.of(HBA, "/devices/other"));
        coordinator.states.put(HBA, RcmState.OFFLINE);
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DEGRADED);
        coordinator.states.put("/devices/other", RcmState.OFFLINE);
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
    }

    @Test
    void aHalfBelowACardThatIsOutIsNoSpareHalf() {
        host.array(0, "raid1", 0, "dm-0", "dm-1");
        phcis.put(TWO, Set.of("/devices/card/hba"));
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DEGRADED);

        coordinator.states.put("/devices/card", RcmState.OFFLINE);

        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
    }

    @Test
    void aMirrorOverAPlainDiskIsJudgedByBothHalves() {
        host.plainDisk("sdz", "65:144").array(0, "raid1", 0, "dm-0", "sdz");

        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DEGRADED);
        assertThat(severity(info(md, PLAIN))).isEqualTo(Verdict.DEGRADED);
        coordinator.together = List.of(ONE, PLAIN);
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);

        coordinator.together = List.of();
        host.write("sys/block/sdz/device/state", "offline\n");
        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"created", "recovery", "cancel", "cancel/recovery", "deleted", "gone", ""})
    void aHalfOnAPlainDiskIsNoSpareHalfWhileItsScsiHostDoesNotRun(String word) {
        host.plainDisk("sdz", "65:144").array(0, "raid1", 0, "dm-0", "sdz");
        assertThat(offline(md, ONE, query(false)).result()).isEqualTo(RcmResult.SUCCESS);

        host.write(HOST_STATE, word + "\n");

        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(offline(md, ONE, query(false)).error()).isEqualTo("md0 is assembled");
        assertThat(severity(info(md, PLAIN))).as("it is lost already").isEqualTo(Verdict.DEGRADED);
    }

    @Test
    void aHalfOnAPlainDiskIsNoSpareHalfWhereTheStateOfItsScsiHostIsNotKnown() throws IOException {
        host.plainDisk("sdz", "65:144").array(0, "raid1", 0, "dm-0", "sdz");
        Files.delete(host.root().resolve(HOST_STATE));

        assertThat(severity(info(md, ONE))).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(offline(md, ONE, query(false)).error()).isEqualTo("md0 is assembled");
    }
}
