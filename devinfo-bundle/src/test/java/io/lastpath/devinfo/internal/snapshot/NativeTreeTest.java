// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import static io.lastpath.devinfo.standin.Topology.VHCI;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.devinfo.standin.Topology;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a host: all of it, what cannot be read named, at the price that it has. */
class NativeTreeTest extends StandInCase {

    private static final String FP1 = "/pci@1,0/fp@0,0";
    private static final int SCALE = 5000;
    private static final int STANDBY = PathState.STANDBY.number();

    private static DevicePath path(String phci, PathState state, String target) {
        return new DevicePath(NodePath.of(phci), state, target);
    }

    private static DeviceNode.Client client(String path, DevicePath... paths) {
        return new DeviceNode.Client(NodePath.of(path), "", "", List.of(paths));
    }

    @Test
    void phcisComeFirstThenTheClientsInWalkOrderWithTheirPathsInTheHostsOrder() throws Exception {
        Topology host =
                new Topology()
                        .phci(FP1)
                        .phci("/pci@2,0/fp@0,0")
                        .client(VHCI + "/ssd@g2")
                        .path(FP1, STANDBY, "w51,2")
                        .path(FP0, ONLINE, "w50,2")
                        .client(DISK)
                        .path(FP0, ONLINE, "w50,0")
                        .client(VHCI + "/none");

        assertThat(read(host))
                .containsExactly(
                        new DeviceNode.Phci(NodePath.of(FP1)),
                        new DeviceNode.Phci(NodePath.of("/pci@2,0/fp@0,0")),
                        client(
                                VHCI + "/ssd@g2",
                                path(FP1, PathState.STANDBY, "w51,2"),
                                path(FP0, PathState.ONLINE, "w50,2")),
                        client(DISK, path(FP0, PathState.ONLINE, "w50,0")));
    }

    @Test
    void everyStateOfTheHeaderIsKnownAndAnyOtherIsUnknown() throws Exception {
        Topology host = new Topology().client(DISK);
        for (int state = -1; state <= 5; state++) {
            host.path(FP0, state, "");
        }

        DeviceNode.Client client = (DeviceNode.Client) read(host).get(0);

        assertThat(client.paths())
                .extracting(DevicePath::state)
                .containsExactly(
                        PathState.UNKNOWN,
                        PathState.UNKNOWN,
                        PathState.OFFLINE,
                        PathState.STANDBY,
                        PathState.ONLINE,
                        PathState.FAULT,
                        PathState.UNKNOWN);
    }

    @Test
    void whatHasNoNameCostsOnlyItselfAndSaysWhereAndWhy() throws Exception {
        Topology host =
                new Topology()
                        .phci(null)
                        .client(null)
                        .path(FP0, ONLINE, "")
                        .path(null, ONLINE, "")
                        .pathWithoutPhci(STANDBY, "")
                        .client(DISK)
                        .pathWithoutPhci(ONLINE, "w50,0");
        String unnamed = "its device path cannot be found out: Invalid argument (errno 22)";
        String missing = "it has no PHCI node: No such device or address (errno 6)";

        assertThat(read(host))
                .containsExactly(
                        new DeviceNode.Phci(new NodePath.Unreadable("PHCI 1", unnamed)),
                        new DeviceNode.Client(
                                new NodePath.Unreadable("client 1", unnamed),
                                "",
                                "",
                                List.of(
                                        path(FP0, PathState.ONLINE, ""),
                                        new DevicePath(
                                                new NodePath.Unreadable(
                                                        "path 2 of client 1",
                                                        "its PHCI cannot be named: " + unnamed),
                                                PathState.ONLINE,
                                                ""),
                                        new DevicePath(
                                                new NodePath.Unreadable(
                                                        "path 3 of client 1", missing, true),
                                                PathState.STANDBY,
                                                ""))),
                        client(
                                DISK,
                                new DevicePath(
                                        new NodePath.Unreadable("path 1 of " + DISK, missing, true),
                                        PathState.ONLINE,
                                        "w50,0")));
    }

    @Test
    void aLongNameIsReadWholeAndOneBeyondAllLimitsIsNone() throws Exception {
        String longName = VHCI + "/" + "x".repeat(3000);
        Topology host =
                new Topology()
                        .client(longName)
                        .path("/" + "p".repeat(1100), ONLINE, "")
                        .client(VHCI + "/" + "x".repeat(NativeString.MOST_BYTES))
                        .path(FP0, ONLINE, "");

        List<DeviceNode> nodes = read(host);

        assertThat(nodes.get(0))
                .isEqualTo(client(longName, path("/" + "p".repeat(1100), PathState.ONLINE, "")));
        assertThat(((DeviceNode.Client) nodes.get(1)).path())
                .isEqualTo(
                        new NodePath.Unreadable(
                                "client 2",
                                "its device path has more than 65535 bytes or is not in UTF-8"));
    }

    @Test
    void namesAreUtf8() throws Exception {
        String name = VHCI + "/\u00fc\u4e2d\ud83d\ude00";

        assertThat(read(new Topology().client(name).path("/p\u00e4", ONLINE, "\u00df")))
                .containsExactly(client(name, path("/p\u00e4", PathState.ONLINE, "\u00df")));
    }

    @Test
    void aListOfPathsThatEndsWithAnErrorIsSaidToBeUnreadable() throws Exception {
        Topology host =
                new Topology()
                        .client(DISK)
                        .path(FP0, ONLINE, "")
                        .failPaths(EIO)
                        .client(VHCI + "/other")
                        .failPaths(EIO);

        assertThat(read(host))
                .containsExactly(
                        client(DISK, path(FP0, PathState.ONLINE, "")),
                        new DeviceNode.Unreadable(
                                DISK,
                                "its paths after number 1 cannot be read: Input/output error (errno"
                                        + " 5)"),
                        new DeviceNode.Unreadable(
                                VHCI + "/other",
                                "whether it has paths cannot be found out: Input/output error"
                                        + " (errno 5)"));
    }

    @Test
    void aClientBelowNoVirtualHostControllerIsReadAsWell() throws Exception {
        Topology host = oneDisk().clientElsewhere("/other/ssd@g2").path(FP0, ONLINE, "");

        assertThat(read(host))
                .contains(client("/other/ssd@g2", path(FP0, PathState.ONLINE, "")))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "w50060e8000c3a000,1f w50060e8000c3a000",
                "0000iqn.1986-03.com.sun:02:a0001,12 0000iqn.1986-03.com.sun:02:a0001",
                "w50060e8000c3a000 w50060e8000c3a000",
                "w50060e8000c3a000, w50060e8000c3a000,",
                "w50060e8000c3a000,left w50060e8000c3a000,left",
                "3,0 3,0"
            })
    void theTargetPortIsTheUnitAddressWithoutItsLun(String unitAddress, String targetPort)
            throws Exception {
        Topology host = new Topology().client(DISK).path(FP0, ONLINE, unitAddress);

        assertThat(read(host))
                .containsExactly(client(DISK, path(FP0, PathState.ONLINE, targetPort)));
    }

    @Test
    void aPathWithoutAUnitAddressHasNoTargetPort() throws Exception {
        Topology host = new Topology().client(DISK).path(FP0, ONLINE, null).path(FP0, ONLINE, "");

        DevicePath path = path(FP0, PathState.ONLINE, "");
        assertThat(read(host)).containsExactly(client(DISK, path, path));
    }

    @Test
    void aPathCostsFourCallsAndAPhciIsNamedOnce() throws Exception {
        read(new Topology().scale(1000, 4, 32));
        long names = standIn.count("di_devfs_path");
        long before = calls();
        assertThat(names).isEqualTo(1000 + 32);

        read(new Topology().scale(1000, 4, 32));
        long withFour = calls() - before;
        before = calls();
        read(new Topology().scale(1000, 8, 32));
        long withEight = calls() - before;

        assertThat(withEight - withFour).isEqualTo(4 * 4000);
    }

    private long calls() {
        return List.of(
                        "di_child_node",
                        "di_sibling_node",
                        "di_path_client_next_path",
                        "di_path_phci_node",
                        "di_path_state",
                        "di_path_bus_addr",
                        "di_devfs_path",
                        "di_devfs_path_free")
                .stream()
                .mapToLong(standIn::count)
                .sum();
    }

    @Test
    void equalPathsOfDifferentClientsAreOneObjectAndOthersAreNot() throws Exception {
        String port = "w50060e8000c3a000";
        Topology host = new Topology();
        for (int i = 0; i < 2; i++) {
            host.client(VHCI + "/ssd@g" + i)
                    .path(FP0, ONLINE, port + "," + i)
                    .path(FP0, STANDBY, port + "," + i)
                    .path(FP1, ONLINE, port + "," + i)
                    .path(FP0, ONLINE, "w50060e8000c3a001," + i);
        }
        // The same at another place than for the client before.
        host.client(VHCI + "/ssd@g2").path(FP1, ONLINE, port + ",2").path(FP0, ONLINE, port + ",2");

        List<DeviceNode> nodes = read(host);
        List<DevicePath> paths = paths(nodes, 0);

        assertThat(paths)
                .containsExactly(
                        path(FP0, PathState.ONLINE, port),
                        path(FP0, PathState.STANDBY, port),
                        path(FP1, PathState.ONLINE, port),
                        path(FP0, PathState.ONLINE, "w50060e8000c3a001"));
        for (int i = 0; i < paths.size(); i++) {
            assertThat(paths(nodes, 1).get(i)).isSameAs(paths.get(i));
        }
        assertThat(paths(nodes, 2).get(0)).isSameAs(paths.get(2));
        assertThat(paths(nodes, 2).get(1)).isSameAs(paths.get(0));
    }

    private static List<DevicePath> paths(List<DeviceNode> nodes, int client) {
        return ((DeviceNode.Client) nodes.get(client)).paths();
    }

    @Test
    void aPathLikeThatOfAnotherClientCostsNothingButItsPlaceInTheList() throws Exception {
        allocated(8); // classes are loaded
        long withEight = allocated(8);
        long withSixteen = allocated(16);

        assertThat((withSixteen - withEight) / (8.0 * SCALE)).isLessThan(Long.BYTES + 1);
    }

    private long allocated(int paths) throws Exception {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        standIn.show(new Topology().scale(SCALE, paths, 8));
        DeviceNode[] kept = new DeviceNode[SCALE + 8];
        int[] count = new int[1];
        try (DeviceTree tree = open()) {
            long before = thread.getCurrentThreadAllocatedBytes();
            tree.walk(node -> kept[count[0]++] = node);
            return thread.getCurrentThreadAllocatedBytes() - before;
        }
    }
}
