// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.tree;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeVisitor;
import io.lastpath.devinfo.NodePath;
import io.lastpath.sim.internal.scenario.Devices;
import io.lastpath.sim.internal.scenario.ScenarioClient;
import io.lastpath.sim.internal.scenario.ScenarioPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A snapshot of a scenario. Used by one thread, walked once. */
final class SimulatedTree implements DeviceTree {

    private final Devices devices;
    private final Map<String, NodePath> phcis = new HashMap<>();
    private boolean walked;
    private boolean closed;

    SimulatedTree(Devices devices) {
        this.devices = devices;
    }

    @Override
    public void walk(DeviceTreeVisitor visitor) {
        if (closed || walked) {
            throw new IllegalStateException(
                    "this snapshot "
                            + (closed ? "is closed" : "was walked before")
                            + "; take another one");
        }
        walked = true;
        for (String phci : devices.phcis()) {
            visitor.visit(new DeviceNode.Phci(known(phci)));
        }
        int number = 0;
        for (ScenarioClient client : devices.clients()) {
            number += client.paths().isEmpty() ? 0 : 1; // without paths it is no client after all
            visitor.visit(node(client, number));
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private DeviceNode.Client node(ScenarioClient client, int number) {
        String where = client.path().orElse("client " + number);
        NodePath path =
                client.path()
                        .map(NodePath::of)
                        .orElseGet(
                                () ->
                                        new NodePath.Unreadable(
                                                where, "its device path cannot be found out"));
        List<DevicePath> paths = new ArrayList<>(client.paths().size());
        for (ScenarioPath each : client.paths()) {
            NodePath phci = phci(each, where, paths.size() + 1);
            paths.add(new DevicePath(phci, each.state(), each.targetPort()));
        }
        return new DeviceNode.Client(path, client.name(), client.identity(), paths);
    }

    private NodePath phci(ScenarioPath path, String client, int number) {
        if (path.phci().isPresent()) {
            return known(path.phci().get());
        }
        return new NodePath.Unreadable(
                "path " + number + " of " + client,
                path.phciMissing()
                        ? "it has no PHCI node"
                        : "its PHCI cannot be named: its device path cannot be found out",
                path.phciMissing());
    }

    /** Few PHCIs carry many paths: one object for each will do. */
    private NodePath known(String phci) {
        return phcis.computeIfAbsent(phci, NodePath::of);
    }
}
