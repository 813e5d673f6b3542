// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.sim.internal.scenario.Devices;
import io.lastpath.sim.internal.scenario.ScenarioClient;
import io.lastpath.sim.internal.scenario.ScenarioPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedTreeTest {

    private static final ScenarioPath THROUGH_P =
            new ScenarioPath(Optional.of("/p"), PathState.ONLINE, false, "wwn-7");
    private static final Devices DEVICES =
            new Devices(
                    List.of("/p", "/idle"),
                    List.of(
                            new ScenarioClient(
                                    Optional.of("/a"), "mpatha", "id-1", List.of(THROUGH_P)),
                            new ScenarioClient(
                                    Optional.empty(),
                                    "",
                                    "",
                                    List.of(
                                            THROUGH_P,
                                            new ScenarioPath(
                                                    Optional.empty(), PathState.FAULT, false, ""),
                                            new ScenarioPath(
                                                    Optional.empty(),
                                                    PathState.STANDBY,
                                                    true,
                                                    ""))),
                            new ScenarioClient(Optional.of("/b"), "", "", List.of())));

    @Test
    void aWalkShowsPhcisAndClientsInOrderAndNamesWhatCannotBeRead() {
        DevicePath throughP = new DevicePath(NodePath.of("/p"), PathState.ONLINE, "wwn-7");

        assertThat(nodes(new SimulatedTree(DEVICES)))
                .containsExactly(
                        new DeviceNode.Phci(NodePath.of("/p")),
                        new DeviceNode.Phci(NodePath.of("/idle")),
                        new DeviceNode.Client(
                                NodePath.of("/a"), "mpatha", "id-1", List.of(throughP)),
                        new DeviceNode.Client(
                                new NodePath.Unreadable(
                                        "client 2", "its device path cannot be found out"),
                                "",
                                "",
                                List.of(
                                        throughP,
                                        unreadable(
                                                2,
                                                "its PHCI cannot be named: its device path cannot"
                                                        + " be found out",
                                                false,
                                                PathState.FAULT),
                                        unreadable(
                                                3,
                                                "it has no PHCI node",
                                                true,
                                                PathState.STANDBY))),
                        new DeviceNode.Client(NodePath.of("/b"), "", "", List.of()));
    }

    @Test
    void aNodeWithoutPathsIsNoClientAndCountsForNone() {
        ScenarioClient none = new ScenarioClient(Optional.empty(), "", "", List.of());
        ScenarioClient unnamed = new ScenarioClient(Optional.empty(), "", "", List.of(THROUGH_P));

        assertThat(nodes(new SimulatedTree(new Devices(List.of(), List.of(none, unnamed)))).get(1))
                .extracting(node -> ((DeviceNode.Client) node).path())
                .isEqualTo(
                        new NodePath.Unreadable("client 1", "its device path cannot be found out"));
    }

    private static DevicePath unreadable(
            int number, String reason, boolean missing, PathState state) {
        return new DevicePath(
                new NodePath.Unreadable("path " + number + " of client 2", reason, missing),
                state,
                "");
    }

    @Test
    void pathsThroughOnePhciShareItsName() {
        List<DeviceNode> nodes = nodes(new SimulatedTree(DEVICES));
        NodePath listed = ((DeviceNode.Phci) nodes.get(0)).path();

        assertThat(((DeviceNode.Client) nodes.get(2)).paths().get(0).phci()).isSameAs(listed);
        assertThat(((DeviceNode.Client) nodes.get(3)).paths().get(0).phci()).isSameAs(listed);
    }

    @Test
    void aSnapshotIsWalkedOnce() {
        SimulatedTree tree = new SimulatedTree(DEVICES);
        nodes(tree);

        assertThatThrownBy(() -> nodes(tree))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this snapshot was walked before; take another one");
    }

    @Test
    void aClosedSnapshotIsNotWalked() {
        SimulatedTree tree = new SimulatedTree(DEVICES);
        tree.close();
        tree.close();

        assertThatThrownBy(() -> nodes(tree))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this snapshot is closed; take another one");
    }

    private static List<DeviceNode> nodes(SimulatedTree tree) {
        List<DeviceNode> nodes = new ArrayList<>();
        tree.walk(nodes::add);
        return nodes;
    }
}
