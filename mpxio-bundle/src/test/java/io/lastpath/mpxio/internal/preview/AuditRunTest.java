// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.UsedClients.failedTuple;
import static io.lastpath.mpxio.internal.support.UsedClients.tuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.analysis.Cards;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an audit lists as single points of failure. */
class AuditRunTest extends AuditedHost {

    @Test
    void aCardWithTwoPortsIsASinglePointWhereNeitherPortIs() {
        handle.use("/d1", tuple("/devices/d1", "fs", "mounted", Verdict.DATA_CRITICAL));

        Audit audit = audit(client("/d1", path(ONE, "t1"), path(OTHER_PORT, "t2")));

        assertThat(lines(audit)).containsExactly("card 0000:01:00 DEGRADED");
        assertThat(audit.remarks()).isEmpty();
    }

    @Test
    void aTargetPortThatAllPathsLeadToIsASinglePoint() {
        handle.use("/devices/d1", tuple("/devices/d1", "fs", "mounted", Verdict.DATA_CRITICAL));

        Audit audit =
                audit(
                        client("/d1", "mpatha", "", path(ONE, "t1"), path(TWO, "t1")),
                        client("/d2", "mpathb", "", path(ONE, "t1"), path(TWO, "t2")));

        assertThat(lines(audit)).containsExactly("target port t1 DATA_CRITICAL");
        assertThat(audit.points().get(0).preview().reason()).contains("mpatha");
    }

    @Test
    void theGravestComesFirstAndEachUserIsAskedOnce() {
        handle.use("/devices/d1", tuple("/devices/d1", "swap", "swap", Verdict.SYSTEM_CRITICAL));

        Audit audit =
                audit(
                        client("/d1", path(TWO, "t1")),
                        client("/d2", path(ONE, "t2"), path(OTHER_PORT, "t3")));

        assertThat(lines(audit))
                .containsExactly(
                        "PHCI 0000-02-00.0 SYSTEM_CRITICAL",
                        "target port t1 SYSTEM_CRITICAL",
                        "card 0000:01:00 DEGRADED");
        assertThat(handle.inspections()).isEqualTo(2);
    }

    @Test
    void aCardIsListedForADiskInUseThatIsInNoMapWithWhoUsesItAsItsPhciIs() {
        String disk = "/devices" + OTHER_PORT + "/host1/sdz";
        heard("/devices/d1", "/devices/d1");
        heard(disk, disk);
        heard("/devices" + OTHER_PORT, disk);
        handle.use(disk, tuple(disk, "fs", "ext4 at /", Verdict.SYSTEM_CRITICAL));

        Audit audit =
                auditOfHost(
                        client("/d1", path(ONE, "t1"), path(OTHER_PORT, "t2"), path(TWO, "t3")));

        assertThat(lines(audit))
                .containsExactly(
                        "PHCI 0000-01-00.1 SYSTEM_CRITICAL", "card 0000:01:00 SYSTEM_CRITICAL");
        assertThat(audit.points())
                .allSatisfy(
                        point ->
                                assertThat(point.preview().plain())
                                        .singleElement()
                                        .asString()
                                        .isEqualTo("sdz, outside of multipathing: ext4 at /"));
        assertThat(audit.remarks()).isEmpty();
    }

    @Test
    void disksInNoMapThatNobodyUsesMakeNoCardAndThoseOfWhichNobodyKnowsAreARemark() {
        String disk = "/devices" + OTHER_PORT + "/host1/sdz";
        DeviceNode client = client("/d1", path(ONE, "t1"), path(OTHER_PORT, "t2"), path(TWO, "t3"));
        heard("/devices/d1", "/devices/d1");
        heard("/devices" + OTHER_PORT, disk);

        assertThat(lines(auditOfHost(client)))
                .containsExactly("PHCI 0000-01-00.1 UNKNOWN", "card 0000:01:00 UNKNOWN");

        heard(disk, disk);
        assertThat(auditOfHost(client).points()).isEmpty();

        handle.use("/devices" + TWO, failedTuple("/devices" + TWO, "host", "broken"));
        assertThat(auditOfHost(client).remarks()).anyMatch(remark -> remark.contains(TWO));
    }

    private void heard(String asked, String resource) {
        handle.use(asked, tuple(resource, "host", "", Verdict.SAFE));
    }

    private Audit auditOfHost(DeviceNode... nodes) {
        PreviewRun run = new PreviewRun(Nodes.state(List.of(nodes), "host"), Optional.of(handle));
        return run.audit(run.each(9), new TableNames(run.state().table()));
    }

    @Test
    void whatHasNoUsablePathEvenNowHangsByNothing() {
        Audit audit = audit(client("/d1", path(ONE, "t1", PathState.FAULT)));

        assertThat(audit.points()).isEmpty();
    }

    @Test
    void aPhciThatIsOfflineIsNoSpare() {
        handle.state("/devices" + TWO, RcmState.OFFLINE);

        Audit audit = audit(client("/d1", path(ONE, "t1"), path(TWO, "t2")));

        assertThat(lines(audit))
                .containsExactly("PHCI 0000-01-00.0 DEGRADED", "target port t1 DEGRADED");
    }

    @Test
    void itSaysWhatItCannotJudge() {
        Audit audit =
                audit(
                        client("/d1", path("/platform/host6", ""), path(ONE, "t1")),
                        new DeviceNode.Unreadable("/sys/block", "cannot be read"));

        assertThat(audit.remarks())
                .anyMatch(remark -> remark.contains("/sys/block"))
                .anyMatch(remark -> remark.matches("which card carries host6-.* is not known"))
                .contains("the target port of 1 usable path is not known");
    }

    @Test
    void cardsAreToldByThePathsOfLinuxAndSolaris() {
        assertThat(Cards.of(ONE)).isEqualTo(Cards.of(OTHER_PORT)).contains("0000:01:00");
        assertThat(Cards.of("/pci0000:00/0000:00:1f.2/ata3")).contains("0000:00:1f");
        assertThat(Cards.of("/pci@0,0/pci8086,3c04@2/pci1077,15d@0/fp@0,0"))
                .isEqualTo(Cards.of("/pci@0,0/pci8086,3c04@2/pci1077,15d@0,1/fp@0,0"))
                .contains("/pci@0,0/pci8086,3c04@2/pci1077,15d@0");
        assertThat(Cards.of("/virtual/nvme-fabrics/ctl/nvme0")).isEmpty();
    }
}
