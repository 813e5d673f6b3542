// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.preview;

import static io.lastpath.mpxio.internal.support.Nodes.client;
import static io.lastpath.mpxio.internal.support.UsedClients.failedTuple;
import static io.lastpath.mpxio.internal.support.UsedClients.tuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.analysis.Cards;
import io.lastpath.mpxio.internal.support.Nodes;
import io.lastpath.mpxio.internal.support.UsedClients;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.Verdict;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class AuditRunTest {

    private static final String ONE = "/pci0000:00/0000:00:03.0/0000:01:00.0";
    private static final String OTHER_PORT = "/pci0000:00/0000:00:03.0/0000:01:00.1";
    private static final String TWO = "/pci0000:00/0000:00:04.0/0000:02:00.0";

    private final UsedClients handle = new UsedClients();

    private static DevicePath path(String phci, String target) {
        return path(phci, target, PathState.ONLINE);
    }

    private static DevicePath path(String phci, String target, PathState state) {
        return new DevicePath(NodePath.of(phci), state, target);
    }

    private Audit audit(DeviceNode... nodes) {
        PreviewRun run = new PreviewRun(Nodes.state(List.of(nodes)), Optional.of(handle));
        return run.audit(run.each(9), new TableNames(run.state().table()));
    }

    private static List<String> lines(Audit audit) {
        return audit.points().stream()
                .map(
                        point ->
                                point.kind().word()
                                        + " "
                                        + point.id()
                                        + " "
                                        + point.preview().verdict())
                .toList();
    }

    @Test
    void aCardWithTwoPortsIsASinglePointWhereNeitherPortIs() {
        handle.use("/d1", tuple("/devices/d1", "fs", "mounted", Verdict.DATA_CRITICAL));

        Audit audit = audit(client("/d1", path(ONE, "t1"), path(OTHER_PORT, "t2")));

        assertThat(lines(audit)).containsExactly("card 0000:01:00 DEGRADED");
        assertThat(audit.remarks()).isEmpty();
    }

    @Test
    void aClientThatHasLostEveryPathIsNamedWithWhoUsesIt() {
        handle.use("/devices/d1", tuple("/devices/d1", "fs", "at /srv", Verdict.DATA_CRITICAL));

        PreviewRun run =
                new PreviewRun(
                        Nodes.state(
                                List.of(
                                        client("/d1", "mpatha", ""),
                                        client("/d2", "mpathb", "", path(ONE, "t1")),
                                        client("/d3", "mpathc", ""))),
                        Optional.of(handle));

        assertThat(run.lost().sentences())
                .containsExactly(
                        "mpatha has no path left; used by DATA_CRITICAL fs /devices/d1: at /srv",
                        "mpathc has no path left; used by nobody");
    }

    @Test
    void aClientWhosePathsAreAllFailedIsNamedAsWellAfterThoseWithoutAny() {
        handle.use("/devices/d1", tuple("/devices/d1", "fs", "at /srv", Verdict.DATA_CRITICAL));

        LostClients lost =
                new PreviewRun(
                                Nodes.state(
                                        List.of(
                                                client(
                                                        "/d1",
                                                        "mpatha",
                                                        "",
                                                        path(ONE, "t1", PathState.OFFLINE),
                                                        path(TWO, "t1", PathState.FAULT)),
                                                client("/d2", "mpathb", "", path(ONE, "t1")),
                                                client("/d3", "mpathc", ""),
                                                client(
                                                        "/d4",
                                                        "mpathd",
                                                        "",
                                                        path(ONE, "t1", PathState.UNKNOWN)))),
                                Optional.of(handle))
                        .lost();

        assertThat(lost.count()).isEqualTo(3);
        assertThat(lost.sentences())
                .containsExactly(
                        "mpathc has no path left; used by nobody",
                        "mpatha has no usable path; used by DATA_CRITICAL fs /devices/d1: at /srv",
                        "mpathd has no path that is known to be usable; used by nobody");
    }

    @Test
    void whatWasNotReadMayHoldThePathsOfAClientSoThatItIsNotSaidToHaveNone() {
        PreviewRun run =
                new PreviewRun(
                        Nodes.state(
                                List.of(
                                        client("/d1", "mpatha", ""),
                                        client("/d2", "mpathb", "", path(ONE, "", PathState.FAULT)),
                                        new DeviceNode.Unreadable("/sys/d1/slaves", "is missing"))),
                        Optional.of(handle));

        assertThat(run.lost().sentences())
                .containsExactly(
                        "mpatha has no path that is known; used by nobody",
                        "mpathb has no path that is known to be usable; used by nobody");
    }

    @Test
    void aPathOfWhichThePhciIsNotKnownMayBeTheUsableOne() {
        PreviewRun run =
                new PreviewRun(
                        Nodes.state(
                                List.of(
                                        client(
                                                "/d1",
                                                "mpatha",
                                                "",
                                                path(ONE, "t1", PathState.FAULT),
                                                Nodes.lostPath(PathState.UNKNOWN)))),
                        Optional.of(handle));

        assertThat(run.lost().sentences())
                .containsExactly("mpatha has no path that is known to be usable; used by nobody");
    }

    @Test
    void aClientWithAUsablePathThroughAnUnknownPhciIsNotSaidToBeLost() {
        DevicePath adrift = Nodes.lostPath(PathState.ONLINE);
        PreviewRun run =
                new PreviewRun(
                        Nodes.state(
                                List.of(client("/d1", path(ONE, "t1", PathState.FAULT), adrift))),
                        Optional.of(handle));

        assertThat(run.lost()).isEqualTo(LostClients.NONE);
    }

    @Test
    void whyNobodyKnowsWhoUsesAClientIsARemarkAndThoseOfOthersAreNotItsUsers() {
        handle.use("/devices/d1", tuple("/devices/d1", "fs", "at /srv", Verdict.DATA_CRITICAL));
        Audit audit =
                audit(
                        client("/d1", "mpatha", "", path(ONE, "t1", PathState.FAULT)),
                        client("/d2", "mpathe", "", path(ONE, "t1")));

        assertThat(audit.points().get(0).losing())
                .extracting(Impact::label, Impact::userText)
                .containsExactly(Assertions.tuple("mpathe", ""));

        PreviewRun unheard =
                new PreviewRun(
                        Nodes.state(List.of(client("/d2", "mpathe", "", path(ONE, "t1"))), "host"),
                        Optional.of(handle));
        assertThat(
                        unheard.audit(unheard.each(9), new TableNames(unheard.state().table()))
                                .remarks())
                .containsExactly(
                        "module host has not registered for mpathe: nobody knows who uses it");
    }

    @Test
    void whoUsesALostClientIsNotKnownWithoutACoordinatorOrWhereItCannotBeNamed() {
        DeviceNode lost = client("/d1", "mpatha", "");
        DeviceNode nameless =
                new DeviceNode.Client(
                        new NodePath.Unreadable("dm-3", "EIO"), "mpathb", "", List.of());

        assertThat(new PreviewRun(Nodes.state(List.of(lost)), Optional.empty()).lost().sentences())
                .containsExactly("mpatha has no path left; who uses it is not known");
        assertThat(
                        new PreviewRun(Nodes.state(List.of(nameless)), Optional.of(handle))
                                .lost()
                                .sentences())
                .containsExactly("mpathb has no path left; who uses it is not known");
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
