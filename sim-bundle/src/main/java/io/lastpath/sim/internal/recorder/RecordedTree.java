// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.recorder;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.sim.internal.scenario.Devices;
import io.lastpath.sim.internal.scenario.ScenarioClient;
import io.lastpath.sim.internal.scenario.ScenarioPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the devices of a scenario of the nodes of a tree. For one thread, for one tree. */
final class RecordedTree {

    private final Set<String> phcis = new LinkedHashSet<>();
    private final List<ScenarioClient> clients = new ArrayList<>();
    private final Map<String, Optional<String>> shared = new HashMap<>();

    private RecordedTree() {}

    /**
     * Makes devices.
     *
     * @param nodes every node of a tree, in order
     * @return its PHCIs and clients; a PHCI without a name is left out, since nothing can be asked
     *     of it
     * @throws IllegalStateException if a node may hide others: no scenario can say so
     */
    static Devices of(List<DeviceNode> nodes) {
        RecordedTree recorded = new RecordedTree();
        nodes.forEach(recorded::add);
        return new Devices(List.copyOf(recorded.phcis), recorded.clients);
    }

    private void add(DeviceNode node) {
        if (node instanceof DeviceNode.Client client) {
            clients.add(
                    new ScenarioClient(
                            known(client.path()),
                            client.name(),
                            client.identity(),
                            client.paths().stream().map(this::path).toList()));
        } else if (node instanceof DeviceNode.Phci phci) {
            known(phci.path()).ifPresent(phcis::add);
        } else if (node instanceof DeviceNode.Unreadable unreadable) {
            throw new IllegalStateException(
                    "not recorded: the device tree is incomplete, and a scenario would look whole: "
                            + unreadable.where()
                            + ": "
                            + unreadable.reason());
        }
    }

    private ScenarioPath path(DevicePath path) {
        boolean missing =
                path.phci() instanceof NodePath.Unreadable unreadable && unreadable.missing();
        return new ScenarioPath(known(path.phci()), path.state(), missing, path.targetPort());
    }

    /** Few PHCIs carry many paths: one object for each name will do. */
    private Optional<String> known(NodePath path) {
        return path instanceof NodePath.Known known
                ? shared.computeIfAbsent(known.path(), Optional::of)
                : Optional.empty();
    }
}
