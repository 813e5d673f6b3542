// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import static io.lastpath.consumers.internal.scan.Found.severity;
import static io.lastpath.consumers.internal.scan.Found.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.rcm.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of the kernel that use a disk without being its holder are found. */
class KernelUsersTest extends IdleHost {

    private static final String HEARTBEAT = "sys/kernel/config/cluster/c1/heartbeat/";
    private static final String XEN = "sys/bus/xen-backend/devices/";
    private static final String RNBD = "sys/class/rnbd-server/ctl/devices/";

    @Test
    void theHeartbeatOfAClusterIsWhatTheHostLivesBy() {
        host.write(HEARTBEAT + "mode", "global\n").write(HEARTBEAT + "dead_threshold", "31\n");
        host.write(HEARTBEAT + "0A1B/dev", "dm-1\n").write(HEARTBEAT + "0A1B/blocks", "255\n");

        assertThat(users(host.read(), 1))
                .containsExactly("dm: disk heartbeat of the cluster c1 on mpathb");
        assertThat(severity(host.read(), 1)).isEqualTo(Verdict.SYSTEM_CRITICAL);
        assertThat(users(host.read(), 0)).isEmpty();
        assertThat(gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dm-9\n", ""})
    void aHeartbeatOnWhatIsNoDiskMakesTheAnswerIncompleteByName(String device) {
        host.write(HEARTBEAT + "0A1B/dev", device);
        assertThat(gaps()).singleElement().asString().contains("cluster c1").contains("0A1B/dev");
    }

    @Test
    void aHeartbeatWithoutItsFileMakesTheAnswerIncompleteByName() {
        host.write(HEARTBEAT + "0A1B/blocks", "255\n");
        assertThat(gaps()).singleElement().asString().contains("0A1B/dev is missing");
    }

    @Test
    void aBackEndOfXenUsesItsDisk() {
        host.write(XEN + "vbd-3-51712/physical_device", "fd:1\n").folder(XEN + "vif-3-0");
        host.folder(XEN + "vbd-4-51712");

        assertThat(users(host.read(), 1)).containsExactly("dm: Xen back end vbd-3-51712 on mpathb");
        assertThat(severity(host.read(), 1)).isEqualTo(Verdict.DATA_CRITICAL);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aBackEndOfXenWithoutItsFileMakesTheAnswerIncompleteByName() {
        host.write(XEN + "vbd-3-51712/mode", "w\n");
        assertThat(gaps()).singleElement().asString().contains("physical_device is missing");
        host.write(XEN + "vbd-3-51712/physical_device", "none\n");
        assertThat(gaps()).singleElement().asString().contains("holds no device number");
    }

    @Test
    void anExportOfRnbdUsesItsDisk() {
        host.link(RNBD + "dm-1/block_dev", "../../../../../block/dm-1");

        assertThat(users(host.read(), 1)).containsExactly("dm: RNBD export dm-1 on mpathb");
        assertThat(gaps()).isEmpty();
    }

    @Test
    void anExportOfRnbdThatCannotBeTracedMakesTheAnswerIncompleteByName() {
        host.folder(RNBD + "dm-1");
        assertThat(gaps()).singleElement().asString().contains("RNBD export dm-1");
    }
}
