// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import io.lastpath.devinfo.DeviceNode.Client;
import io.lastpath.devinfo.DevicePath;
import io.lastpath.devinfo.DeviceTree;
import io.lastpath.devinfo.DeviceTreeListener;
import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.devinfo.DeviceTreeVisitor;
import io.lastpath.devinfo.NodePath;
import io.lastpath.devinfo.PathState;
import java.util.List;

/** Four disks of the recorded four-HBA host: two behind each of two HBAs, by a single path each. */
final class RecordedTree implements DeviceTreeSource {

    static final String ONE = "/pci0000:00/0000:00:03.0/0000:01:00.0";
    static final String TWO = "/pci0000:00/0000:00:04.0/0000:02:00.0";

    private volatile String failed = "";

    /** Has the path of a disk fail. */
    void fail(String disk) {
        failed = disk;
    }

    @Override
    public DeviceTree snapshot() {
        return new DeviceTree() {
            @Override
            public void walk(DeviceTreeVisitor visitor) {
                visitor.visit(client("dm-0", "mpatha", ONE));
                visitor.visit(client("dm-3", "mpathd", ONE));
                visitor.visit(client("dm-4", "mpathe", TWO));
                visitor.visit(client("dm-6", "mpathg", TWO));
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    private Client client(String disk, String name, String phci) {
        PathState state = disk.equals(failed) ? PathState.FAULT : PathState.ONLINE;
        DevicePath path = new DevicePath(NodePath.of(phci), state, "");
        return new Client(NodePath.of("/virtual/block/" + disk), name, name, List.of(path));
    }

    @Override
    public String description() {
        return "a recorded host";
    }

    @Override
    public void addListener(DeviceTreeListener listener) {
        // Never changes.
    }

    @Override
    public void removeListener(DeviceTreeListener listener) {
        // Never changes.
    }
}
