// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.support;

import io.lastpath.devinfo.DeviceNode;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import io.lastpath.mpxio.internal.adapter.TableState;
import io.lastpath.mpxio.internal.table.GroupTable;
import io.lastpath.mpxio.internal.table.TableBuilder;
import java.time.Instant;
import java.util.List;

/** Makes nodes, and tables of nodes. */
public final class Nodes {

    private Nodes() {}

    public static DevicePath path(String phci, PathState state) {
        return new DevicePath(NodePath.of(phci), state, "");
    }

    public static DevicePath lostPath(PathState state) {
        return new DevicePath(new NodePath.Unreadable("a path", "no PHCI node"), state, "");
    }

    public static DeviceNode.Client client(String devicePath, DevicePath... paths) {
        return client(devicePath, "", "", paths);
    }

    public static DeviceNode.Client client(
            String devicePath, String name, String identity, DevicePath... paths) {
        return new DeviceNode.Client(NodePath.of(devicePath), name, identity, List.of(paths));
    }

    public static DeviceNode.Phci phci(String devicePath) {
        return new DeviceNode.Phci(NodePath.of(devicePath));
    }

    public static GroupTable table(List<? extends DeviceNode> nodes) {
        TableBuilder builder = new TableBuilder();
        nodes.forEach(builder::visit);
        return builder.build();
    }

    public static TableState state(List<? extends DeviceNode> nodes) {
        return state(nodes, "");
    }

    public static TableState state(List<? extends DeviceNode> nodes, String informant) {
        return TableState.unread()
                .withTable(table(nodes), "test", 1, informant, Instant.now(), System.nanoTime());
    }
}
