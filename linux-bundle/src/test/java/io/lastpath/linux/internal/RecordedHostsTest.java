// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.file.RootedFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts that were recorded from real kernels are read as their own tools saw them. */
class RecordedHostsTest {

    static List<String> captures() {
        return Capture.WITH_TREE;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void hasTheMapsPathsAndStatesOfItsOwnTools(String capture) throws Exception {
        Path root = Capture.tree(capture);

        List<DeviceNode> nodes = RecordedHost.read(root);

        assertThat(lines(nodes)).containsExactlyInAnyOrderElementsOf(Truth.of(root));
        assertThat(RecordedHost.unreadable(nodes)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void sysfsAloneShowsTheSameMapsAndPathsAndNoneThatIsBetterThanItWas(String capture)
            throws Exception {
        Path root = Capture.tree(capture);
        List<String> withTools = lines(RecordedHost.read(root));

        List<DeviceNode> nodes = RecordedHost.read(new WithoutTools(new RootedFiles(root)));

        assertThat(RecordedHost.unreadable(nodes)).isEmpty();
        assertThat(lines(nodes).stream().map(RecordedHostsTest::usability))
                .containsExactlyElementsOf(
                        withTools.stream().map(RecordedHostsTest::usability).toList());
    }

    /** In these captures sysfs knows itself of every path that is not usable. */
    private static String usability(String line) {
        return line.replaceAll("(FAULT|A OFFLINE)$", "unusable");
    }

    @Test
    void aHostWithoutMultipathHasAnEmptyTree() throws Exception {
        Path root = Capture.tree("no-multipath");

        assertThat(RecordedHost.read(root)).isEmpty();
    }

    @Test
    void hbasThatLostAllTheirDisksAreStillShownAndPhantomHostsAreNot() throws Exception {
        Path root = Capture.tree("four-hba");

        assertThat(RecordedHost.phcis(RecordedHost.read(root)))
                .containsExactly(
                        "/pci0000:00/0000:00:03.0/0000:01:00.0",
                        "/pci0000:00/0000:00:04.0/0000:02:00.0",
                        "/pci0000:00/0000:00:05.0/0000:03:00.0",
                        "/pci0000:00/0000:00:06.0/0000:04:00.0");
    }

    @Test
    void aPartitionThatTheCopyLostWithoutATraceIsMissedByTheNameThatDmsetupHasForIt()
            throws Exception {
        HostFiles copy = new RootedFiles(Capture.tree("four-hba"));
        for (String lost :
                List.of(
                        "/sys/devices/virtual/block/dm-11",
                        "/sys/devices/virtual/block/dm-2/holders/dm-11",
                        "/sys/block/dm-11",
                        "/sys/class/block/dm-11",
                        "/sys/dev/block/253:11")) {
            copy = new WithoutFolder(copy, lost);
        }

        assertThat(RecordedHost.unreadable(RecordedHost.read(copy)))
                .extracting(DeviceNode.Unreadable::reason)
                .containsExactly("tells of a device mpathc-part1, but no dm/name in sysfs has it");
    }

    @Test
    void targetPortsAndWhoSpokeGoWithThePaths() throws Exception {
        Path root = Capture.tree("alua-ana");

        assertThat(RecordedHost.clients(RecordedHost.read(root)))
                .flatExtracting(DeviceNode.Client::paths)
                .extracting(path -> path.targetPort() + ": " + path.evidence())
                .contains(
                        "iqn.2003-01.org.linux-iscsi.lab:t1,t,2: sysfs running, access standby,"
                                + " dm A, checker ghost",
                        "iqn.2003-01.org.linux-iscsi.lab:t1,t,2: sysfs running, access unavailable,"
                                + " dm F, checker faulty",
                        "tcp traddr=127.0.0.1,trsvcid=4420: nvme live, ana inaccessible");
    }

    private static List<String> lines(List<DeviceNode> nodes) {
        List<String> lines = new ArrayList<>();
        for (DeviceNode.Client client : RecordedHost.clients(nodes)) {
            String who =
                    RecordedHost.name(client.path())
                            + " "
                            + client.name()
                            + " "
                            + client.identity();
            if (client.paths().isEmpty()) {
                lines.add(who + " has no path");
            }
            for (DevicePath path : client.paths()) {
                String state =
                        path.state() == PathState.FAULT ? "FAULT" : "A " + path.state().name();
                lines.add(who + " by " + RecordedHost.phci(path) + " " + state);
            }
        }
        return lines;
    }
}
