// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.sim.internal.scenario.Devices;
import io.lastpath.sim.internal.scenario.ScenarioClient;
import io.lastpath.sim.internal.scenario.ScenarioPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedTreeTest {

    private static DevicePath path(NodePath phci) {
        return new DevicePath(phci, PathState.STANDBY, "w50,1");
    }

    private static DeviceNode.Client client(NodePath path, DevicePath... paths) {
        return new DeviceNode.Client(path, "name", "wwid", List.of(paths));
    }

    @Test
    void everyNodeIsKeptInItsOrderWithAllThatIsKnownOfIt() {
        Devices devices =
                RecordedTree.of(
                        List.of(
                                new DeviceNode.Phci(NodePath.of("/b")),
                                new DeviceNode.Phci(NodePath.of("/a")),
                                new DeviceNode.Phci(NodePath.of("/b")),
                                client(
                                        NodePath.of("/c"),
                                        path(NodePath.of("/a")),
                                        path(NodePath.of("/x")))));

        assertThat(devices.phcis()).containsExactly("/b", "/a");
        assertThat(devices.clients())
                .containsExactly(
                        new ScenarioClient(
                                Optional.of("/c"),
                                "name",
                                "wwid",
                                List.of(
                                        new ScenarioPath(
                                                Optional.of("/a"),
                                                PathState.STANDBY,
                                                false,
                                                "w50,1"),
                                        new ScenarioPath(
                                                Optional.of("/x"),
                                                PathState.STANDBY,
                                                false,
                                                "w50,1"))));
    }

    @Test
    void whatHasNoNameHasNoneInTheScenario() {
        Devices devices =
                RecordedTree.of(
                        List.of(
                                new DeviceNode.Phci(new NodePath.Unreadable("PHCI 1", "why")),
                                client(
                                        new NodePath.Unreadable("client 1", "why"),
                                        path(new NodePath.Unreadable("path 1", "why")),
                                        path(new NodePath.Unreadable("path 2", "why", true)))));

        assertThat(devices.phcis()).isEmpty();
        ScenarioClient client = devices.clients().get(0);
        assertThat(client.path()).isEmpty();
        assertThat(client.paths())
                .containsExactly(
                        new ScenarioPath(Optional.empty(), PathState.STANDBY, false, "w50,1"),
                        new ScenarioPath(Optional.empty(), PathState.STANDBY, true, "w50,1"));
    }

    @Test
    void aTreeThatMayHideSomethingIsNotRecorded() {
        assertThatThrownBy(
                        () ->
                                RecordedTree.of(
                                        List.of(new DeviceNode.Unreadable("/c", "no permission"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "not recorded: the device tree is incomplete, and a scenario would look"
                                + " whole: /c: no permission");
    }
}
